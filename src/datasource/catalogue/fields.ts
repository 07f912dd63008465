import { z } from 'zod';

import { DEFAULT_UNIT } from '../../kpi/catalogue/schema';
import { listText, literalText } from './literalText';

/** Nothing and null are an empty field: so does a person who is still typing begin. */
const text = z
  .string()
  .nullish()
  .transform((written) => written ?? '');

const or = (value: string) =>
  z
    .string()
    .nullish()
    .transform((written) => written ?? value);

const rows = <T extends z.ZodType>(row: T) =>
  z
    .array(row)
    .nullish()
    .transform((written) => written ?? []);

const literal = z.union([z.string(), z.number(), z.boolean()]);

const literalField = literal
  .nullish()
  .transform((value) => (value === undefined || value === null ? '' : literalText(value)));

/** Whatever its condition is, each kind of value keeps what was typed. */
const filterFields = z.strictObject({
  column: text,
  op: text,
  value: literalField,
  values: rows(literal).transform(listText),
  from: literalField,
  to: literalField,
});

const filters = rows(filterFields);

const nothing = (written: unknown) => written ?? {};

const timeFields = z.preprocess(nothing, z.strictObject({ column: text, type: text, zone: text }));

const sourceFields = z.preprocess(
  nothing,
  z.strictObject({ kind: text, table: text, events: text, sql: text, time: timeFields, filters })
);

const termFields = z.preprocess(
  nothing,
  z
    .strictObject({ kind: text, column: text, filters, source: z.unknown().optional() })
    .transform(({ source, ...rest }, context) => {
      const parsed = sourceFields.safeParse(source);
      if (!parsed.success) {
        context.addIssue('source');
        return z.NEVER;
      }
      return { ...rest, hasSource: source !== undefined && source !== null, source: parsed.data };
    })
);

const valueFields = z.preprocess(
  nothing,
  z.strictObject({ kind: text, column: text, numerator: termFields, denominator: termFields })
);

/**
 * What the form holds of a KPI, which may still be wrong: named as in the catalogue, so that an issue finds its field;
 * loose, because a person is still typing; and with a place for every kind of source and value, so that nothing is lost
 * on the way from one kind to another and back.
 */
const kpiFields = z.strictObject({
  id: text,
  name: text,
  description: text,
  area: text,
  source: sourceFields,
  value: valueFields,
  dimensions: rows(z.string().transform((column) => ({ column }))),
  unit: or(DEFAULT_UNIT),
  price: z
    .strictObject({ amount: literalField, currency: text })
    .nullish()
    .transform((written) => written ?? { amount: '', currency: '' }),
  goodDirection: or('up'),
  ingestDelay: or('10s'),
  zone: or('UTC'),
  /** A day a line. */
  holidays: rows(z.string()).transform((days) => days.join('\n')),
  owner: text,
  runbook: text,
  links: rows(z.strictObject({ title: text, url: text })),
});

export type KpiFields = z.infer<typeof kpiFields>;
export type FilterFields = z.infer<typeof filterFields>;
export type SourceFields = z.infer<typeof sourceFields>;
export type TermFields = z.infer<typeof termFields>;
export type TimeFields = z.infer<typeof timeFields>;

/** A KPI, right or wrong, as the form holds it; undefined where it has what no field can hold. */
export function fieldsOf(kpi: unknown): KpiFields | undefined {
  const parsed = kpiFields.safeParse(kpi);
  return parsed.success ? parsed.data : undefined;
}
