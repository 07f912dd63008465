import { quoteName } from './quote';

/** A column to look at, and how: a moment as epoch seconds, or a clock on the wall as text. */
export interface SampledColumn {
  name: string;
  as: 'value' | 'epoch' | 'wall';
}

/** So few rows are quick to read and enough to tell a category from a name. */
const SAMPLED_ROWS = 500;

/** Some rows of a table, its newest where `newestBy` (an indexed column) says which those are. */
export function sampleSql(table: string, columns: readonly SampledColumn[], newestBy?: string): string {
  return [
    `SELECT ${columns.map(columnSql).join(', ')}`,
    `FROM ${quoteName(table)}`,
    ...(newestBy === undefined ? [] : [`ORDER BY ${quoteName(newestBy)} DESC`]),
    `LIMIT ${SAMPLED_ROWS}`,
  ].join('\n');
}

function columnSql({ name, as }: SampledColumn): string {
  const column = quoteName(name);
  switch (as) {
    case 'value':
      return column;
    case 'epoch':
      return `UNIX_TIMESTAMP(${column}) AS ${column}`;
    case 'wall':
      return `CAST(${column} AS CHAR) AS ${column}`;
  }
}
