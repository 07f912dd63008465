import { stringify } from 'yaml';

import type { Filter } from './filter';
import { readYaml } from '../yaml/read';
import { catalogueIssue, issueOf, type CatalogueIssue } from './issues';
import { catalogueSchema, DEFAULT_UNIT, EMPTY_CATALOGUE, type Catalogue, type Kpi, type Term } from './schema';
import { CATALOGUE_VERSION } from './version';

export type CatalogueResult = { ok: true; catalogue: Catalogue } | { ok: false; issues: CatalogueIssue[] };

/** Reads a catalogue as it is stored, of this version or an earlier one. `undefined` is one that nobody has written yet. */
export function parseCatalogue(stored: unknown): CatalogueResult {
  if (stored === undefined || stored === null) {
    return { ok: true, catalogue: EMPTY_CATALOGUE };
  }
  const newer = newerVersion(stored);
  if (newer !== undefined) {
    return { ok: false, issues: [catalogueIssue('version', 'newer', String(newer))] };
  }
  const parsed = catalogueSchema.safeParse(stored);
  return parsed.success
    ? { ok: true, catalogue: parsed.data }
    : { ok: false, issues: parsed.error.issues.map(issueOf) };
}

/** Reads a catalogue as a person writes it. Every issue names the line to mend. */
export function parseCatalogueYaml(text: string): CatalogueResult {
  const read = readYaml(text);
  if (!read.ok) {
    return {
      ok: false,
      issues: read.mistakes.map(({ problem, detail, line }) => catalogueIssue('', problem, detail, line)),
    };
  }
  const result = parseCatalogue(read.value);
  if (result.ok) {
    return result;
  }
  return {
    ok: false,
    issues: result.issues.map((issue) => ({ ...issue, line: read.lineOf(issue.field.split('.')) })),
  };
}

/** The catalogue as YAML for people: what is left at its default is left out. */
export function catalogueYaml(catalogue: Catalogue): string {
  return stringify({ version: catalogue.version, kpis: catalogue.kpis.map(withoutDefaults) }, { lineWidth: 110 });
}

/** The KPI of that id, or undefined. */
export function findKpi(catalogue: Catalogue, id: string): Kpi | undefined {
  return catalogue.kpis.find((kpi) => kpi.id === id);
}

/** A KPI as people write it: what is left at its default is left out. */
export function withoutDefaults(kpi: Kpi) {
  const { id, name, description, area, source, value, dimensions, unit, goodDirection, ...rest } = kpi;
  return {
    id,
    name,
    ...(description !== undefined && { description }),
    area,
    source: withoutEmptyFilters(source),
    value:
      value.kind === 'ratio'
        ? { ...value, numerator: termForPeople(value.numerator), denominator: termForPeople(value.denominator) }
        : value,
    ...(dimensions.length > 0 && { dimensions }),
    ...(unit !== DEFAULT_UNIT && { unit }),
    ...(goodDirection !== 'up' && { goodDirection }),
    ...rest,
  };
}

function termForPeople(term: Term) {
  const { source, ...rest } = withoutEmptyFilters(term);
  return { ...rest, ...(source && { source: withoutEmptyFilters(source) }) };
}

function withoutEmptyFilters<T extends { filters: readonly Filter[] }>({ filters, ...rest }: T) {
  return filters.length > 0 ? { ...rest, filters } : rest;
}

function newerVersion(stored: unknown): number | undefined {
  if (typeof stored !== 'object' || stored === null || !('version' in stored)) {
    return undefined;
  }
  const { version } = stored;
  return typeof version === 'number' && version > CATALOGUE_VERSION ? version : undefined;
}
