import { z } from 'zod';

import type { CatalogueIssue } from '../../kpi/catalogue/issues';
import { freeId } from '../../kpi/catalogue/presets';
import { AREAS, type Area } from '../labels';

/** A KPI of the list, which may still be wrong. */
export interface KpiRow {
  index: number;
  /** Stays the same when the KPI stands elsewhere. */
  key: string;
  id: string;
  name: string;
  /** Undefined where it is none of those that there are. */
  area?: Area;
  /** What is to be mended. */
  issues: readonly CatalogueIssue[];
}

const head = z.object({
  id: z.string().catch(''),
  name: z.string().catch(''),
  area: z.enum(['customers', 'sellers', 'systems', 'own']).optional().catch(undefined),
});

function headOf(kpi: unknown): z.infer<typeof head> {
  const parsed = head.safeParse(kpi);
  return parsed.success ? parsed.data : { id: '', name: '' };
}

/** The KPIs by area, those without one first, and then in the catalogue's order. */
export function kpiRows(kpis: readonly unknown[], issues: readonly CatalogueIssue[]): KpiRow[] {
  const byKpi = new Map<number, CatalogueIssue[]>();
  for (const issue of issues) {
    const index = kpiIndex(issue);
    if (index !== undefined) {
      byKpi.set(index, [...(byKpi.get(index) ?? []), issue]);
    }
  }
  const seen = new Map<string, number>();
  const rows = kpis.map((kpi, index) => {
    const known = headOf(kpi);
    const before = seen.get(known.id) ?? 0;
    seen.set(known.id, before + 1);
    return { index, key: `${known.id} ${before}`, ...known, issues: byKpi.get(index) ?? [] };
  });
  return [undefined, ...AREAS].flatMap((area) => rows.filter((row) => row.area === area));
}

/** Those whose name or id has the text. */
export function rowsWith(rows: readonly KpiRow[], text: string): KpiRow[] {
  const wanted = text.trim().toLowerCase();
  return rows.filter(({ id, name }) => id.includes(wanted) || name.toLowerCase().includes(wanted));
}

/** Which KPI an issue is about; undefined for the catalogue itself. */
export function kpiIndex({ field }: CatalogueIssue): number | undefined {
  const [, index] = /^kpis\.(\d+)(?:\.|$)/.exec(field) ?? [];
  return index === undefined ? undefined : Number(index);
}

/** What is wrong with one KPI, by its own fields; '' is the KPI as a whole. */
export function issuesOfKpi(issues: readonly CatalogueIssue[], index: number): CatalogueIssue[] {
  return issues
    .filter((issue) => kpiIndex(issue) === index)
    .map((issue) => ({ ...issue, field: issue.field.split('.').slice(2).join('.') }));
}

/** The KPIs with one more at that place, under an id that no other has. */
export function withInserted(kpis: readonly unknown[], place: number, kpi: unknown): unknown[] {
  const ids = kpis.map((other) => headOf(other).id);
  const { id } = headOf(kpi);
  const inserted = typeof kpi === 'object' && id !== '' ? { ...kpi, id: freeId(id, ids) } : kpi;
  return [...kpis.slice(0, place), inserted, ...kpis.slice(place)];
}

/** The list with two of it in each other's place. */
export function swapped<T>(list: readonly T[], one: number, other: number): T[] {
  return list.map((item, index) =>
    index === one ? (list[other] ?? item) : index === other ? (list[one] ?? item) : item
  );
}
