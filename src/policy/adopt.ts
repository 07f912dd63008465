import { hoursOf, timeIntervalName, type StoredInterval } from './activeHours';
import { changedFields } from './changes';
import { driftOf, type Difference, type Sources, type StoredObjects } from './drift';
import { durationOf, secondsOf } from './durationText';
import { quietIntervalName } from './quiet';
import { policySchema, type ActiveHours, type Cadence, type Ending, type Policy } from './schema';
import type { StoredRule } from './stored';
import { escalationUid, type Escalation } from './escalation';
import { withContactPoint, withOwner } from './team';
import { unprinted } from './template';
import { withLinesOf } from './trigger';

/** A policy that takes over what somebody changed, and what of that it can't say and would be put back. */
export interface Adoption {
  policy: Policy;
  lost: Difference[];
}

/** How the changes in the stored objects can be adopted; undefined where they can't, or only by losing all of them. */
export function adoptionOf(policy: Policy, sources: Sources, objects: StoredObjects): Adoption | undefined {
  const adopted = adopt(policy, objects);
  if (!adopted || changedFields(policy, adopted).length === 0) {
    return undefined;
  }
  const edits = differences(policy, sources, objects);
  const left = differences(adopted, sources, objects);
  const isEdit = (one: Difference) => edits.some(({ rule, fact }) => rule === one.rule && fact === one.fact);
  return { policy: adopted, lost: left.filter(isEdit) };
}

function differences(policy: Policy, sources: Sources, objects: StoredObjects): Difference[] {
  return driftOf(policy, sources, objects)?.differences ?? [];
}

/**
 * The policy that says what somebody changed in the stored objects, as far as a policy can say it; undefined when it
 * would be none. What it can't say shows when it is compiled and compared again.
 */
function adopt(policy: Policy, { rules, timeIntervals }: StoredObjects): Policy | undefined {
  const first = rules.find(({ uid }) => uid === policy.id);
  if (!first) {
    return undefined;
  }
  const { labels, annotations, notification_settings: settings } = first;
  const runbook = annotations.runbook_url;
  const parsed = policySchema.safeParse({
    ...toldElsewhere(policy, unprinted(labels.owner ?? ''), settings?.receiver ?? policy.contactPoint),
    title: first.title,
    severity: labels.severity,
    runbook: runbook === undefined ? undefined : unprinted(runbook),
    trigger: withLinesOf(policy.trigger, first.data),
    cadence: cadenceOf(policy.cadence, first),
    escalation: policy.escalation?.map((step, index) => escalationOf(policy.id, step, index + 1, rules)),
    ending: endingOf(policy.ending, first),
    muteTimings: adoptedTimings(policy, first),
    activeHours: adoptedHours(policy, first, timeIntervals?.get(timeIntervalName(policy.id))),
  });
  return parsed.data;
}

/** Who tells another contact point than the team's tells that team no longer. */
function toldElsewhere(policy: Policy, owner: string, contactPoint: string): Policy {
  const told = contactPoint === policy.contactPoint ? policy : withContactPoint(policy, contactPoint);
  return owner === policy.owner ? told : withOwner(told, owner);
}

/** Hours that a policy can't say stay as they were: without them people would be told at any time. */
function adoptedHours(
  { activeHours: hours }: Policy,
  { notification_settings: settings }: StoredRule,
  stored: StoredInterval | undefined
): ActiveHours | undefined {
  const names = settings?.active_time_intervals;
  return Array.isArray(names) && names.length > 0 && stored ? (hoursOf(stored) ?? hours) : undefined;
}

/** Those that the rule names beside the policy's own. */
function adoptedTimings({ id }: Policy, { notification_settings: settings }: StoredRule): string[] | undefined {
  const others = (settings?.mute_time_intervals ?? []).filter((name) => name !== quietIntervalName(id));
  return others.length > 0 ? others : undefined;
}

/** Of the cadences only the one that repeats says its interval in the rule's settings. */
function cadenceOf(cadence: Cadence, { notification_settings: settings }: StoredRule): Cadence {
  const repeat = settings?.repeat_interval;
  const seconds = typeof repeat === 'string' ? secondsOf(repeat) : undefined;
  return cadence.kind === 'acknowledged' && seconds !== undefined
    ? { ...cadence, every: isSameLength(cadence.every, seconds) ? cadence.every : durationOf(seconds) }
    : cadence;
}

/** A step whose rule is gone stays, to be put back. */
function escalationOf(
  policyId: string,
  step: Escalation[number],
  number: number,
  rules: readonly StoredRule[]
): Escalation[number] {
  const rule = rules.find(({ uid }) => uid === escalationUid(policyId, number));
  const receiver = rule?.notification_settings?.receiver;
  return receiver === undefined || receiver === step.contactPoint
    ? step
    : { after: step.after, contactPoint: receiver };
}

function endingOf(ending: Ending, { keep_firing_for: keep }: StoredRule): Ending {
  const seconds = secondsOf(keep) ?? 0;
  if (seconds === secondsOf('30d')) {
    return { kind: 'hand' };
  }
  return ending.kind === 'itself' && isSameLength(ending.after, seconds)
    ? ending
    : { kind: 'itself', after: durationOf(seconds) };
}

/** `60m` stays as it is written when Grafana says `1h`. */
function isSameLength(text: string, seconds: number): boolean {
  return secondsOf(text) === seconds;
}
