import type { Log } from '../command';
import type { StoredIntegration } from './alerting/receivers';
import type { StoredRule } from './alerting/rules';
import type { AlertInstance, RuleEvaluation } from './alerting/states';
import type { Store } from './alerting/store';
import { evaluateRule, type RunSql } from './evaluate';
import { sendSlack, type MessageAlert } from './slack';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The plugin writes no other `repeat_interval`. */
const REPEAT = 4 * HOUR;

/** What the scheduler needs of the preview around it. */
export interface SchedulerOptions {
  store: Store;
  run: RunSql;
  /** Address of the preview, for links in messages. */
  url: string;
  log: Log;
}

/**
 * Evaluates every rule once a minute and tells its contact point, in Slack, what fires and what came back: at once, and
 * again every four hours. Grafana's groups, waits, silences and mute timings it does not have.
 */
export class Scheduler {
  private timer: NodeJS.Timeout | undefined;
  /** When each rule's contact point was last told, by uid. */
  private readonly told = new Map<string, number>();

  constructor(private readonly options: SchedulerOptions) {}

  start(): void {
    const wait = MINUTE - (Date.now() % MINUTE);
    this.timer = setTimeout(() => {
      this.start();
      void this.evaluateAll(Math.floor(Date.now() / MINUTE) * MINUTE);
    }, wait);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  /** Evaluates all rules as of `now` (epoch milliseconds). */
  async evaluateAll(now: number): Promise<void> {
    const { store, run } = this.options;
    for (const rule of store.rules.values()) {
      if (!rule.isPaused) {
        const before = store.evaluations.get(rule.uid);
        const after = await evaluateRule(rule, before, run, now);
        // It may have been deleted or changed while its queries ran.
        if (store.rules.get(rule.uid) === rule) {
          store.evaluations.set(rule.uid, after);
          await this.tell(rule, before, after, now);
        }
      }
    }
  }

  private async tell(rule: StoredRule, before: RuleEvaluation | undefined, after: RuleEvaluation, now: number) {
    const firing = after.alerts.filter(isFiring);
    const known = (before?.alerts ?? []).filter(isFiring);
    const fresh = firing.filter((alert) => !known.some((one) => isSame(one, alert)));
    const ended = known.filter((alert) => !firing.some((one) => isSame(one, alert)));
    const isDue = firing.length > 0 && now - (this.told.get(rule.uid) ?? now) >= REPEAT;
    if (fresh.length + ended.length === 0 && !isDue) {
      return;
    }
    this.told.set(rule.uid, now);
    const current = (alert: AlertInstance) => after.alerts.find((one) => isSame(one, alert)) ?? alert;
    const alerts = [
      ...firing.map((alert) => this.message(rule, alert, 'firing', alert.activeAt, now)),
      ...ended.map((alert) => this.message(rule, current(alert), 'resolved', alert.activeAt, now)),
    ];
    for (const integration of this.channelsOf(rule)) {
      const isWanted = fresh.length > 0 || isDue || !integration.disableResolveMessage;
      const error = isWanted ? await this.send(integration, alerts) : undefined;
      if (error !== undefined) {
        this.options.log(`"${rule.title}" could not be reported: ${error}`);
      }
    }
  }

  private async send(integration: StoredIntegration, alerts: MessageAlert[]): Promise<string | undefined> {
    return integration.type === 'slack'
      ? sendSlack(integration, alerts)
      : `the preview sends to Slack alone, not to ${integration.type}`;
  }

  private channelsOf({ notification_settings }: StoredRule): StoredIntegration[] {
    const receiver = this.options.store.receivers.get(notification_settings?.receiver ?? '');
    return receiver?.integrations ?? [];
  }

  private message(
    rule: StoredRule,
    { labels, annotations }: AlertInstance,
    status: MessageAlert['status'],
    startsAt: number,
    endsAt: number
  ): MessageAlert {
    const { url } = this.options;
    const { __dashboardUid__: dashboard, __panelId__: panel } = annotations;
    return {
      status,
      labels,
      annotations,
      startsAt,
      endsAt,
      generatorUrl: `${url}/a/kpiwatch-businesskpi-app/policies/${encodeURIComponent(rule.uid)}`,
      ...(dashboard && { panelUrl: `${url}/d/${dashboard}?viewPanel=${panel}` }),
    };
  }
}

function isFiring({ state }: AlertInstance): boolean {
  return state === 'Alerting';
}

function isSame(a: AlertInstance, b: AlertInstance): boolean {
  return JSON.stringify(a.labels) === JSON.stringify(b.labels);
}
