import type { Policy } from './schema';

/** A part of a policy that a person may change. */
export type PolicyField = Exclude<keyof Policy, 'version' | 'id'>;

const FIELDS: readonly PolicyField[] = [
  'title',
  'datasourceUid',
  'kpis',
  'query',
  'trigger',
  'team',
  'contactPoint',
  'cadence',
  'escalation',
  'ending',
  'whenUnread',
  'activeHours',
  'quiet',
  'muteTimings',
  'severity',
  'owner',
  'runbook',
  'language',
];

/** The fields of which the two policies say something else. */
export function changedFields(from: Policy, to: Policy): PolicyField[] {
  return FIELDS.filter((field) => JSON.stringify(from[field]) !== JSON.stringify(to[field]));
}
