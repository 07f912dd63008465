import { z } from 'zod';

import { presenceUid } from '../policy/cadence';
import { storedRuleSchema, type StoredRule } from '../policy/stored';
import { request } from './http';

/** One KPI past its line. */
export interface Breach {
  kpi: string;
  /** What tells it from the policy's other breaches, its KPI among that. */
  labels: Readonly<Record<string, string>>;
  /** Since when, epoch milliseconds. */
  since: number;
  /** What the rule says of it, as the contact point is told; empty until Grafana has filled it in. */
  summary: string;
}

/** What Grafana's alerting makes of a rule. Unknown is not green: a rule that was not evaluated yet is `waiting`. */
export type RuleState =
  | { state: 'breach'; breaches: Breach[] }
  /** Back past the line for recovery, and not over yet. */
  | { state: 'recovering'; breaches: Breach[] }
  | { state: 'normal' }
  /** `earlier`: there is data now, and none in one of the windows that it is compared with. */
  | { state: 'no-data'; earlier?: boolean }
  | { state: 'error'; reason: string }
  | { state: 'waiting' };

const texts = z.record(z.string(), z.string()).nullish();

const alertSchema = z.object({
  labels: texts,
  annotations: texts,
  state: z.string(),
  activeAt: z.string().nullish(),
});

const ruleSchema = z.object({
  uid: z.string(),
  health: z.string(),
  lastError: z.string().nullish(),
  lastEvaluation: z.string(),
  alerts: z.array(alertSchema).nullish(),
});

const groupsSchema = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        name: z.string(),
        folderUid: z.string(),
        rules: z.array(
          ruleSchema.extend({
            name: z.string(),
            isPaused: z.boolean().optional(),
            provenance: z.string().optional(),
            labels: texts,
            annotations: texts,
          })
        ),
      })
    ),
  }),
});

const RULES = '/api/prometheus/grafana/api/v1/rules';

/** What one answer tells of many rules. */
export interface Look {
  /** The rules, without what they ask: a policy can be read from them. */
  rules: StoredRule[];
  /** How they stand, by the rule's uid. A rule that no answer names has no state. */
  states: Map<string, RuleState>;
}

/** The rules of some folders and how they stand; `most` of each folder's groups, where all would take long. */
export async function lookInto(folderUids: readonly string[], most?: number): Promise<Look> {
  const looks = await Promise.all(folderUids.map((uid) => lookIntoOne(uid, most)));
  return {
    rules: looks.flatMap(({ rules }) => rules),
    states: new Map(looks.flatMap(({ states }) => [...states])),
  };
}

async function lookIntoOne(uid: string, most?: number): Promise<Look> {
  const limit = most === undefined ? undefined : { group_limit: String(most) };
  const params = { folder_uid: uid, ...limit };
  const { data } = await request(groupsSchema, { task: 'read-states', url: RULES, params });
  // Where the folder is not there, Grafana takes it for no filter at all.
  const rules = data.groups.flatMap((group) =>
    group.folderUid === uid ? group.rules.map((rule) => ({ group: group.name, rule })) : []
  );
  return {
    rules: rules.map(({ group, rule }) => storedOf(rule, uid, group)),
    states: withReasons(new Map(rules.map(({ rule }) => [rule.uid, stateOf(rule)]))),
  };
}

/** A rule that compares windows says of one without data no more than that; another rule of its policy asks for now alone. */
function withReasons(states: ReadonlyMap<string, RuleState>): Map<string, RuleState> {
  return new Map(
    [...states].map(([uid, state]) => [
      uid,
      state.state === 'no-data' && states.get(presenceUid(uid))?.state === 'normal'
        ? { ...state, earlier: true }
        : state,
    ])
  );
}

type AnsweredRule = z.infer<typeof groupsSchema>['data']['groups'][number]['rules'][number];

function storedOf(
  { uid, name, isPaused, provenance, labels, annotations }: AnsweredRule,
  folder: string,
  group: string
) {
  return storedRuleSchema.parse({
    uid,
    title: name,
    folderUID: folder,
    ruleGroup: group,
    isPaused,
    provenance,
    labels,
    annotations,
  });
}

function stateOf(rule: z.infer<typeof ruleSchema>): RuleState {
  const all = rule.alerts ?? [];
  // Behind the state Grafana says why, such as "Alerting (NoData, KeepLast)".
  const alerts = (name: string) =>
    all.filter(({ state }) => state === name || state.startsWith(`${name} (`)).map(breachOf);
  const breaches = alerts('Alerting');
  if (breaches.length > 0) {
    return { state: 'breach', breaches };
  }
  const recovering = alerts('Recovering');
  if (recovering.length > 0) {
    return { state: 'recovering', breaches: recovering };
  }
  // A rule that stays as it was is healthy to Grafana, whatever it could not read.
  const isKept = (why: string) => all.some(({ state }) => state.endsWith(`(${why}, KeepLast)`));
  if (rule.health === 'error' || isKept('Error')) {
    return { state: 'error', reason: rule.lastError ?? '' };
  }
  if (rule.health === 'nodata' || isKept('NoData')) {
    return { state: 'no-data' };
  }
  return isEvaluated(rule.lastEvaluation) ? { state: 'normal' } : { state: 'waiting' };
}

function breachOf({ labels, annotations, activeAt }: z.infer<typeof alertSchema>): Breach {
  return {
    kpi: labels?.kpi ?? '',
    labels: labels ?? {},
    since: Date.parse(activeAt ?? ''),
    summary: filledIn(annotations?.summary),
  };
}

/** After a restart Grafana hands out the annotation as it is stored, a template, until the rule is evaluated again. */
function filledIn(summary = ''): string {
  return summary.includes('{{') ? '' : summary;
}

/** Grafana writes the year 1 for "never". */
function isEvaluated(lastEvaluation: string): boolean {
  return Date.parse(lastEvaluation) > 0;
}
