import type { KpiDataSource } from '../../grafana/datasources';
import type { FailedDelivery } from '../../grafana/deliveries';
import type { ListedPolicy } from '../../grafana/rules';
import type { Breach, RuleState } from '../../grafana/states';
import { findKpi } from '../../kpi/catalogue/parse';
import type { Kpi } from '../../kpi/catalogue/schema';
import { isEdited, type StoredObjects } from '../../policy/drift';
import type { Policy } from '../../policy/schema';
import type { StoredRule } from '../../policy/stored';
import { isBehind, missingTeams, type Team } from '../../policy/team';
import { policySentence } from './sentence';

/** `unknown` until Grafana has said how the rules stand, and when it can't. */
export type PolicyStatus =
  | RuleState
  | { state: 'paused' }
  | { state: 'unknown' }
  | { state: 'unreadable'; reason: string };
export type StatusName = PolicyStatus['state'];

/** Worst first: what needs a person, then what can't tell, then what is well. */
export const STATUS_NAMES: readonly StatusName[] = [
  'breach',
  'recovering',
  'error',
  'no-data',
  'unreadable',
  'unknown',
  'waiting',
  'normal',
  'paused',
];

/** A line of the list. */
export interface PolicyRow {
  id: string;
  title: string;
  status: PolicyStatus;
  sentence: string;
  /** Undefined where the rule carries a policy that can't be read. */
  policy?: Policy;
  /** What it is stored as: its first rule, and its reminders. */
  rules: readonly StoredRule[];
  /** Written by a file or a script, and not to be changed here. */
  provisioned: boolean;
  /** When it last began to fire (epoch milliseconds), as far as that is known. */
  lastAlarm?: number;
  /** In small letters, what a search looks through. */
  searched: string;
  /** Somebody changed what the policy was stored as. */
  edited: boolean;
  /** The newest message of its contact point did not arrive. */
  undelivered?: FailedDelivery;
  /** It tells otherwise than its teams say by now, until it is written again. */
  behind: boolean;
  /** Names of its teams that are gone. */
  missingTeams: readonly string[];
}

/** What is read besides the policies and their states, and may still be unknown. */
interface Surroundings {
  /** Ids of the policies that somebody changed elsewhere. */
  edited?: ReadonlySet<string>;
  /** When a rule last began to fire, by its number. */
  alarms?: ReadonlyMap<number, number>;
  /** What contact points could not deliver, by their names. */
  undelivered?: ReadonlyMap<string, FailedDelivery>;
  teams?: readonly Team[];
}

/** The lines of the list, worst first. */
export function policyRows(
  policies: readonly ListedPolicy[],
  states: ReadonlyMap<string, RuleState> | undefined,
  dataSources: readonly KpiDataSource[],
  { edited, alarms, undelivered, teams }: Surroundings = {}
): PolicyRow[] {
  return policies
    .map((listed) => ({
      ...rowOf(listed, states, dataSources),
      edited: edited?.has(listed.first.uid) ?? false,
      lastAlarm: alarms?.get(listed.first.id),
      undelivered: undelivered?.get(contactPointOf(listed) ?? ''),
      ...standingOf(listed, teams),
    }))
    .sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title));
}

/** Ids of the policies that somebody changed elsewhere; what a file provisions is changed in the file. */
export function editedPolicies(
  policies: readonly ListedPolicy[],
  surroundings: Omit<StoredObjects, 'rules'>
): ReadonlySet<string> {
  const edited = policies.flatMap(({ stored, rules }) =>
    stored.kind === 'policy' && !stored.provisioned && isEdited(stored.policy, { ...surroundings, rules })
      ? [stored.policy.id]
      : []
  );
  return new Set(edited);
}

/** The KPI's name in the catalogue, or its id where the catalogue does not have it (any more). */
export function kpiName(dataSources: readonly KpiDataSource[], datasourceUid: string, id: string): string {
  return kpiOf(dataSources, datasourceUid, id).name;
}

function kpiOf(dataSources: readonly KpiDataSource[], datasourceUid: string, id: string): Pick<Kpi, 'name' | 'unit'> {
  const catalogue = dataSources.find(({ uid }) => uid === datasourceUid)?.catalogue;
  return (catalogue?.ok && findKpi(catalogue.catalogue, id)) || { name: id, unit: '' };
}

/** When the breach began: the earliest of its KPIs (epoch milliseconds). */
export function breachSince(breaches: readonly Breach[]): number {
  return Math.min(...breaches.map(({ since }) => since));
}

function rowOf(
  { stored, rules }: ListedPolicy,
  states: ReadonlyMap<string, RuleState> | undefined,
  dataSources: readonly KpiDataSource[]
): Omit<PolicyRow, 'edited' | 'lastAlarm' | 'undelivered' | 'behind' | 'missingTeams'> {
  if (stored.kind === 'unreadable') {
    const { uid: id, title, reason } = stored;
    return {
      id,
      title,
      status: { state: 'unreadable', reason },
      sentence: '',
      searched: title.toLowerCase(),
      rules,
      provisioned: false,
    };
  }
  const { policy, paused, provisioned } = stored;
  const { query, datasourceUid } = policy;
  const sentence = policySentence(
    policy,
    query
      ? [{ name: query.name, unit: query.unit ?? '' }]
      : policy.kpis.map((id) => kpiOf(dataSources, datasourceUid, id))
  );
  return {
    id: policy.id,
    title: policy.title,
    status: paused ? { state: 'paused' } : statusOf(policy.id, states),
    sentence,
    searched: [policy.title, sentence, policy.contactPoint, policy.owner, ...policy.kpis].join('\n').toLowerCase(),
    policy,
    rules,
    provisioned,
  };
}

/** How a policy stands to its teams, as far as they are known. */
function standingOf(
  { stored }: ListedPolicy,
  teams: readonly Team[] | undefined
): Pick<PolicyRow, 'behind' | 'missingTeams'> {
  return stored.kind === 'policy' && teams
    ? {
        behind: isBehind(stored.policy, teams),
        missingTeams: missingTeams(stored.policy, teams).map(({ name }) => name),
      }
    : { behind: false, missingTeams: [] };
}

function contactPointOf({ stored }: ListedPolicy): string | undefined {
  return stored.kind === 'policy' ? stored.policy.contactPoint : undefined;
}

function statusOf(id: string, states: ReadonlyMap<string, RuleState> | undefined): PolicyStatus {
  return states ? (states.get(id) ?? { state: 'waiting' }) : { state: 'unknown' };
}

function rank({ status }: PolicyRow): number {
  return STATUS_NAMES.indexOf(status.state);
}
