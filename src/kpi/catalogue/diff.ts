import type { Kpi } from './schema';

/** A field (`source.table`) that says something else; undefined where it says nothing. */
export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

interface KpiChange {
  before: Kpi;
  after: Kpi;
  fields: readonly FieldChange[];
}

/** What becomes of a catalogue. A KPI whose id alone is another one is changed, not removed and added. */
export interface CatalogueDiff {
  added: readonly Kpi[];
  removed: readonly Kpi[];
  changed: readonly KpiChange[];
  /** Whether those that stay stand in another order. */
  isReordered: boolean;
}

/** What panels and policies will feel. */
export interface Consequences {
  removed: readonly Kpi[];
  renamed: readonly KpiChange[];
  /** Dimensions that are gone, by which panels may split or filter. */
  narrowed: ReadonlyArray<{ kpi: Kpi; dimensions: readonly string[] }>;
  /** Read in another way than the rules of policies do, until these are saved again. */
  redefined: readonly Kpi[];
}

export function catalogueDiff(before: readonly Kpi[], after: readonly Kpi[]): CatalogueDiff {
  const earlier = earlierOf(before, after);
  const stayed = after.flatMap((kpi) => earlier.get(kpi) ?? []);
  const places = stayed.map((kpi) => before.indexOf(kpi));
  const isStaying = new Set(stayed);
  return {
    added: after.filter((kpi) => !earlier.has(kpi)),
    removed: before.filter((kpi) => !isStaying.has(kpi)),
    changed: after.flatMap((kpi) => {
      const was = earlier.get(kpi);
      const fields = was ? fieldChanges(was, kpi) : [];
      return was && fields.length > 0 ? [{ before: was, after: kpi, fields }] : [];
    }),
    isReordered: places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0)),
  };
}

export function isSame({ added, removed, changed, isReordered }: CatalogueDiff): boolean {
  return added.length + removed.length + changed.length === 0 && !isReordered;
}

export function consequencesOf({ removed, changed }: CatalogueDiff): Consequences {
  return {
    removed,
    renamed: changed.filter(({ before, after }) => before.id !== after.id),
    narrowed: changed.flatMap(({ before, after }) => {
      const dimensions = before.dimensions.filter((dimension) => !after.dimensions.includes(dimension));
      return dimensions.length > 0 ? [{ kpi: after, dimensions }] : [];
    }),
    redefined: changed
      .filter(({ fields }) => fields.some(({ field }) => /^(source|value)\.|^(zone|ingestDelay)$/.test(field)))
      .map(({ after }) => after),
  };
}

/** Which KPI each one was: that of its id, or else one that is gone and was the same but for the id, or nearly so. */
function earlierOf(before: readonly Kpi[], after: readonly Kpi[]): Map<Kpi, Kpi> {
  const ids = new Map(before.map((kpi) => [kpi.id, kpi]));
  const kept = new Set(after.map(({ id }) => id));
  const gone = new Set(before.filter(({ id }) => !kept.has(id)));
  const earlier = new Map<Kpi, Kpi>();
  for (const kpi of after) {
    const was = ids.get(kpi.id) ?? likest(kpi, [...gone]);
    if (was) {
      earlier.set(kpi, was);
      gone.delete(was);
    }
  }
  return earlier;
}

function likest(kpi: Kpi, gone: readonly Kpi[]): Kpi | undefined {
  const definition = JSON.stringify([kpi.source, kpi.value]);
  const alike = gone.filter(({ source, value }) => JSON.stringify([source, value]) === definition);
  return alike.find(({ name }) => name === kpi.name) ?? alike[0] ?? gone.find(({ name }) => name === kpi.name);
}

function fieldChanges(before: Kpi, after: Kpi): FieldChange[] {
  const was = new Map(leaves(before));
  const is = new Map(leaves(after));
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((field) => ({ field, before: was.get(field), after: is.get(field) }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

/** Every field that says something; a list is one of them. */
function leaves(node: unknown, path = ''): Array<[string, unknown]> {
  if (typeof node === 'object' && node !== null && !Array.isArray(node)) {
    return Object.entries(node).flatMap(([name, child]) => leaves(child, path === '' ? name : `${path}.${name}`));
  }
  const saysNothing = node === undefined || (Array.isArray(node) && node.length === 0);
  return saysNothing ? [] : [[path, node]];
}
