import { ownIntervalNames } from '../policy/quiet';
import { GrafanaError } from './error';
import { deleteContactPointOf } from './receivers';
import { deleteRules } from './rules';
import { deleteTimeInterval } from './timeIntervals';

/** Deletes a policy: its rules, the active hours and quiet times that were made for it, and the contact point that is named. */
export async function deletePolicy(id: string, contactPoint?: string): Promise<void> {
  await deleteRules(id);
  for (const name of ownIntervalNames(id)) {
    await deleteTimeInterval(name);
  }
  if (contactPoint !== undefined) {
    await deleteContactPointOf(contactPoint).catch((error: unknown) => {
      throw error instanceof GrafanaError
        ? new GrafanaError('delete-own-contact-point', error.failure, error.answer, error.body)
        : error;
    });
  }
}
