import type { Kpi } from '../kpi/catalogue/schema';
import { timeIntervalName } from './activeHours';
import { APP_ID } from './app';
import { presenceUid, REMINDER_LABEL, reminderUid, remindersOf, repetition, type Reminder } from './cadence';
import { durationSeconds } from '../kpi/time/duration';
import type { Calibrations } from '../kpi/detect/calibrations';
import { dimensionLabel } from '../kpi/sql/ruleBy';
import { driverQueries } from './drivers';
import { ESCALATION_LABEL, escalationUid, WAITED, waitedText, type Escalation } from './escalation';
import { CALIBRATIONS_ANNOTATION, SPEC_ANNOTATION, WRITTEN_ANNOTATION } from './hidden';
import { ruleAnnotations } from './message';
import type { RuleQuery, RuleServer } from './query';
import { muteTimingsOf } from './quiet';
import type { Policy } from './schema';
import { printed } from './template';
import { compileTrigger } from './trigger';
import { dimensionOf } from './triggerSchema';
import { compilePresence, compileQuery } from './watchedQuery';
import { fingerprintOf, type Written } from './written';

/** Seconds between two evaluations of a policy. */
export const EVALUATION_INTERVAL = 60;

/** What a policy is compiled with: where its KPIs are read, and where its alert links to. */
export interface RuleContext extends RuleServer {
  folderUid: string;
  /** The dashboard panel that shows the first KPI, if there is one. */
  panel?: { dashboardUid: string; panelId: number };
  paused: boolean;
  /** When the rule is written (epoch seconds). */
  writtenAt: number;
  /** What was measured to be usual for the KPIs; for others it is assumed. */
  calibrations?: Calibrations;
  /** The contact point that was made for this policy, by name. */
  madeContactPoint?: string;
}

/** A rule as Grafana's provisioning API takes it. */
interface AlertRule {
  uid: string;
  orgID: number;
  title: string;
  folderUID: string;
  ruleGroup: string;
  condition: string;
  data: RuleQuery[];
  noDataState: 'NoData' | 'KeepLast' | 'OK';
  execErrState: 'Error' | 'KeepLast';
  for: string;
  keep_firing_for: string;
  isPaused: boolean;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  notification_settings: {
    receiver: string;
    group_by: string[];
    group_wait: string;
    group_interval: string;
    repeat_interval: string;
    active_time_intervals?: string[];
    mute_time_intervals?: string[];
  };
}

/** A rule group as Grafana's provisioning API takes it; one policy is one group: its rule, its reminders, its escalation … */
export interface AlertRuleGroup {
  title: string;
  folderUid: string;
  interval: number;
  rules: AlertRule[];
}

/** Compiles a policy into its rule group. `kpis` are the policy's KPIs in its order. */
export function compileRuleGroup(policy: Policy, kpis: readonly Kpi[], context: RuleContext): AlertRuleGroup {
  const first = firstRule(policy, kpis, context);
  const reminders = remindersOf(policy.cadence).map((reminder) => reminderRule(first, reminder));
  const escalations = (policy.escalation ?? []).map((step, index) => escalationRule(first, step, index + 1));
  const further = [...presenceRules(first, policy), ...reminders, ...escalations];
  return {
    title: policy.id,
    folderUid: context.folderUid,
    interval: EVALUATION_INTERVAL,
    rules: [withWritten(first, further, context), ...further],
  };
}

/** The first rule, with what is to be known of all of them when they are read again. */
function withWritten(first: AlertRule, further: readonly AlertRule[], context: RuleContext): AlertRule {
  const written: Written = {
    at: context.writtenAt,
    dialect: context.dialect,
    fingerprint: fingerprintOf([first, ...further]),
    contactPoint: context.madeContactPoint,
  };
  return { ...first, annotations: { ...first.annotations, [WRITTEN_ANNOTATION]: JSON.stringify(written) } };
}

