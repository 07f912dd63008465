import { CATALOGUE_VERSION } from './version';

/** What each earlier version needs to become the next one. Paths stay as they were, so that mistakes keep their lines. */
const STEPS: Readonly<Record<number, (catalogue: Record<string, unknown>) => Record<string, unknown>>> = {
  1: (catalogue) => ({ ...catalogue, version: 2, kpis: mapObjects(catalogue.kpis, withSourceKind) }),
};

/** A catalogue of any earlier version as this version writes it. What is no catalogue is given back for the schema to refuse. */
export function migrateCatalogue(stored: unknown): unknown {
  if (!isObject(stored) || typeof stored.version !== 'number' || stored.version >= CATALOGUE_VERSION) {
    return stored;
  }
  const step = STEPS[stored.version];
  return step ? migrateCatalogue(step(stored)) : stored;
}

/** Version 1 knew tables alone. */
function withSourceKind(kpi: Record<string, unknown>): Record<string, unknown> {
  return isObject(kpi.source) ? { ...kpi, source: { kind: 'table', ...kpi.source } } : kpi;
}

function mapObjects(list: unknown, change: (item: Record<string, unknown>) => unknown): unknown {
  return Array.isArray(list) ? list.map((item: unknown) => (isObject(item) ? change(item) : item)) : list;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
