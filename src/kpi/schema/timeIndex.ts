import type { Filter } from '../catalogue/filter';
import type { Kpi, Source, Term } from '../catalogue/schema';
import { quoteName } from '../sql/quote';
import { fullName, type SchemaTable } from './schema';

/** How a table's indexes serve windows of time. */
export type TimeIndex =
  /** No index begins with the time column: each window reads the whole table. */
  | { kind: 'missing' }
  /** Only the window's rows are read; those that are counted are fetched one by one. */
  | { kind: 'leading'; index: string }
  /** The index alone answers. */
  | { kind: 'covering'; index: string };

/** Longer ones cost more to keep than they save. */
const MOST_COLUMNS = 6;
const LONGEST_NAME = 64;
const PRIMARY = 'PRIMARY';

/** The best index for reading `columns` by windows of `time`; undefined where nobody knows, as of a view. */
export function timeIndexOf(table: SchemaTable, time: string, columns: readonly string[]): TimeIndex | undefined {
  if (table.isView) {
    return undefined;
  }
  const leading = table.indexes.filter(({ columns: [first] }) => sameName(first, time));
  // What a table is stored by is a part of each of its indexes.
  const stored = table.indexes.find(({ name }) => name === PRIMARY)?.columns ?? [];
  const covering = leading.find(
    (index) => index.name === PRIMARY || columns.every((column) => hasColumn([...index.columns, ...stored], column))
  );
  const best = covering ?? leading[0];
  return best ? { kind: covering ? 'covering' : 'leading', index: best.name } : { kind: 'missing' };
}

/** What a DBA runs so that windows of `time` are read by an index. The table can be written to meanwhile. */
export function createIndexSql(table: SchemaTable, time: string, columns: readonly string[]): string {
  const indexed = columns.filter((column) => isIndexable(table, column) && !sameName(column, time));
  const parts = [...new Set([time, ...indexed])].slice(0, MOST_COLUMNS);
  const full = fullName(table);
  const name = `kpiwatch_${full.split('.').at(-1)}_${time}`.slice(0, LONGEST_NAME);
  return [
    `CREATE INDEX ${quoteName(name)}`,
    `ON ${quoteName(full)} (${parts.map(quoteName).join(', ')})`,
    'ALGORITHM=INPLACE LOCK=NONE',
  ].join('\n');
}

/** The columns that a KPI reads of a source, without the time: what filters first, then dimensions, then values. */
export function columnsRead({ dimensions, value }: Pick<Kpi, 'dimensions' | 'value'>, source: Source): string[] {
  const parts: ReadonlyArray<Term | Exclude<Kpi['value'], { kind: 'ratio' }>> =
    value.kind === 'ratio' ? [value.numerator, value.denominator] : [value];
  const own = parts.filter((part) => !('source' in part) || part.source === undefined || part.source === source);
  return [
    ...new Set([
      ...filtered(source.filters),
      ...own.flatMap((part) => ('filters' in part ? filtered(part.filters) : [])),
      ...dimensions,
      ...(source.kind === 'rollup' ? [source.events] : []),
      ...own.flatMap((part) => ('column' in part ? [part.column] : [])),
    ]),
  ];
}

function filtered(filters: readonly Filter[]): string[] {
  return filters.map(({ column }) => column);
}

function isIndexable({ columns }: SchemaTable, name: string): boolean {
  const column = columns.find((known) => sameName(known.name, name));
  return column !== undefined && column.kind !== 'other' && (column.length ?? 0) <= 255;
}

function hasColumn(columns: readonly string[], name: string): boolean {
  return columns.some((column) => sameName(column, name));
}

/** Names of columns differ in more than letters' case. */
function sameName(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}