function firstRule(policy: Policy, kpis: readonly Kpi[], context: RuleContext): AlertRule {
  const calibrations = calibrationsOf(policy, context);
  const mute = muteTimingsOf(policy);
  return {
    uid: policy.id,
    orgID: 1,
    title: policy.title,
    folderUID: context.folderUid,
    ruleGroup: policy.id,
    condition: 'D',
    data: queriesOf(policy, kpis, { ...context, calibrations }),
    noDataState: noDataState(policy),
    execErrState: policy.whenUnread === 'keep' ? 'KeepLast' : 'Error',
    for: '0s',
    // Thirty days are as good as until somebody closes it.
    keep_firing_for: policy.ending.kind === 'hand' ? '30d' : policy.ending.after,
    isPaused: context.paused,
    labels: {
      __grafana_origin: `plugin/${APP_ID}`,
      severity: policy.severity,
      owner: printed(policy.owner),
    },
    annotations: {
      ...ruleAnnotations(policy, kpis),
      [SPEC_ANNOTATION]: JSON.stringify(policy),
      ...(Object.keys(calibrations).length > 0 && { [CALIBRATIONS_ANNOTATION]: JSON.stringify(calibrations) }),
      ...(context.panel && {
        __dashboardUid__: context.panel.dashboardUid,
        __panelId__: String(context.panel.panelId),
      }),
    },
    notification_settings: {
      receiver: policy.contactPoint,
      group_interval: '1m',
      ...repetition(policy.cadence, dimensionsOf(policy)),
      ...(policy.activeHours && { active_time_intervals: [timeIntervalName(policy.id)] }),
      ...(mute.length > 0 && { mute_time_intervals: mute }),
    },
  };
}

/** Where each value of a dimension is judged for itself and none is known, there is no row, and nothing in breach. */
function noDataState({ trigger, whenUnread }: Policy): AlertRule['noDataState'] {
  if (dimensionOf(trigger) !== undefined) {
    return 'OK';
  }
  // Of earlier windows without data nobody needs to hear (see presenceRules).
  return whenUnread === 'keep' || trigger.kind === 'shifted' ? 'KeepLast' : 'NoData';
}

/** The labels that tell the policy's breaches apart. */
function dimensionsOf({ trigger, query }: Policy): string[] {
  if (query) {
    return query.labels ?? [];
  }
  const by = dimensionOf(trigger);
  return by === undefined ? ['kpi'] : ['kpi', dimensionLabel(by)];
}

function queriesOf(policy: Policy, kpis: readonly Kpi[], asked: Parameters<typeof compileTrigger>[2]): RuleQuery[] {
  const { trigger, query, datasourceUid } = policy;
  if (trigger.kind === 'shifted' || (trigger.kind === 'threshold' && query)) {
    return query ? compileQuery(trigger, query, datasourceUid) : [];
  }
  return [...compileTrigger(trigger, kpis, asked), ...driverQueries(policy, kpis, asked)];
}

/** What was measured of the KPIs that the policy judges by it. */
function calibrationsOf({ trigger, kpis }: Policy, { calibrations = {} }: RuleContext): Calibrations {
  return trigger.kind === 'unusual'
    ? Object.fromEntries(Object.entries(calibrations).filter(([id]) => kpis.includes(id)))
    : {};
}

/** That a query has no data now is told by a rule of its own, unless nobody is to hear of it. */
function presenceRules(first: AlertRule, { trigger, query, datasourceUid, whenUnread }: Policy): AlertRule[] {
  return trigger.kind === 'shifted' && query && whenUnread !== 'keep'
    ? [
        {
          ...laterRule(first),
          uid: presenceUid(first.uid),
          data: compilePresence(trigger, query, datasourceUid),
          noDataState: 'NoData',
        },
      ]
    : [];
}

function reminderRule(first: AlertRule, { number, after }: Reminder): AlertRule {
  const labels = { ...first.labels, [REMINDER_LABEL]: String(number) };
  return { ...laterRule(first), uid: reminderUid(first.uid, { number }), for: `${after}s`, labels };
}

/** It tells somebody else; whoever acknowledges the breach silences it as well (see silenceMatchers). */
function escalationRule(first: AlertRule, { after, contactPoint }: Escalation[number], number: number): AlertRule {
  const later = laterRule(first);
  return {
    ...later,
    uid: escalationUid(first.uid, number),
    for: `${durationSeconds(after)}s`,
    labels: { ...first.labels, [ESCALATION_LABEL]: after },
    annotations: { ...later.annotations, [WAITED]: waitedText(after) },
    notification_settings: { ...first.notification_settings, receiver: contactPoint },
  };
}

/** The same again, to be pending for longer; what can't be read is told by the first rule alone. */
function laterRule(first: AlertRule): AlertRule {
  const { [SPEC_ANNOTATION]: _spec, [CALIBRATIONS_ANNOTATION]: _calibrations, ...annotations } = first.annotations;
  const noDataState = first.noDataState === 'OK' ? 'OK' : 'KeepLast';
  return { ...first, noDataState, execErrState: 'KeepLast', annotations };
}
