import type { Access } from '../../grafana/access';
import type { ListedPolicy } from '../../grafana/rules';
import { acknowledgementOf, type Silence } from '../../grafana/silences';
import type { RuleState } from '../../grafana/states';
import { watchKey, type KpiJudging, type KpiWatch, type Watches } from '../../kpi/watch';
import { dimensionLabel } from '../../kpi/sql/ruleBy';
import type { BreachRef } from '../../policy/acknowledge';
import type { Policy } from '../../policy/schema';
import { dimensionOf } from '../../policy/triggerSchema';
import { acknowledgeHref, hrefOf, NEW_POLICY_PATH, policyPath, silenceHref } from '../routes';
import { judgingOf } from './judging';

const WORST_FIRST: ReadonlyArray<KpiWatch['state']> = [
  'breach',
  'recovering',
  'error',
  'no-data',
  'unknown',
  'waiting',
  'normal',
  'paused',
];

/** What is known of the policies; undefined where an answer is on its way or was refused. */
export interface Known {
  policies: ReadonlyArray<Pick<ListedPolicy, 'stored'>>;
  /** Of policies that go by what is usual, by their ids and KPIs. */
  judgings?: Judgings;
  states?: ReadonlyMap<string, RuleState>;
  silences?: readonly Silence[];
}

/** How each KPI is watched, with the links that the person may follow. */
export function watchesOf(known: Known, access: Access): Watches {
  const byKpi = new Map<string, KpiWatch[]>();
  for (const { stored } of known.policies) {
    if (stored.kind === 'policy') {
      for (const kpi of stored.policy.kpis) {
        const key = watchKey(stored.policy.datasourceUid, kpi);
        byKpi.set(key, [...(byKpi.get(key) ?? []), ...watchesBy(stored.policy, stored.paused, kpi, known, access)]);
      }
    }
  }
  for (const watches of byKpi.values()) {
    watches.sort((a, b) => urgencyOf(a) - urgencyOf(b));
  }
  return { kind: 'known', byKpi, newPolicyHref: access.editPolicies ? hrefOf(NEW_POLICY_PATH) : undefined };
}

/** Of the same state what nobody has comes first: a breach that somebody has must not hide one that nobody has. */
function urgencyOf({ state, taken }: KpiWatch): number {
  return 2 * WORST_FIRST.indexOf(state) + (taken ? 1 : 0);
}

/** How a policy watches a KPI: once, or where it judges each value of a dimension, for each that is in breach. */
function watchesBy(policy: Policy, paused: boolean, kpi: string, known: Known, access: Access): KpiWatch[] {
  const state: RuleState | PolicyState = paused ? { state: 'paused' } : stateOf(policy.id, known.states);
  const breaches = 'breaches' in state ? state.breaches.filter((breach) => breach.kpi === kpi) : [];
  const by = dimensionOf(policy.trigger);
  const whole = { policyId: policy.id, dimensions: { kpi }, title: policy.title };
  if (breaches.length === 0) {
    // Another KPI of the policy may be in breach.
    return [watchOf(policy, kpi, whole, { state: 'breaches' in state ? 'normal' : state.state }, known, access)];
  }
  const told = by === undefined ? breaches.slice(0, 1) : breaches;
  return told.map(({ labels, since }) => {
    const label = by === undefined ? undefined : dimensionLabel(by);
    const value = label === undefined ? undefined : labels[label];
    const breach =
      label === undefined || value === undefined ? whole : { ...whole, dimensions: { kpi, [label]: value } };
    return { ...watchOf(policy, kpi, breach, { state: state.state, since: since / 1000 }, known, access), value };
  });
}

function watchOf(
  { id, title }: Policy,
  kpi: string,
  breach: BreachRef & { title: string },
  standing: Pick<KpiWatch, 'state' | 'since'>,
  known: Known,
  access: Access
): KpiWatch {
  const taken = known.silences && acknowledgementOf(known.silences, breach);
  const isOpen = standing.state === 'breach' || standing.state === 'recovering';
  return {
    policyId: id,
    title,
    ...standing,
    taken: taken && { by: taken.by, until: taken.until / 1000 },
    judging: known.judgings?.get(id)?.get(kpi),
    policyHref: hrefOf(policyPath(id)),
    silenceHref: access.acknowledge ? silenceHref(breach) : undefined,
    acknowledgeHref: access.acknowledge && isOpen ? acknowledgeHref(breach) : undefined,
  };
}

export type Judgings = ReadonlyMap<string, ReadonlyMap<string, KpiJudging>>;

/** How the policies that go by what is usual judge their KPIs; the same objects for as long as the policies are. */
export function judgingsOf(policies: ReadonlyArray<Pick<ListedPolicy, 'stored' | 'first'>>): Judgings {
  return new Map(
    policies.flatMap(({ stored, first }) => {
      if (stored.kind !== 'policy') {
        return [];
      }
      const { policy } = stored;
      const judgings = policy.kpis.flatMap((kpi) => {
        const judging = judgingOf(policy, first, kpi);
        return judging ? [[kpi, judging] as const] : [];
      });
      return judgings.length > 0 ? [[policy.id, new Map(judgings)] as const] : [];
    })
  );
}

type PolicyState = { state: 'paused' | 'unknown' };

function stateOf(policyId: string, states: Known['states']): RuleState | PolicyState {
  return states ? (states.get(policyId) ?? { state: 'waiting' }) : { state: 'unknown' };
}
