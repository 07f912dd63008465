import type { Access } from '../../grafana/access';
import type { ListedPolicy } from '../../grafana/rules';
import { acknowledgementOf, type Silence } from '../../grafana/silences';
import type { RuleState } from '../../grafana/states';
import { watchKey, type KpiJudging, type KpiWatch, type Watches } from '../../kpi/watch';
import type { Policy } from '../../policy/schema';
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
        byKpi.set(key, [...(byKpi.get(key) ?? []), watchOf(stored.policy, stored.paused, kpi, known, access)]);
      }
    }
  }
  for (const watches of byKpi.values()) {
    watches.sort((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state));
  }
  return { kind: 'known', byKpi, newPolicyHref: access.editPolicies ? hrefOf(NEW_POLICY_PATH) : undefined };
}

function watchOf(policy: Policy, paused: boolean, kpi: string, known: Known, access: Access): KpiWatch {
  const { id, title } = policy;
  const breach = { policyId: id, dimensions: { kpi }, title };
  const standing: Pick<KpiWatch, 'state' | 'since'> = paused ? { state: 'paused' } : standingOf(kpi, id, known.states);
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

/** Of the KPI alone: another one of the policy may be in breach. */
function standingOf(kpi: string, policyId: string, states: Known['states']): Pick<KpiWatch, 'state' | 'since'> {
  if (!states) {
    return { state: 'unknown' };
  }
  const rule = states.get(policyId);
  if (!rule) {
    return { state: 'waiting' };
  }
  if (!('breaches' in rule)) {
    return { state: rule.state };
  }
  const breach = rule.breaches.find((one) => one.kpi === kpi);
  return breach ? { state: rule.state, since: breach.since / 1000 } : { state: 'normal' };
}
