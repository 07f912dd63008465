import type { Filter } from '../catalogue/filter';
import type { Kpi, Source, Term } from '../catalogue/schema';
import { durationSeconds } from '../time/duration';
import type { TimeWindow } from '../time/windows';
import { placeAmongSql } from './dimension';
import { quoteLiteral, quoteName } from './quote';
import { sourceKey, tableKey, windowRowsSql } from './source';
import { bucketSql, edgeSql, resolution, secondsSql } from './timeColumn';
import { eventsSql, measureOf, ratioSql, rowsPassing, termSql } from './value';

/**
 * A window to read, with a name of ours (`slot`). With `bucket` (seconds) it is read bucket by bucket, of which the first
 * has the number 0 or `first`; with `edges`, in buckets that begin so many seconds after its start, of which the first is 0.
 */
export interface SlotWindow extends TimeWindow {
  slot: string;
  bucket?: number;
  first?: number;
  edges?: readonly number[];
}

/** What a person adds to the KPIs of a catalogue: dimensions to split by, and rows to keep. */
export interface Slice {
  by: readonly string[];
  filters: readonly Filter[];
  /** Values of the dimension that are told apart, as labels: in their place is their number, from 1; 0 for all others. */
  among?: readonly string[];
}

export const WHOLE: Slice = { by: [], filters: [] };

/** The columns that a statement of `compileWindows` has for a KPI. */
export function kpiColumns(id: string) {
  return { value: `${id}_value`, events: `${id}_events`, last: `${id}_last` };
}

/** The column of the dimension at `index` of a slice. */
export function dimensionColumn(index: number): string {
  return `by_${index}`;
}

/**
 * One SELECT that reads nothing but the given windows of KPIs that `shareStatement`.
 *
 * Its rows: `slot` (the window's name), `bucket_no` (from 0, NULL for a window without buckets), `by_0` … (the values
 * of the slice's dimensions), and for each KPI, named after it, its value (NULL where it is unknown), its events (rows
 * counted) and the second of the newest event after the window's start. What has no events at all has no row, but for
 * windows without buckets and dimensions. A row is of one time column; KPIs of another one are unknown in it.
 * Throws a RangeError for no KPI.
 */
export function compileWindows(kpis: readonly Kpi[], windows: readonly SlotWindow[], slice: Slice = WHOLE): string {
  const [first] = kpis;
  if (!first) {
    throw new RangeError('A statement needs a KPI.');
  }
  const sides = sidesOf(first);
  return sides ? sidesSql(first, sides, windows, slice) : oneTableSql(kpis, windows, slice);
}

/**
 * Whether one SELECT can read both KPIs: rows of one table by the same calendar, whatever the filters and the time
 * column.
 */
export function shareStatement(one: Kpi, other: Kpi): boolean {
  return !sidesOf(one) && !sidesOf(other) && one.zone === other.zone && tableKey(one.source) === tableKey(other.source);
}

/** Each window is read once by each time column that the KPIs have: a part of its own, over an index of its own. */
function oneTableSql(kpis: readonly Kpi[], windows: readonly SlotWindow[], slice: Slice): string {
  const bySource = new Map<string, Kpi[]>();
  for (const kpi of kpis) {
    const key = sourceKey(kpi.source);
    bySource.set(key, [...(bySource.get(key) ?? []), kpi]);
  }
  const parts = [...bySource.values()].flatMap((group) => oneSourceParts(group, kpis, windows, slice));
  return parts.join('\nUNION ALL\n');
}

/** The rows of one source. KPIs of `all` that another source tells are unknown in them. */
function oneSourceParts(
  group: readonly Kpi[],
  all: readonly Kpi[],
  windows: readonly SlotWindow[],
  slice: Slice
): string[] {
  const [first] = group;
  if (!first) {
    return [];
  }
  const { source, zone } = first;
  const shared = sharedFilters(group);
  return windows.map((window) => {
    const second = secondsSql(source.time, window);
    const columns = all.map((kpi) => {
      const name = kpiColumns(kpi.id);
      if (!group.includes(kpi)) {
        return `NULL AS ${name.value}, 0 AS ${name.events}, NULL AS ${name.last}`;
      }
      const own = withoutFilters(kpi.source.filters, shared);
      const { value, events } = measureOf(kpi, own);
      return `${value} AS ${name.value}, ${events} AS ${name.events}, MAX(${rowsPassing(own)(second)}) AS ${name.last}`;
    });
    return partSql({ source, filters: [...shared, ...slice.filters], zone }, window, slice, columns);
  });
}

