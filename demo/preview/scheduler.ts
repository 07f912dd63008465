import { recordChanges } from './alerting/history';
import type { Store } from './alerting/store';
import { evaluateRule, type RunSql } from './evaluate';
import { Notifier, type NotifierOptions } from './notifier';

const MINUTE = 60_000;
/** How often it is looked whether a message is due. */
const LOOK = 1_000;

/** What the scheduler needs of the preview around it. */
export interface SchedulerOptions extends NotifierOptions {
  store: Store;
  run: RunSql;
}

/** Evaluates every rule once a minute, and has contact points told of what comes out. */
export class Scheduler {
  private timer: NodeJS.Timeout | undefined;
  private lookout: NodeJS.Timeout | undefined;
  private readonly notifier: Notifier;
  /** One flush at a time: a slow channel is not told twice. */
  private flushing: Promise<void> | undefined;

  constructor(private readonly options: SchedulerOptions) {
    this.notifier = new Notifier(options);
  }

  start(): void {
    this.lookout = setInterval(() => void this.notify(Date.now()), LOOK);
    this.waitForMinute();
  }

  stop(): void {
    clearTimeout(this.timer);
    clearInterval(this.lookout);
  }

  /** Evaluates all rules as of `now` (epoch milliseconds). */
  async evaluateAll(now: number): Promise<void> {
    const { store, run } = this.options;
    for (const rule of store.rules.values()) {
      if (!rule.isPaused) {
        const before = store.evaluations.get(rule.uid);
        const folder = store.folders.get(rule.folderUID)?.title ?? '';
        const after = await evaluateRule(rule, { folder, before, run, now });
        // It may have been deleted or changed while its queries ran.
        if (store.rules.get(rule.uid) === rule) {
          store.evaluations.set(rule.uid, after);
          recordChanges(store, rule.uid, before);
          this.notifier.update(rule, after, now);
        }
      }
    }
  }

  /** Sends the messages that are due at `now`. */
  async notify(now: number): Promise<void> {
    this.flushing ??= this.notifier.flush(now).finally(() => (this.flushing = undefined));
    await this.flushing;
  }

  private waitForMinute(): void {
    const wait = MINUTE - (Date.now() % MINUTE);
    this.timer = setTimeout(() => {
      this.waitForMinute();
      void this.evaluateAll(Math.floor(Date.now() / MINUTE) * MINUTE);
    }, wait);
  }
}
