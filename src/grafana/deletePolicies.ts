import { ownIntervalNames } from '../policy/quiet';
import type { StoredRule } from '../policy/stored';
import { contactPointsOf, type Team } from '../policy/team';
import { writtenOf } from '../policy/written';
import { retold } from './error';
import { forEach, type Outcome, type Progress } from './forEach';
import { deleteContactPoint, listContactPoints, type ContactPoint } from './receivers';
import { deleteRules } from './rules';
import { deleteTimeIntervals } from './timeIntervals';

/** What is to be deleted: policies, and contact points by their titles, which are nobody else's. */
export interface Deletion {
  policies: readonly Named[];
  contactPoints: readonly string[];
}

interface Named {
  id: string;
  title: string;
}

/** What came of it: what is still there and why, and what to ask for again once that is mended. */
export interface Deleted {
  /** Policies that are gone with all that was theirs. */
  done: number;
  failed: Outcome<Named>['failed'];
  rest: Deletion;
}

/**
 * Deletes policies: their rules, the active hours and quiet times that were made for them, and the contact points that
 * are named. What fails holds up nothing else, and what is gone already counts as done, so that it can be asked again.
 */
export async function deletePolicies(
  { policies, contactPoints }: Deletion,
  onProgress?: (progress: Progress) => void
): Promise<Deleted> {
  const rules = await forEach(policies, ({ id }) => deleteRules(id), onProgress);
  const kept = new Set(rules.failed.map(({ item }) => item.id));
  const gone = policies.filter(({ id }) => !kept.has(id));
  const times = await deleteTimes(gone);
  const points = await deleteContactPoints(contactPoints, kept.size > 0);
  const failed = [...rules.failed, ...times, ...points.failed];
  const left = new Set([...rules.failed, ...times].map(({ item }) => item.id));
  return {
    done: policies.length - left.size,
    failed,
    rest: { policies: policies.filter(({ id }) => left.has(id)), contactPoints: points.left },
  };
}

/** The contact points that were made for these policies, and that no other rule, no route and no team tells. */
export function contactPointsOnlyOf(
  policies: ReadonlyArray<{ id: string; rules: readonly StoredRule[] }>,
  { contactPoints, teams }: { contactPoints: readonly ContactPoint[]; teams: readonly Team[] }
): string[] {
  const made = policies.map(({ id, rules }) => {
    const first = rules.find(({ uid }) => uid === id);
    return first && writtenOf(first)?.contactPoint;
  });
  const receivers = policies.flatMap(({ rules }) => rules.map(({ notification_settings: told }) => told?.receiver));
  const teamsTell = teams.flatMap(contactPointsOf);
  return contactPoints
    .filter(
      ({ title, uses, isDeletable }) =>
        isDeletable &&
        made.includes(title) &&
        !teamsTell.includes(title) &&
        uses.routes === 0 &&
        uses.rules <= receivers.filter((receiver) => receiver === title).length
    )
    .map(({ title }) => title);
}

async function deleteTimes(policies: readonly Named[]): Promise<Deleted['failed']> {
  const owners = new Map(policies.flatMap((policy) => ownIntervalNames(policy.id).map((name) => [name, policy])));
  try {
    const failed = await deleteTimeIntervals([...owners.keys()]);
    return failed.flatMap(({ item, error }) => ({ item: owners.get(item) ?? { id: item, title: item }, error }));
  } catch (error) {
    // Nobody knows whether there were any.
    return policies.map((item) => ({ item, error: retold('delete-active-hours', error) }));
  }
}

/** Grafana refuses while rules use them: those of policies that are still there wait for these. */
async function deleteContactPoints(titles: readonly string[], isWaiting: boolean) {
  const failure = (title: string, error: unknown) => ({
    item: { id: title, title },
    error: retold('delete-own-contact-point', error),
  });
  if (titles.length === 0) {
    return { failed: [], left: [] };
  }
  try {
    const stored = (await listContactPoints()).filter(({ title }) => titles.includes(title));
    const isUsed = ({ uses }: ContactPoint) => isWaiting && uses.rules > 0;
    const { failed } = await forEach(
      stored.filter((one) => !isUsed(one)),
      ({ name }) => deleteContactPoint(name)
    );
    return {
      failed: failed.map(({ item, error }) => failure(item.title, error)),
      left: [...stored.filter(isUsed), ...failed.map(({ item }) => item)].map(({ title }) => title),
    };
  } catch (error) {
    return { failed: titles.map((title) => failure(title, error)), left: titles };
  }
}
