import { z } from 'zod';

import type { SchemaColumn, SchemaTable } from '../schema/schema';
import { sampleSql, type SampledColumn } from '../sql/sample';
import { dimensionByName, isStatusName, soundsLikeTime } from './words';

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]).catch(null);
export const sampleRows = z.array(z.record(z.string(), cell));

/** Some rows of a table: of each column that could matter its values. */
export type Sample = z.infer<typeof sampleRows>;

/** A text this long is no category. */
const LONGEST_CATEGORY = 64;
/** Names of what there are more of don't fit a legend. */
const MOST_VALUES = 50;

/** The SELECT that samples a table; undefined for one without anything to look at. */
export function tableSampleSql(table: SchemaTable): string | undefined {
  const columns = table.columns.flatMap(sampled);
  return columns.length === 0 ? undefined : sampleSql(table.name, columns, newestBy(table));
}

/** Numbers may come as text. */
export function numbersOf(sample: Sample, column: string): number[] {
  return valuesOf(sample, column).map(Number).filter(Number.isFinite);
}

/** The different values of a category; undefined for a column that is none. */
export function categoriesOf(sample: Sample, column: string): string[] | undefined {
  const all = valuesOf(sample, column).map(String);
  const values = [...new Set(all)];
  return values.length <= MOST_VALUES && values.length <= Math.max(5, all.length / 5) ? values : undefined;
}

/** The latest moment of a column that was sampled as text. */
export function newestText(sample: Sample, column: string): string | undefined {
  return valuesOf(sample, column).map(String).sort().at(-1);
}

/** Whether a person would split by the column, by what it is and is called. */
export function couldBeDimension(column: SchemaColumn): boolean {
  if (dimensionByName(column.name) === 'no') {
    return false;
  }
  const isCategory = column.kind === 'text' && (column.length ?? LONGEST_CATEGORY) <= LONGEST_CATEGORY;
  return isCategory || column.kind === 'flag' || (column.kind === 'integer' && dimensionByName(column.name) === 'yes');
}

function valuesOf(sample: Sample, column: string) {
  return sample.flatMap((row) => row[column] ?? []);
}

/** Names, addresses and the like are of no use here, and stay where they are. */
function sampled(column: SchemaColumn): SampledColumn[] {
  const { name, kind } = column;
  if (kind === 'timestamp') {
    return [{ name, as: 'epoch' }];
  }
  if (kind === 'datetime' || kind === 'date') {
    return [{ name, as: 'wall' }];
  }
  const isTime = kind === 'integer' && soundsLikeTime(name);
  const isStatus = kind === 'text' && isStatusName(name);
  return isTime || isStatus || couldBeDimension(column) ? [{ name, as: 'value' }] : [];
}

/** Rows with the highest key are the newest; else an index on a time knows them. */
function newestBy({ indexes, columns }: SchemaTable): string | undefined {
  const kindOf = (name: string | undefined) => columns.find((column) => column.name === name)?.kind;
  const [key] = indexes.find(({ name }) => name === 'PRIMARY')?.columns ?? [];
  if (kindOf(key) === 'integer') {
    return key;
  }
  const leading = indexes.flatMap(({ columns: [first] }) => first ?? []);
  return leading.find((name) => ['timestamp', 'datetime', 'date'].includes(kindOf(name) ?? ''));
}
