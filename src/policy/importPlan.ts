import type { Kpi } from '../kpi/catalogue/schema';
import { changedFields, type PolicyField } from './changes';
import type { Policy } from './schema';
import type { StoredPolicy } from './stored';
import { missingContactPoints, missingTeams, withTeams, type Team } from './team';
import type { Trigger } from './triggerSchema';

/** Why a policy can't be imported as it is. */
export type ImportProblem =
  | { kind: 'provisioned' }
  | { kind: 'data-source'; uid: string }
  /** No data source of that uid can alert. */
  | { kind: 'query-source'; uid: string }
  | { kind: 'kpis'; ids: string[] }
  /** Its KPIs can't be judged so; in the person's words. */
  | { kind: 'trigger'; why: string }
  | { kind: 'contact-point'; name: string }
  /** None of that name, nor of the id that the text has. */
  | { kind: 'team'; name: string };

/** What importing a policy does, before anything is done. */
export interface PlannedImport {
  policy: Policy;
  action: 'create' | 'change' | 'nothing';
  /** Of a change: what the policy says otherwise than the stored one. */
  fields: PolicyField[];
  before?: Policy;
  problem?: ImportProblem;
}

/** What there is for imported policies to refer to. */
export interface Surroundings {
  /** Policies as they are stored, by id. */
  stored: ReadonlyMap<string, StoredPolicy>;
  /** The KPIs of each data source, by its uid. */
  kpis: ReadonlyMap<string, readonly Kpi[]>;
  /** Why KPIs can't be judged so, if so. */
  triggerProblem: (trigger: Trigger, kpis: readonly Kpi[]) => string | undefined;
  /** Uids of the data sources of any kind that can alert. */
  alertable: ReadonlySet<string>;
  /** Names; undefined where they could not be read. */
  contactPoints?: ReadonlySet<string>;
  /** Undefined where they could not be read. */
  teams?: readonly Team[];
}

/** What importing these policies would do, one by one. Policies that they don't name stay as they are. */
export function planImport(policies: readonly Policy[], surroundings: Surroundings): PlannedImport[] {
  return policies.map((read) => {
    // What a team is told over, and who owns it, is as the team is here.
    const policy = withTeams(read, surroundings.teams ?? []);
    const stored = surroundings.stored.get(policy.id);
    const before = stored?.kind === 'policy' ? stored.policy : undefined;
    const fields = before ? changedFields(before, policy) : [];
    const action = before && fields.length === 0 ? 'nothing' : stored ? 'change' : 'create';
    const problem = action === 'nothing' ? undefined : problemOf(policy, stored, surroundings);
    return { policy, action, fields, ...(before && { before }), ...(problem && { problem }) };
  });
}

function problemOf(
  policy: Policy,
  stored: StoredPolicy | undefined,
  { kpis: known, triggerProblem, alertable, contactPoints, teams }: Surroundings
): ImportProblem | undefined {
  const { datasourceUid, kpis, query, trigger } = policy;
  if (stored?.kind === 'policy' && stored.provisioned) {
    return { kind: 'provisioned' };
  }
  if (query && !alertable.has(datasourceUid)) {
    return { kind: 'query-source', uid: datasourceUid };
  }
  const catalogue = query ? [] : known.get(datasourceUid);
  if (!catalogue) {
    return { kind: 'data-source', uid: datasourceUid };
  }
  const ids = kpis.filter((id) => !catalogue.some((kpi) => kpi.id === id));
  if (ids.length > 0) {
    return { kind: 'kpis', ids };
  }
  const why = triggerProblem(
    trigger,
    catalogue.filter(({ id }) => kpis.includes(id))
  );
  if (why !== undefined) {
    return { kind: 'trigger', why };
  }
  const [team] = teams ? missingTeams(policy, teams) : [];
  if (team) {
    return { kind: 'team', name: team.name };
  }
  const [unknown] = missingContactPoints(policy, contactPoints);
  return unknown === undefined ? undefined : { kind: 'contact-point', name: unknown };
}
