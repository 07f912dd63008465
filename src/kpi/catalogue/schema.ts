import { z } from 'zod';

import { DURATION } from '../time/duration';
import { isZone } from '../time/zone';

/** The version of the catalogue that this release writes. */
export const CATALOGUE_VERSION = 1;

/** Counts in full: 1,015 and not 1.02 K. */
export const DEFAULT_UNIT = 'locale';

const NAME = String.raw`[\p{L}_][\p{L}\p{N}_]{0,63}`;

const column = z
  .string()
  .regex(new RegExp(`^${NAME}$`, 'u'), 'must be the name of one column: letters, digits and _ only');

const table = z
  .string()
  .regex(new RegExp(`^${NAME}(\\.${NAME})?$`, 'u'), 'must be the name of a table, or database.table');

const zone = z.string().refine(isZone, 'must be a time zone such as Asia/Seoul or UTC');

const duration = z.string().regex(DURATION, 'must be a duration such as 30s, 10m or 2h');

const webLink = z.url({ protocol: /^https?$/, error: 'must be a link that starts with http:// or https://' });

const timeColumn = z.discriminatedUnion('type', [
  z.strictObject({ column, type: z.literal('timestamp') }),
  z.strictObject({ column, type: z.literal('datetime'), zone }),
  z.strictObject({ column, type: z.literal('epoch_s') }),
  z.strictObject({ column, type: z.literal('epoch_ms') }),
]);

const literal = z.union([z.string().max(1000), z.number(), z.boolean()]);

const filter = z.discriminatedUnion('op', [
  z.strictObject({ column, op: z.enum(['=', '!=', '<', '<=', '>', '>=']), value: literal }),
  z.strictObject({ column, op: z.enum(['in', 'not in']), values: z.array(literal).min(1).max(500) }),
]);

const value = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count') }),
  z.strictObject({ kind: z.literal('distinct'), column }),
  z.strictObject({ kind: z.literal('sum'), column }),
]);

const kpi = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be a short name: a-z, 0-9 and _, beginning with a letter'),
  name: z.string().trim().min(1).max(80),
  description: z.string().max(500).optional(),
  area: z.enum(['customers', 'sellers', 'systems', 'own']),
  source: z.strictObject({ table, time: timeColumn, filters: z.array(filter).max(20).default([]) }),
  value,
  dimensions: z.array(column).max(10).default([]),
  /** A unit of Grafana's, such as `locale` (whole counts), `short` (1.2 K) or `currencyKRW`. */
  unit: z.string().max(40).default(DEFAULT_UNIT),
  goodDirection: z.enum(['up', 'down']).default('up'),
  /** How long after an event its row can be read; the newest bucket counts only after that. */
  ingestDelay: duration.default('10s'),
  /** The zone of the KPI's calendar: what "the same time last week" means. */
  zone: zone.default('UTC'),
  owner: z.string().trim().min(1).max(80).optional(),
  runbook: webLink.optional(),
});

export const catalogueSchema = z
  .strictObject({ version: z.literal(CATALOGUE_VERSION), kpis: z.array(kpi).max(2000) })
  .superRefine(({ kpis }, context) => {
    const seen = new Set<string>();
    kpis.forEach(({ id }, index) => {
      if (seen.has(id)) {
        context.addIssue({
          code: 'custom',
          path: ['kpis', index, 'id'],
          message: `"${id}" is taken by an earlier KPI`,
        });
      }
      seen.add(id);
    });
  });

export type Catalogue = z.infer<typeof catalogueSchema>;
export type Kpi = Catalogue['kpis'][number];
export type TimeColumn = Kpi['source']['time'];
export type Filter = Kpi['source']['filters'][number];
export type Literal = z.infer<typeof literal>;

export const EMPTY_CATALOGUE: Catalogue = { version: CATALOGUE_VERSION, kpis: [] };
