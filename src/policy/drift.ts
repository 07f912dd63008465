import type { Kpi } from '../kpi/catalogue/schema';
import { compileActiveHours, saysSame, type StoredInterval, type TimeInterval } from './activeHours';
import { factsOf, type RuleContent } from './facts';
import { folderOf } from './folder';
import { compileQuiet } from './quiet';
import { compileRuleGroup, type RuleContext } from './rule';
import type { Policy } from './schema';
import { calibrationsOf, type StoredRule } from './stored';
import { isTouched, writtenOf } from './written';

/** One thing that Grafana stores otherwise than the policy says. */
export interface Difference {
  /** Uid of the rule. */
  rule: string;
  /** What differs: a fact of the rule, or `rule`, `activeHours`, `quiet` or `contactPoint` where that itself is missing. */
  fact: string;
  /** As the policy says it; undefined where it says nothing. */
  written?: string;
  /** As it is stored; undefined where it is not there. */
  found?: string;
}

/** What of a policy's objects Grafana stores. */
export interface StoredObjects {
  /** The policy's own rules. */
  rules: readonly StoredRule[];
  /** All time intervals, by name; undefined where they could not be read. */
  timeIntervals?: ReadonlyMap<string, StoredInterval>;
  /** Names of all contact points; undefined where they could not be read. */
  contactPoints?: ReadonlySet<string>;
}

/**
 * How the stored objects stand to the policy on them. `edited`: somebody changed them. `outdated`: nobody did, but the
 * catalogue or this plugin has changed since, and the rules would be written otherwise today.
 */
export interface Drift {
  cause: 'edited' | 'outdated';
  differences: Difference[];
}

/** What a policy is compiled with today: its KPIs, in its order, and where they are read. */
export type Sources = Pick<RuleContext, 'mysqlUid' | 'timeLimit'> & { kpis: readonly Kpi[] };

/** What was changed since the policy was written; undefined when all is as the policy says. */
export function driftOf(policy: Policy, sources: Sources, objects: StoredObjects): Drift | undefined {
  const { rules } = objects;
  const differences = [...differencesOf(compiledAgain(policy, sources, rules), rules), ...besideRules(policy, objects)];
  return differences.length === 0
    ? undefined
    : { cause: isEdited(policy, objects) ? 'edited' : 'outdated', differences };
}

/** Whether somebody changed what was written: it says less than `driftOf`, and is quick enough for a thousand policies. */
export function isEdited(policy: Policy, objects: StoredObjects): boolean {
  const written = writtenOf(firstOf(policy, objects.rules));
  return isTouched(objects.rules, written) || besideRules(policy, objects).length > 0;
}

/** The policy's rules as they would have been written when they were, by the catalogue and the plugin of today. */
function compiledAgain(policy: Policy, { kpis, ...server }: Sources, rules: readonly StoredRule[]): RuleContent[] {
  const first = firstOf(policy, rules);
  const { at = 0, dialect = 'other' } = writtenOf(first) ?? {};
  const { __dashboardUid__: dashboardUid, __panelId__: panelId } = first.annotations;
  return compileRuleGroup(policy, kpis, {
    ...server,
    dialect,
    writtenAt: at,
    calibrations: calibrationsOf(first),
    folderUid: folderOf(kpis, policy.query).uid,
    panel: dashboardUid === undefined ? undefined : { dashboardUid, panelId: Number(panelId) },
    paused: first.isPaused,
  }).rules;
}

function firstOf({ id }: Policy, rules: readonly StoredRule[]): StoredRule {
  const first = rules.find(({ uid }) => uid === id);
  if (!first) {
    throw new Error(`A policy rides on a rule of its own, and ${id} has none.`);
  }
  return first;
}

/** What of the rules is stored otherwise than written, rule by rule. */
export function differencesOf(written: readonly RuleContent[], found: readonly RuleContent[]): Difference[] {
  const uids = [...new Set([...written, ...found].map(({ uid }) => uid))];
  return uids.flatMap((uid) => {
    const [ours, theirs] = [written, found].map((rules) => rules.find((rule) => rule.uid === uid));
    if (!ours || !theirs) {
      return [{ rule: uid, fact: 'rule', written: ours?.title, found: theirs?.title }];
    }
    const [wanted, there] = [factsOf(ours), factsOf(theirs)];
    return [...new Set([...Object.keys(wanted), ...Object.keys(there)])]
      .filter((fact) => wanted[fact] !== there[fact])
      .map((fact) => ({ rule: uid, fact, written: wanted[fact], found: there[fact] }));
  });
}

/** What is missing or changed of what the rules name. */
function besideRules(policy: Policy, { rules, timeIntervals, contactPoints }: StoredObjects): Difference[] {
  return [
    ...intervalDifference('activeHours', policy, compileActiveHours(policy), timeIntervals),
    ...intervalDifference('quiet', policy, compileQuiet(policy), timeIntervals),
    ...contactPointDifference(rules, contactPoints),
  ];
}

function intervalDifference(
  fact: 'activeHours' | 'quiet',
  { id }: Policy,
  wanted: TimeInterval | undefined,
  stored: StoredObjects['timeIntervals']
): Difference[] {
  const interval = wanted && stored?.get(wanted.name);
  return wanted === undefined || stored === undefined || (interval && saysSame(interval, wanted))
    ? []
    : [
        {
          rule: id,
          fact,
          written: wanted.name,
          found: interval && JSON.stringify(interval.time_intervals),
        },
      ];
}

function contactPointDifference(
  rules: readonly StoredRule[],
  contactPoints: ReadonlySet<string> | undefined
): Difference[] {
  return rules
    .map(({ uid, notification_settings: settings }) => ({ uid, receiver: settings?.receiver }))
    .filter(({ receiver }) => receiver !== undefined && contactPoints !== undefined && !contactPoints.has(receiver))
    .map(({ uid, receiver }) => ({ rule: uid, fact: 'contactPoint', written: receiver, found: undefined }));
}
