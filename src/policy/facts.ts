import { CALIBRATIONS_ANNOTATION, CLOSED_LABEL, SPEC_ANNOTATION, WRITTEN_ANNOTATION } from './hidden';
import { secondsOf } from './durationText';

/** The part of a rule that decides what it does, whether we compiled it or Grafana stored it. */
export interface RuleContent {
  uid: string;
  title: string;
  folderUID: string;
  ruleGroup: string;
  condition: string;
  data: ReadonlyArray<{
    refId: string;
    datasourceUid: string;
    relativeTimeRange: { from: number; to: number };
    model: Record<string, unknown>;
  }>;
  noDataState: string;
  execErrState: string;
  for: string;
  keep_firing_for: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  notification_settings?: Record<string, unknown> | null;
}

/** What a rule says, one text for each thing that it says: two rules that do the same have the same facts. */
export type Facts = Record<string, string>;

/** These say where the policy came from and where its messages link to, not what it does. */
const HIDDEN_ANNOTATIONS = [
  SPEC_ANNOTATION,
  WRITTEN_ANNOTATION,
  CALIBRATIONS_ANNOTATION,
  '__dashboardUid__',
  '__panelId__',
];

/** Whether it is paused is no fact: pausing is not a change of a policy. */
export function factsOf(rule: RuleContent): Facts {
  const { labels, annotations, notification_settings: settings } = rule;
  return {
    title: rule.title,
    folder: rule.folderUID,
    group: rule.ruleGroup,
    condition: rule.condition,
    noDataState: rule.noDataState,
    execErrState: rule.execErrState,
    for: duration(rule.for),
    keepFiringFor: duration(rule.keep_firing_for),
    ...prefixed('label', labels, [CLOSED_LABEL]),
    ...prefixed('annotation', annotations, HIDDEN_ANNOTATIONS),
    ...prefixed('notify', settings ?? {}, []),
    ...Object.assign({}, ...rule.data.map(queryFacts)),
  };
}

function queryFacts({ refId, datasourceUid, relativeTimeRange, model }: RuleContent['data'][number]): Facts {
  const { rawSql, ...rest } = withoutDefaults(model);
  return {
    [`query.${refId}`]: stable({ datasourceUid, relativeTimeRange, model: rest }),
    ...(typeof rawSql === 'string' && { [`sql.${refId}`]: rawSql }),
  };
}

/** Grafana adds these to every query that it stores. */
const DEFAULTS: Record<string, unknown> = { intervalMs: 1000, maxDataPoints: 43_200 };

function withoutDefaults(model: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(model).filter(([name, value]) => DEFAULTS[name] !== value));
}

function prefixed(prefix: string, values: Record<string, unknown>, hidden: readonly string[]): Facts {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name, value]) => !hidden.includes(name) && !isNothing(value))
      .map(([name, value]) => [`${prefix}.${name}`, textOf(name, value)])
  );
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function textOf(name: string, value: unknown): string {
  if (typeof value !== 'string') {
    return Array.isArray(value) ? value.join(', ') : stable(value);
  }
  return DURATIONS.includes(name) ? duration(value) : value;
}

const DURATIONS = ['group_wait', 'group_interval', 'repeat_interval'];

/** `1800s` and `30m` are the same. */
function duration(text: string): string {
  const seconds = secondsOf(text);
  return seconds === undefined ? text : `${seconds}s`;
}

/** JSON whose keys are in order. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part
  );
}
