import type { DataSourceJsonData } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { z } from 'zod';

import { filterSchema, type Filter } from '../kpi/catalogue/filter';
import { parseCatalogue, type CatalogueResult } from '../kpi/catalogue/parse';
import type { Catalogue } from '../kpi/catalogue/schema';
import { timeLimitSchema } from '../kpi/sql/dialect';
import { DURATION } from '../kpi/time/duration';

/** What Grafana stores of a Business KPI data source. Nothing of it is secret. */
export interface BusinessKpiOptions extends DataSourceJsonData {
  /** The MySQL data source that reads the KPIs. */
  mysqlUid?: string;
  catalogue?: Catalogue;
  /** Seconds after which the server gives a statement up. */
  timeLimit?: number;
  /** YAML with mistakes, kept until they are mended; the catalogue before it stays in use. */
  draft?: string;
}

const optionsSchema = z.object({
  mysqlUid: z.string().min(1).optional().catch(undefined),
  draft: z.string().optional().catch(undefined),
  catalogue: z.unknown().optional(),
  timeLimit: timeLimitSchema,
});

/** Settings as the data source uses them: a stored catalogue may come from a file, and have mistakes. */
export interface Settings {
  mysqlUid?: string;
  draft?: string;
  timeLimit: number;
  catalogue: CatalogueResult;
}

/** Reads stored options, whoever wrote them. */
export function readSettings(stored: unknown): Settings {
  const { mysqlUid, draft, timeLimit, catalogue } = optionsSchema.parse(stored ?? {});
  return { mysqlUid, draft, timeLimit, catalogue: parseCatalogue(catalogue) };
}

/** How a panel looks at KPIs. */
export const VIEWS = ['series', 'compare', 'drop', 'today', 'drivers', 'freshness'] as const;
/** What an annotation marks on a dashboard's curves. */
export const MARKS = ['breaches', 'events'] as const;
/** What policies learn from; no panel shows it. */
const LEARNT = ['minutes', 'values'] as const;

/** In the place of a filter that can't be read: no KPI has this dimension, so that nobody sees a number unfiltered. */
export const UNREADABLE: Filter = { column: '_', op: 'is null' };

const text = z.string().max(200).catch('');

/** An events table as far as a person has told it; `EventTable` is a whole one. */
const eventDraftSchema = z.object({
  table: text,
  time: z
    .object({
      column: text,
      type: z.enum(['timestamp', 'datetime', 'date', 'epoch_s', 'epoch_ms']).catch('timestamp'),
      zone: text,
    })
    .catch({ column: '', type: 'timestamp', zone: '' }),
  end: text,
  text: z.array(text).max(5).catch([]),
  tags: z.array(text).max(5).catch([]),
});

export type EventDraft = z.infer<typeof eventDraftSchema>;

export const EMPTY_EVENTS: EventDraft = eventDraftSchema.parse({});

/** In a breach, a KPI is more than this far (%) below what is expected, where nobody says otherwise. */
export const DEFAULT_PERCENT = 30;

const querySchema = z.object({
  kpis: z
    .array(z.string())
    .catch([])
    .transform((ids) => [...new Set(ids)]),
  view: z.enum([...VIEWS, ...MARKS, ...LEARNT]).catch('series'),
  window: z.string().regex(DURATION).catch('10m'),
  /** A curve's steps: as fits the panel, or as long as a person says. */
  bucket: z.union([z.literal('auto'), z.string().regex(DURATION)]).catch('auto'),
  /** Dimensions to split by, or variables; the catalogue says which there are. */
  by: z.array(z.string().max(64)).max(3).catch([]),
  filters: z.array(filterSchema.catch(UNREADABLE)).max(20).catch([UNREADABLE]).default([]),
  /** Of minutes: values of the dimension, whose minutes are told apart. */
  among: z.array(z.string().max(1000)).max(50).optional().catch(undefined),
  /** Of breaches. */
  percent: z.number().min(1).max(100).optional().catch(undefined),
  /** Of events, which `filters` are of as well. */
  events: eventDraftSchema.optional().catch(undefined),
});

/**
 * Which KPIs (ids), how they are looked at, and which rows of them; `window` is the length that a drop is judged by.
 * Filters may name dashboard variables.
 */
export type BusinessKpiQuery = DataQuery & z.infer<typeof querySchema>;

/** A query as this release writes it, from any that was stored before or in part. */
export function migrateQuery(stored: DataQuery): BusinessKpiQuery {
  return { ...stored, ...querySchema.parse(stored) };
}
