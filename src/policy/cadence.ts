import { durationSeconds } from '../kpi/time/duration';
import type { Cadence } from './schema';

/** A message after the first: a rule of its own in the policy's group, pending for as long as it is to wait. */
export interface Reminder {
  /** Which message it is: 2 is the first reminder. */
  number: number;
  /** Seconds after the breach began. */
  after: number;
}

/** The label that tells a reminder from the rule that it reminds of; its value is the message's number. */
export const REMINDER_LABEL = 'reminder';

/** The reminders of a cadence that counts its messages; the others have none. */
export function remindersOf(cadence: Cadence): Reminder[] {
  if (cadence.kind !== 'times' && cadence.kind !== 'span') {
    return [];
  }
  const every = durationSeconds(cadence.every);
  const count = cadence.kind === 'times' ? cadence.times - 1 : Math.floor(durationSeconds(cadence.span) / every);
  return Array.from({ length: count }, (_, index) => ({ number: index + 2, after: (index + 1) * every }));
}

/** Messages of one breach at most; undefined when that is not counted. */
export function messageCount(cadence: Cadence): number | undefined {
  switch (cadence.kind) {
    case 'once':
      return 1;
    case 'times':
    case 'span':
      return remindersOf(cadence).length + 1;
    case 'acknowledged':
      return undefined;
  }
}

/**
 * The part of a rule's notification settings that decides when Grafana tells, and tells again. `dimensions` are the labels
 * that tell a policy's breaches apart.
 */
export function repetition(
  cadence: Cadence,
  dimensions: readonly string[] = ['kpi']
): { group_by: string[]; group_wait: string; repeat_interval: string } {
  if (cadence.kind === 'acknowledged') {
    return { group_by: ['grafana_folder', 'alertname'], group_wait: '5s', repeat_interval: cadence.every };
  }
  return {
    // Each breach for itself: in one message with others, the first would be told again with the second. A reminder has
    // its rule's name and so joins its message.
    group_by: ['grafana_folder', 'alertname', ...dimensions],
    // Grafana spreads the rules of one minute over ten seconds: a message that goes out in between would tell of half.
    group_wait: cadence.kind === 'once' ? '5s' : '15s',
    repeat_interval: '52w',
  };
}

/** The uid of a policy's reminder; it sorts right behind its rule's, and Grafana evaluates rules in that order. */
export function reminderUid(policyId: string, { number }: Pick<Reminder, 'number'>): string {
  return `${policyId}-r${number}`;
}

/**
 * The uid of the rule that tells that there is no data now, of a policy on a query. A reminder's would be of this form,
 * and begins at 2: all that knows a policy's rules by their uids knows this one.
 */
export function presenceUid(policyId: string): string {
  return reminderUid(policyId, { number: 1 });
}

/** The policy whose rule this is, as far as the uid tells: its first, one of its reminders, or one that escalates it. */
export function policyIdOf(uid: string): string {
  return uid.replace(/-[re]\d+$/, '');
}

/** Whether a rule is the policy's own: its first, one of its reminders, or one that escalates it. */
export function isRuleOf(policyId: string, uid: string): boolean {
  return uid === policyId || (uid.startsWith(policyId) && /^-[re]\d+$/.test(uid.slice(policyId.length)));
}
