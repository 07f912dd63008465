import type { Catalogue } from '../kpi/catalogue/schema';

/** The dimensions that all of the query's KPIs have; where variables alone choose them, those of any KPI. */
export function commonDimensions({ kpis }: Catalogue, ids: readonly string[]): string[] {
  const [first, ...rest] = kpis.filter(({ id }) => ids.includes(id));
  return first
    ? first.dimensions.filter((dimension) => rest.every(({ dimensions }) => dimensions.includes(dimension)))
    : [...new Set(kpis.flatMap(({ dimensions }) => dimensions))];
}
