import type { KpiDataSource } from '../../grafana/datasources';
import type { FailedDelivery } from '../../grafana/deliveries';
import type { ListedPolicy } from '../../grafana/rules';
import type { Breach, RuleState } from '../../grafana/states';
import { findKpi } from '../../kpi/catalogue/parse';
import type { Kpi } from '../../kpi/catalogue/schema';
import type { Policy } from '../../policy/schema';
import type { StoredPolicy, StoredRule } from '../../policy/stored';
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
  /** What it says, in a sentence. Long in the making, so it is made for those that are seen. */
  sentence: () => string;
  /** Undefined where the rule carries a policy that can't be read. */
  policy?: Policy;
  /** What it is stored as: its first rule, and its reminders. */
  rules: readonly StoredRule[];
  /** Written by a file or a script, and not to be changed here. */
  provisioned: boolean;
  /** When it last began to fire (epoch milliseconds), as far as that is known. */
  lastAlarm?: number;
  /** In small letters, what a search looks through. */
  searched: () => string;
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
  surroundings: Surroundings = {}
): PolicyRow[] {
  return policies
    .map((listed) => rowOf(listed, states, dataSources, surroundings))
    .sort((a, b) => rank(a) - rank(b) || collator.compare(a.title, b.title));
}

/** Much quicker than a comparison of texts that has to find out each time how this person sorts. */
const collator = new Intl.Collator();

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
  { stored, rules, first }: ListedPolicy,
  states: ReadonlyMap<string, RuleState> | undefined,
  dataSources: readonly KpiDataSource[],
  { edited, alarms, undelivered, teams }: Surroundings
): PolicyRow {
  const common = {
    rules,
    edited: edited?.has(first.uid) ?? false,
    lastAlarm: alarms?.get(first.id),
    ...standingOf(stored, teams),
  };
  if (stored.kind === 'unreadable') {
    const { uid: id, title, reason } = stored;
    return {
      ...common,
      id,
      title,
      status: { state: 'unreadable', reason },
      sentence: () => '',
      searched: () => title.toLowerCase(),
      provisioned: false,
    };
  }
  const { policy, paused, provisioned } = stored;
  return {
    ...common,
    id: policy.id,
    title: policy.title,
    status: paused ? { state: 'paused' } : statusOf(policy.id, states),
    sentence: () => wordsOf(policy, dataSources).sentence,
    searched: () => wordsOf(policy, dataSources).searched,
    policy,
    provisioned,
    undelivered: undelivered?.get(policy.contactPoint),
  };
}

interface Words {
  sentence: string;
  searched: string;
}

/** They are long in the making, and a policy is the same object for as long as it does not change. */
const words = new WeakMap<Policy, Words>();

function wordsOf(policy: Policy, dataSources: readonly KpiDataSource[]): Words {
  const known = words.get(policy);
  if (known) {
    return known;
  }
  const { query, datasourceUid } = policy;
  const sentence = policySentence(
    policy,
    query
      ? [{ name: query.name, unit: query.unit ?? '' }]
      : policy.kpis.map((id) => kpiOf(dataSources, datasourceUid, id))
  );
  const made = {
    sentence,
    searched: [policy.title, sentence, policy.contactPoint, policy.owner, ...policy.kpis].join('\n').toLowerCase(),
  };
  words.set(policy, made);
  return made;
}

/** How a policy stands to its teams, as far as they are known. */
function standingOf(
  stored: StoredPolicy,
  teams: readonly Team[] | undefined
): Pick<PolicyRow, 'behind' | 'missingTeams'> {
  return stored.kind === 'policy' && teams
    ? {
        behind: isBehind(stored.policy, teams),
        missingTeams: missingTeams(stored.policy, teams).map(({ name }) => name),
      }
    : { behind: false, missingTeams: [] };
}

function statusOf(id: string, states: ReadonlyMap<string, RuleState> | undefined): PolicyStatus {
  return states ? (states.get(id) ?? { state: 'waiting' }) : { state: 'unknown' };
}

function rank({ status }: PolicyRow): number {
  return STATUS_NAMES.indexOf(status.state);
}
