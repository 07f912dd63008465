import type { Log } from '../command';
import type { StoredIntegration } from './alerting/receivers';
import type { StoredRule } from './alerting/rules';
import { isSilenced } from './alerting/silences';
import type { RuleEvaluation } from './alerting/states';
import type { Store } from './alerting/store';
import { isInInterval } from './alerting/time-intervals';
import { millisecondsOf } from './durations';
import { linksOf } from './links';
import type { MessageAlert } from './message-data';
import { send } from './send';

/** An alert that fires, or that has come back and is to be told so. */
interface Pending {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  startsAt: number;
  endsAt?: number;
}

/** Alerts of a rule that go out in one message; times are epoch milliseconds. */
interface Group {
  rule: StoredRule;
  alerts: Map<string, Pending>;
  nextFlush: number;
  /** What arrived last over each channel, by its uid. */
  told: Map<string, Told>;
}

interface Told {
  at: number;
  firing: Set<string>;
  resolved: Set<string>;
}

export interface NotifierOptions {
  store: Store;
  /** Address of the preview, for links in messages. */
  url: string;
  log: Log;
}

/** What holds of a rule that does not say otherwise. */
const DEFAULTS = { group_wait: '30s', group_interval: '5m', repeat_interval: '4h' };

/**
 * Tells rules' contact points what fires and what came back, as Alertmanager does: grouped by labels, after
 * `group_wait`, then in steps of `group_interval` where there is news or `repeat_interval` has passed, but not while an
 * alert is silenced or a time interval mutes its rule. Slack is the one kind of channel.
 */
export class Notifier {
  private readonly groups = new Map<string, Group>();

  constructor(private readonly options: NotifierOptions) {}

  /** Takes over what an evaluation came to. */
  update(rule: StoredRule, { alerts }: Pick<RuleEvaluation, 'alerts'>, now: number): void {
    const firing = new Map(
      alerts.filter(({ state }) => state === 'Alerting').map((alert) => [keyOf(alert.labels), alert] as const)
    );
    for (const [key, { labels, annotations, activeAt }] of firing) {
      const group = this.groupOf(rule, labels, now);
      group.rule = rule;
      group.alerts.set(key, { labels, annotations, startsAt: activeAt });
    }
    for (const group of this.groups.values()) {
      if (group.rule.uid === rule.uid) {
        for (const [key, alert] of group.alerts) {
          if (!firing.has(key) && alert.endsAt === undefined) {
            const newest = alerts.find(({ labels }) => keyOf(labels) === key);
            group.alerts.set(key, { ...alert, annotations: newest?.annotations ?? alert.annotations, endsAt: now });
          }
        }
      }
    }
  }

  /** Sends what is due at `now`. */
  async flush(now: number): Promise<void> {
    for (const [key, group] of this.groups) {
      // What a deleted or paused rule had found has come to its end.
      const current = this.options.store.rules.get(group.rule.uid);
      if (!current || current.isPaused) {
        this.update(group.rule, { alerts: [] }, now);
      }
      if (group.nextFlush <= now) {
        group.nextFlush = now + durationOf(group.rule, 'group_interval');
        await this.flushGroup(group, now);
        this.forgetResolved(key, group);
      }
    }
  }

  private async flushGroup(group: Group, now: number): Promise<void> {
    const { store, log } = this.options;
    const { rule } = group;
    const heard = [...group.alerts].filter(
      ([, { labels }]) => !isSilenced(store, { ...labels, __alert_rule_uid__: rule.uid }, now)
    );
    const firing = new Set(heard.filter(([, { endsAt }]) => endsAt === undefined).map(([key]) => key));
    const resolved = new Set(heard.filter(([, { endsAt }]) => endsAt !== undefined).map(([key]) => key));
    if (this.isMuted(rule, now)) {
      return;
    }
    const messages = heard.map(([, alert]) => this.message(rule, alert, now));
    for (const integration of this.channelsOf(rule)) {
      if (!hasNews(group, { firing, resolved }, integration, now)) {
        continue;
      }
      const alerts = messages.filter(({ status }) => status === 'firing' || !integration.disableResolveMessage);
      const error = alerts.length > 0 ? await send(integration, alerts, store.templates) : undefined;
      store.deliveries.set(integration.uid, { at: now, error });
      if (error === undefined) {
        group.told.set(integration.uid, { at: now, firing, resolved });
      } else {
        // What did not arrive is news at the next step, too.
        log(`"${rule.title}" could not be reported: ${error}`);
      }
    }
  }

  private forgetResolved(key: string, { alerts }: Group): void {
    for (const [alert, { endsAt }] of alerts) {
      if (endsAt !== undefined) {
        alerts.delete(alert);
      }
    }
    if (alerts.size === 0) {
      this.groups.delete(key);
    }
  }

  private groupOf(rule: StoredRule, labels: Record<string, string>, now: number): Group {
    const by = rule.notification_settings?.group_by ?? ['grafana_folder', 'alertname'];
    const own = Object.entries(labels).filter(([name]) => by.includes('...') || by.includes(name));
    const key = `${rule.uid} ${keyOf(Object.fromEntries(own))}`;
    const group = this.groups.get(key) ?? {
      rule,
      alerts: new Map(),
      nextFlush: now + durationOf(rule, 'group_wait'),
      told: new Map(),
    };
    this.groups.set(key, group);
    return group;
  }

  private isMuted({ notification_settings }: StoredRule, now: number): boolean {
    const holds = (name: string) =>
      this.options.store.timeIntervals.get(name)?.time_intervals.some((interval) => isInInterval(interval, now));
    const { mute_time_intervals: mute = [], active_time_intervals: active = [] } = notification_settings ?? {};
    return mute.some(holds) || (active.length > 0 && !active.some(holds));
  }

  private channelsOf({ notification_settings }: StoredRule): StoredIntegration[] {
    return this.options.store.receivers.get(notification_settings?.receiver ?? '')?.integrations ?? [];
  }

  private message(rule: StoredRule, { labels, annotations, startsAt, endsAt }: Pending, now: number): MessageAlert {
    return {
      status: endsAt === undefined ? 'firing' : 'resolved',
      ...{ labels, annotations, startsAt },
      endsAt: endsAt ?? 0,
      ...linksOf(this.options.url, rule.uid, { labels, annotations, startsAt }, now),
    };
  }
}

/** Whether a group has something to tell over a channel that did not arrive over it before. */
function hasNews(
  group: Group,
  { firing, resolved }: { firing: Set<string>; resolved: Set<string> },
  { uid, disableResolveMessage }: StoredIntegration,
  now: number
): boolean {
  const told = group.told.get(uid);
  if (!told || [...firing].some((key) => !told.firing.has(key))) {
    return firing.size > 0;
  }
  if (firing.size === 0) {
    return resolved.size > 0 && told.firing.size > 0;
  }
  if (!disableResolveMessage && [...resolved].some((key) => !told.resolved.has(key))) {
    return true;
  }
  return now - told.at >= durationOf(group.rule, 'repeat_interval');
}

function durationOf({ notification_settings }: StoredRule, name: keyof typeof DEFAULTS): number {
  return millisecondsOf(notification_settings?.[name] ?? DEFAULTS[name]);
}

function keyOf(labels: Record<string, string>): string {
  return JSON.stringify(Object.entries(labels).sort());
}
