import { timeIntervalName } from '../policy/activeHours';
import { deleteRules } from './rules';
import { deleteTimeInterval } from './timeIntervals';

/** Deletes a policy: its rules, and the active hours that were made for it. Its contact point stays. */
export async function deletePolicy(id: string): Promise<void> {
  await deleteRules(id);
  await deleteTimeInterval(timeIntervalName(id));
}
