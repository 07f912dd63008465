import { z } from 'zod';

import { storedIntervalSchema, type StoredInterval, type TimeInterval } from '../policy/activeHours';
import { forEach, type Outcome } from './forEach';
import { ANYTHING, request } from './http';
import { findApi, manifest, resourceUrl } from './notifications';

const storedSchema = z.object({
  metadata: z.object({ name: z.string(), resourceVersion: z.string().optional() }),
  // Whole: what is not ours to read goes back as it came.
  spec: z.looseObject({ name: z.string() }),
});
const listSchema = z.object({ items: z.array(storedSchema) });

/** Every time interval of this Grafana, by name. */
export async function listTimeIntervals(): Promise<Map<string, StoredInterval>> {
  const { version } = await findApi();
  const items = await list(version);
  return new Map(items.map(({ spec }) => [spec.name, storedIntervalSchema.parse(spec)]));
}

/** Makes the time interval, or replaces the one of its name. Returns what puts back what was there. */
export async function saveTimeInterval(interval: TimeInterval | StoredInterval): Promise<() => Promise<void>> {
  const { version } = await findApi();
  const before = await find(version, interval.name);
  if (before) {
    await replace(version, before.metadata, interval);
    return async () => {
      const now = await find(version, interval.name);
      await (now && replace(version, now.metadata, before.spec));
    };
  }
  await request(storedSchema, {
    task: 'save-active-hours',
    method: 'POST',
    url: resourceUrl(version, 'timeintervals'),
    body: manifest('TimeInterval', version, interval),
  });
  return () => deleteTimeInterval(interval.name);
}

/** Deletes the time interval, if it is there. Grafana refuses while rules use it. */
export async function deleteTimeInterval(name: string): Promise<void> {
  const [failed] = await deleteTimeIntervals([name]);
  if (failed) {
    throw failed.error;
  }
}

/** Deletes those of the time intervals that are there, and says which could not be. */
export async function deleteTimeIntervals(names: readonly string[]): Promise<Outcome<string>['failed']> {
  const { version } = await findApi();
  const stored = (await list(version)).filter(({ spec }) => names.includes(spec.name));
  const { failed } = await forEach(stored, ({ metadata }) =>
    request(ANYTHING, { task: 'delete-active-hours', method: 'DELETE', url: oneUrl(version, metadata) })
  );
  return failed.map(({ item, error }) => ({ item: item.spec.name, error }));
}

async function find(version: string, name: string): Promise<z.infer<typeof storedSchema> | undefined> {
  return (await list(version)).find(({ spec }) => spec.name === name);
}

async function list(version: string): Promise<Array<z.infer<typeof storedSchema>>> {
  const url = resourceUrl(version, 'timeintervals');
  return (await request(listSchema, { task: 'read-active-hours', url })).items;
}

async function replace(version: string, metadata: Stored, spec: object): Promise<void> {
  const { name, resourceVersion } = metadata;
  await request(ANYTHING, {
    task: 'save-active-hours',
    method: 'PUT',
    url: oneUrl(version, metadata),
    body: manifest('TimeInterval', version, spec, { name, resourceVersion }),
  });
}

type Stored = z.infer<typeof storedSchema>['metadata'];

function oneUrl(version: string, { name }: Stored): string {
  return `${resourceUrl(version, 'timeintervals')}/${encodeURIComponent(name)}`;
}
