import { z } from 'zod';

import { BUSINESS_FOLDER } from '../policy/folder';
import { storedRuleSchema } from '../policy/stored';
import { request } from './http';
import { policiesAmong, type ListedPolicy } from './rules';

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
  | { state: 'no-data' }
  | { state: 'error'; reason: string }
  | { state: 'waiting' };

const alertSchema = z.object({
  labels: z.record(z.string(), z.string()).nullish(),
  annotations: z.record(z.string(), z.string()).nullish(),
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
  data: z.object({ groups: z.array(z.object({ rules: z.array(ruleSchema) })) }),
});

const RULES = '/api/prometheus/grafana/api/v1/rules';

/** The states of the rules of some folders, by the rule's uid. A rule that no answer names has no state. */
export async function readRuleStates(folderUids: readonly string[]): Promise<Map<string, RuleState>> {
  const answers = await Promise.all(
    folderUids.map((uid) =>
      request(groupsSchema, {
        task: 'read-states',
        url: RULES,
        params: { folder_uid: uid },
      })
    )
  );
  const rules = answers.flatMap(({ data }) => data.groups.flatMap((group) => group.rules));
  return new Map(rules.map((rule) => [rule.uid, stateOf(rule)]));
}

/** What is seen of many policies before all of them are read. */
export interface FirstLook {
  /** Without what their rules ask. */
  policies: ListedPolicy[];
  states: Map<string, RuleState>;
}

const lookSchema = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        name: z.string(),
        folderUid: z.string(),
        rules: z.array(ruleSchema.loose().and(z.object({ name: z.string() }))),
      })
    ),
  }),
});

/** Some policies and how they stand, in one answer that is small however many there are. */
export async function readFirstPolicies(most: number): Promise<FirstLook> {
  const params = { folder_uid: BUSINESS_FOLDER.uid, group_limit: String(most) };
  const { data } = await request(lookSchema, { task: 'read-states', url: RULES, params });
  const rules = data.groups.flatMap((group) => group.rules.map((rule) => ({ ...group, rule })));
  return {
    policies: policiesAmong(
      rules.map(({ name, folderUid, rule }) =>
        storedRuleSchema.parse({ ...rule, title: rule.name, folderUID: folderUid, ruleGroup: name })
      )
    ),
    states: new Map(rules.map(({ rule }) => [rule.uid, stateOf(rule)])),
  };
}

function stateOf(rule: z.infer<typeof ruleSchema>): RuleState {
  const alerts = (name: string) => (rule.alerts ?? []).filter(({ state }) => state === name).map(breachOf);
  const breaches = alerts('Alerting');
  if (breaches.length > 0) {
    return { state: 'breach', breaches };
  }
  const recovering = alerts('Recovering');
  if (recovering.length > 0) {
    return { state: 'recovering', breaches: recovering };
  }
  if (rule.health === 'error') {
    return { state: 'error', reason: rule.lastError ?? '' };
  }
  if (rule.health === 'nodata') {
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
