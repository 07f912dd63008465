import type { Filter } from '../catalogue/filter';
import { TIME_MARK } from '../catalogue/derivedSql';
import type { Source } from '../catalogue/schema';
import { filterSql } from './filter';
import type { TimeWindow } from '../time/windows';
import { windowInstants, type Instant } from './instant';
import { quoteName } from './quote';
import { rangeSql, windowSql } from './timeColumn';

/** FROM and WHERE: the rows of the source in [from, to) that pass `filters`. */
export function rowsSql(source: Source, from: Instant, to: Instant, filters: readonly Filter[]): string {
  return fromSql(source, from, to, [rangeSql(source.time, from, to), ...filters.map(filterSql)]);
}

/** The same of a known window. */
export function windowRowsSql(source: Source, window: TimeWindow, filters: readonly Filter[]): string {
  return fromSql(source, ...windowInstants(window), [windowSql(source.time, window), ...filters.map(filterSql)]);
}

function fromSql(source: Source, from: Instant, to: Instant, conditions: readonly string[]): string {
  return `FROM ${tableSql(source, from, to)}\nWHERE ${conditions.join(' AND ')}`;
}

/** Sources with one key are read by one part of a statement: they differ in filters, and in what counts as an event. */
export function sourceKey(source: Source): string {
  const { filters: _, ...rows } = source.kind === 'rollup' ? { ...source, events: '' } : source;
  return JSON.stringify(rows);
}

/** Sources with one key are read by one statement: they differ in filters and, of a table, in time columns at most. */
export function tableKey(source: Source): string {
  return source.kind === 'sql' ? sourceKey(source) : JSON.stringify([source.kind, source.table]);
}

function tableSql(source: Source, from: Instant, to: Instant): string {
  if (source.kind !== 'sql') {
    return quoteName(source.table);
  }
  // Inside too, where an index can use it; outside as well, whatever the SELECT makes of it.
  const pushed = source.sql
    .trim()
    .replaceAll(TIME_MARK, (_, inner?: string) => `(${rangeSql(source.time, from, to, inner ?? source.time.column)})`);
  return `(\n${pushed}\n) AS kpi_rows`;
}
