import { z } from 'zod';

import { DURATION } from '../time/duration';
import { isZone } from '../time/zone';
import { derivedSqlProblem } from './derivedSql';
import { columnName, filterSchema, qualifiedName } from './filter';
import { migrateCatalogue } from './migrate';
import { CATALOGUE_VERSION } from './version';

/** Counts in full: 1,015 and not 1.02 K. */
export const DEFAULT_UNIT = 'locale';

/** So many characters. */
export const LONGEST_ID = 40;

const zone = z.string().refine(isZone, 'zone');

const duration = z.string().regex(DURATION, 'duration');

const webLink = z.url({ protocol: /^https?$/, error: 'link' });

export const timeColumn = z.discriminatedUnion('type', [
  z.strictObject({ column: columnName, type: z.literal('timestamp') }),
  /** The clock on a wall in `zone`. */
  z.strictObject({ column: columnName, type: z.literal('datetime'), zone }),
  /** Days of the calendar in `zone`: all that happened on a day counts as of its midnight. */
  z.strictObject({ column: columnName, type: z.literal('date'), zone }),
  z.strictObject({ column: columnName, type: z.literal('epoch_s') }),
  z.strictObject({ column: columnName, type: z.literal('epoch_ms') }),
]);

const derivedSql = z
  .string()
  .max(10_000)
  .superRefine((sql, context) => {
    const problem = derivedSqlProblem(sql);
    if (problem !== undefined) {
      context.addIssue({ code: 'custom', message: problem });
    }
  });

const read = { time: timeColumn, filters: z.array(filterSchema).max(20).default([]) };

const source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('table'), table: qualifiedName, ...read }),
  /** One row a minute and combination of dimensions; `events` is the column that says how many rows it sums up. */
  z.strictObject({ kind: z.literal('rollup'), table: qualifiedName, events: columnName, ...read }),
  /** A SELECT of the editor's own; `{time}` or `{time:o.created_at}` in it becomes the range of each window. */
  z.strictObject({ kind: z.literal('sql'), sql: derivedSql, ...read }),
]);

const termParts = { filters: z.array(filterSchema).max(20).default([]), source: source.optional() };

/** One side of a ratio: rows of the KPI's source, or of a source of its own, that pass filters of its own. */
const term = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count'), ...termParts }),
  z.strictObject({ kind: z.literal('distinct'), column: columnName, ...termParts }),
  z.strictObject({ kind: z.literal('sum'), column: columnName, ...termParts }),
]);

const value = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count') }),
  z.strictObject({ kind: z.literal('distinct'), column: columnName }),
  z.strictObject({ kind: z.literal('sum'), column: columnName }),
  z.strictObject({ kind: z.literal('average'), column: columnName }),
  z.strictObject({ kind: z.literal('maximum'), column: columnName }),
  z.strictObject({ kind: z.literal('last'), column: columnName }),
  z.strictObject({ kind: z.literal('ratio'), numerator: term, denominator: term }),
]);

/** So that what says nothing is written in one way. */
function noneIfEmpty<T extends { length: number }>(written: T): T | undefined {
  return written.length === 0 ? undefined : written;
}

const text = (longest: number) => z.string().trim().min(1).max(longest);

/** A KPI as this version writes it. */
export const kpiSchema = z
  .strictObject({
    id: z
      .string()
      .max(LONGEST_ID, 'id')
      .regex(/^[a-z][a-z0-9_]*$/, 'id'),
    name: text(80),
    description: z.string().max(500).transform(noneIfEmpty).optional(),
    area: z.enum(['customers', 'sellers', 'systems', 'own']),
    source,
    value,
    dimensions: z.array(columnName).max(10).default([]),
    /** A unit of Grafana's, such as `locale` (whole counts), `short` (1.2 K) or `currencyKRW`. */
    unit: z.string().max(40).default(DEFAULT_UNIT),
    /** What one of them brings, where the value counts them: messages then say what a drop is worth. */
    price: z
      .strictObject({
        amount: z.number({ error: 'price' }).positive('price'),
        currency: z.string().regex(/^[A-Z]{3}$/, 'currency'),
      })
      .optional(),
    goodDirection: z.enum(['up', 'down']).default('up'),
    /** How long after an event its row can be read; the newest bucket counts only after that. */
    ingestDelay: duration.default('10s'),
    /** The zone of the KPI's calendar: what "the same time last week" means. */
    zone: zone.default('UTC'),
    /** Days of that calendar that are unlike the others. */
    holidays: z
      .array(z.iso.date({ error: 'date' }))
      .max(500)
      .transform(noneIfEmpty)
      .optional(),
    owner: text(80).optional(),
    runbook: webLink.optional(),
    links: z
      .array(z.strictObject({ title: text(60), url: webLink }))
      .max(10)
      .transform(noneIfEmpty)
      .optional(),
  })
  .superRefine(({ source: own, value: { kind, ...parts }, price }, context) => {
    if (price && kind !== 'count' && kind !== 'distinct') {
      context.addIssue({ code: 'custom', path: ['price'], message: 'price-kind' });
    }
    const refuse = (kept: Source, wanted: string, path: string[]) => {
      if (kept.kind === 'rollup' && (wanted === 'distinct' || wanted === 'last')) {
        context.addIssue({ code: 'custom', path: [...path, 'kind'], message: 'rollup' });
      }
    };
    refuse(own, kind, ['value']);
    if ('numerator' in parts) {
      refuse(parts.numerator.source ?? own, parts.numerator.kind, ['value', 'numerator']);
      refuse(parts.denominator.source ?? own, parts.denominator.kind, ['value', 'denominator']);
    }
  });

const current = z
  .strictObject({ version: z.literal(CATALOGUE_VERSION), kpis: z.array(kpiSchema).max(2000) })
  .superRefine(({ kpis }, context) => {
    const seen = new Set<string>();
    kpis.forEach(({ id }, index) => {
      if (seen.has(id)) {
        context.addIssue({ code: 'custom', path: ['kpis', index, 'id'], message: 'taken' });
      }
      seen.add(id);
    });
  });

/** Reads a catalogue of this version or any earlier one. */
export const catalogueSchema = z.preprocess(migrateCatalogue, current);

export type Catalogue = z.infer<typeof current>;
export type Kpi = Catalogue['kpis'][number];
export type Source = z.infer<typeof source>;
export type TimeColumn = z.infer<typeof timeColumn>;
export type Term = z.infer<typeof term>;

export const EMPTY_CATALOGUE: Catalogue = { version: CATALOGUE_VERSION, kpis: [] };

/** Whether no events at all make the KPI 0, as of a count or a sum. Of any other one nothing is then known. */
export function isTotal({ value: { kind } }: Pick<Kpi, 'value'>): boolean {
  return kind === 'count' || kind === 'distinct' || kind === 'sum';
}

/** Whether the values of two windows add up to that of both: a visitor of each would count twice. */
export function isSum({ value: { kind } }: Pick<Kpi, 'value'>): boolean {
  return kind === 'count' || kind === 'sum';
}
