import { parseDocument, stringify } from 'yaml';
import { z } from 'zod';

import { migrateCatalogue } from './migrate';
import { withoutDefaults } from './parse';
import { kpiSchema } from './schema';
import { CATALOGUE_VERSION } from './version';

const looseCatalogue = z.strictObject({
  version: z
    .unknown()
    .refine((version) => typeof version !== 'number' || version <= CATALOGUE_VERSION)
    .optional(),
  kpis: z.array(z.unknown()).nullish(),
});

/**
 * The KPIs of a text, right or wrong, as this version writes them. Undefined where it is no list of KPIs alone: then
 * something would be lost that stands in it.
 */
export function looseKpis(text: string): unknown[] | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    return undefined;
  }
  try {
    const parsed = looseCatalogue.safeParse(migrateCatalogue(document.toJS() ?? {}));
    return parsed.success ? (parsed.data.kpis ?? []) : undefined;
  } catch {
    // Of aliases that mean nothing.
    return undefined;
  }
}

/** A catalogue of these KPIs, right or wrong, as YAML for people. */
export function looseYaml(kpis: readonly unknown[]): string {
  const written = kpis.map((kpi) => {
    const parsed = kpiSchema.safeParse(kpi);
    return parsed.success ? withoutDefaults(parsed.data) : kpi;
  });
  return stringify({ version: CATALOGUE_VERSION, kpis: written }, { lineWidth: 110, aliasDuplicateObjects: false });
}

/** These KPIs, and the others: one with an id that is there takes its place. */
export function mergedById<T extends { id: string }>(kpis: readonly T[], others: readonly T[]): T[] {
  const replacements = new Map(others.map((kpi) => [kpi.id, kpi]));
  const kept = kpis.map((kpi) => replacements.get(kpi.id) ?? kpi);
  const known = new Set(kpis.map(({ id }) => id));
  return [...kept, ...others.filter(({ id }) => !known.has(id))];
}