/** A ratio whose sides are rows of two sources. */
export interface Sides {
  numerator: Source;
  denominator: Source;
  terms: { numerator: Term; denominator: Term };
}

/** Undefined for a KPI that one source tells. */
export function sidesOf({ source, value }: Kpi): Sides | undefined {
  if (value.kind !== 'ratio') {
    return undefined;
  }
  const { numerator, denominator } = value;
  return numerator.source === undefined && denominator.source === undefined
    ? undefined
    : {
        numerator: numerator.source ?? source,
        denominator: denominator.source ?? source,
        terms: { numerator, denominator },
      };
}

function sidesSql(kpi: Kpi, sides: Sides, windows: readonly SlotWindow[], slice: Slice): string {
  const { by, filters } = slice;
  const { numerator, denominator, terms } = sides;
  const { zone } = kpi;
  const dimensions = by.map((_, index) => dimensionColumn(index));
  const parts = windows.flatMap((window) => [
    partSql({ source: numerator, filters: [...numerator.filters, ...filters], zone }, window, slice, [
      `${termSql(numerator, terms.numerator, [])} AS numerator, 0 AS denominator, 0 AS events`,
      `MAX(${secondsSql(numerator.time, window)}) AS last_second`,
    ]),
    partSql({ source: denominator, filters: [...denominator.filters, ...filters], zone }, window, slice, [
      `0 AS numerator, ${termSql(denominator, terms.denominator, [])} AS denominator`,
      `${eventsSql(denominator, terms.denominator, terms.denominator.filters)} AS events`,
      `MAX(${secondsSql(denominator.time, window)}) AS last_second`,
    ]),
  ]);
  const name = kpiColumns(kpi.id);
  const keys = ['slot', 'bucket_no', ...dimensions].join(', ');
  return [
    `SELECT ${keys},`,
    `  ${ratioSql('SUM(numerator)', 'SUM(denominator)')} AS ${name.value}, SUM(events) AS ${name.events},`,
    `  MAX(last_second) AS ${name.last}`,
    'FROM (',
    parts.join('\nUNION ALL\n'),
    ') AS sides',
    `GROUP BY ${keys}`,
  ].join('\n');
}

/** Rows of a source that pass `filters`, by the calendar of `zone`. */
interface Rows {
  source: Source;
  filters: readonly Filter[];
  zone: string;
}

function partSql(rows: Rows, window: SlotWindow, { by, among }: Slice, columns: readonly string[]): string {
  const { source, filters, zone } = rows;
  const dimension = (column: string) => (among ? placeAmongSql(column, among) : quoteName(column));
  const bucket = bucketNoSql(source, window, zone);
  const keys = [
    `${quoteLiteral(window.slot)} AS slot`,
    `${bucket ?? 'NULL'} AS bucket_no`,
    ...by.map((column, index) => `${dimension(column)} AS ${dimensionColumn(index)}`),
  ];
  const places = [...(bucket === undefined ? [] : [2]), ...by.map((_, index) => index + 3)];
  const from = windowRowsSql(source, window, filters);
  const groups = places.length === 0 ? '' : `\nGROUP BY ${places.join(', ')}`;
  return `SELECT ${keys.join(', ')},\n  ${columns.join(',\n  ')}\n${from}${groups}`;
}

/** The number of a row's bucket; undefined in a window that is read as a whole. */
function bucketNoSql({ time }: Source, window: SlotWindow, zone: string): string | undefined {
  const { bucket, edges, first } = window;
  if (edges) {
    return edgeSql(time, window, edges);
  }
  if (bucket === undefined) {
    return undefined;
  }
  const number = bucketSql(time, window, bucket, zone);
  return first ? `${number} + ${first}` : number;
}

/** The filters that all of the KPIs have: they narrow the rows that are read. */
export function sharedFilters(kpis: readonly Kpi[]): Filter[] {
  const [common, ...rest] = kpis.map((kpi) => kpi.source.filters);
  return (common ?? []).filter((filter) => rest.every((filters) => includes(filters, filter)));
}

export function withoutFilters(filters: readonly Filter[], others: readonly Filter[]): Filter[] {
  return filters.filter((filter) => !includes(others, filter));
}

function includes(filters: readonly Filter[], filter: Filter): boolean {
  return filters.some((other) => JSON.stringify(other) === JSON.stringify(filter));
}

/** Seconds after which all that makes the KPI's newest value can be read. */
export function ingestDelay(kpi: Kpi): number {
  const sides = sidesOf(kpi);
  const sources = sides ? [sides.numerator, sides.denominator] : [kpi.source];
  return durationSeconds(kpi.ingestDelay) + Math.max(...sources.map(resolution));
}
