import { z } from 'zod';

const NAME = String.raw`[\p{L}_][\p{L}\p{N}_]{0,63}`;

/** The name of one column. */
export const columnName = z.string().regex(new RegExp(`^${NAME}$`, 'u'), 'column');

/** A table, with or without its database. */
export const qualifiedName = z.string().regex(new RegExp(`^${NAME}(\\.${NAME})?$`, 'u'), 'table');

const literal = z.union([z.string().max(1000), z.number(), z.boolean()], { error: 'literal' });

/** Which rows count. `starts with` takes its text as it is; `between` has both its ends. */
export const filterSchema = z.discriminatedUnion('op', [
  z.strictObject({ column: columnName, op: z.enum(['=', '!=', '<', '<=', '>', '>=']), value: literal }),
  z.strictObject({ column: columnName, op: z.enum(['in', 'not in']), values: z.array(literal).min(1).max(500) }),
  z.strictObject({ column: columnName, op: z.literal('between'), from: literal, to: literal }),
  z.strictObject({ column: columnName, op: z.literal('starts with'), value: z.string().max(1000) }),
  z.strictObject({ column: columnName, op: z.enum(['is null', 'is not null']) }),
]);

export type Filter = z.infer<typeof filterSchema>;
export type Literal = z.infer<typeof literal>;
