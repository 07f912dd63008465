import type { DataQuery } from '@grafana/schema';
import { z } from 'zod';

const listing = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('kpis'),
    area: z.enum(['customers', 'sellers', 'systems', 'own']).optional().catch(undefined),
  }),
  z.object({ kind: z.literal('values'), kpi: z.string(), dimension: z.string() }),
]);

/** What a dashboard variable lists: KPIs (of one area), or the values of one of a KPI's dimensions. */
export type Listing = z.infer<typeof listing>;

export type VariableQuery = DataQuery & Listing;

/** A variable's query as it was stored; all KPIs where nothing can be made of it. */
export function readListing(stored: unknown): Listing {
  const { data } = listing.safeParse(stored);
  return data ?? { kind: 'kpis' };
}
