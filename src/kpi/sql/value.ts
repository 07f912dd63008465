import type { Kpi, Source, Term } from '../catalogue/schema';
import type { Filter } from '../catalogue/filter';
import { conditionOf } from './filter';
import { quoteName } from './quote';
import { sortKeySql } from './timeColumn';

/** The two columns of a KPI in a statement: what it is, and how many events make it. */
export interface Measure {
  /** 0 without events for a total, NULL for any other value. */
  value: string;
  events: string;
}

type Aggregate = Exclude<Kpi['value'], { kind: 'ratio' }>;

/** A KPI over the rows of its source that pass `filters`. */
export function measureOf({ source, value }: Pick<Kpi, 'source' | 'value'>, filters: readonly Filter[]): Measure {
  if (value.kind !== 'ratio') {
    return { value: aggregateSql(source, value, filters), events: eventsSql(source, value, filters) };
  }
  const { numerator, denominator } = value;
  return {
    value: ratioSql(termSql(source, numerator, filters), termSql(source, denominator, filters)),
    events: eventsSql(source, denominator, [...filters, ...denominator.filters]),
  };
}

/** One side of a ratio over the rows of `source` that pass `filters`. */
export function termSql(source: Source, term: Term, filters: readonly Filter[]): string {
  return aggregateSql(source, term, [...filters, ...term.filters]);
}

/** As a DOUBLE: a quotient of whole numbers would keep four digits alone. */
export function ratioSql(numerator: string, denominator: string): string {
  return `1e0 * ${numerator} / NULLIF(${denominator}, 0)`;
}

function aggregateSql(source: Source, value: Aggregate, filters: readonly Filter[]): string {
  const rows = rowsPassing(filters);
  switch (value.kind) {
    case 'count':
      return countSql(source, filters);
    case 'distinct':
      return `COUNT(DISTINCT ${rows(quoteName(value.column))})`;
    case 'sum':
      return `COALESCE(SUM(${rows(quoteName(value.column))}), 0)`;
    case 'average':
      return source.kind === 'rollup'
        ? ratioSql(`SUM(${rows(quoteName(value.column))})`, countSql(source, filters))
        : `AVG(1e0 * ${rows(quoteName(value.column))})`;
    case 'maximum':
      return `MAX(${rows(quoteName(value.column))})`;
    case 'last': {
      // Portable, where window functions and ordered aggregates are not.
      const timed = rows(`CONCAT(${sortKeySql(source.time)}, '|', ${quoteName(value.column)})`);
      return `SUBSTRING_INDEX(MAX(${timed}), '|', -1) + 0e0`;
    }
  }
}

/** What makes a mean or a gauge are the rows that have it. */
export function eventsSql(source: Source, value: Aggregate, filters: readonly Filter[]): string {
  const measured = value.kind === 'average' || value.kind === 'maximum' || value.kind === 'last';
  return measured && source.kind !== 'rollup'
    ? `COUNT(${rowsPassing(filters)(quoteName(value.column))})`
    : countSql(source, filters);
}

function countSql(source: Source, filters: readonly Filter[]): string {
  const rows = rowsPassing(filters);
  if (source.kind === 'rollup') {
    return `COALESCE(SUM(${rows(quoteName(source.events))}), 0)`;
  }
  return filters.length === 0 ? 'COUNT(*)' : `COUNT(${rows('1')})`;
}

/** An expression that is NULL, which aggregates leave out, for the rows that don't pass. */
export function rowsPassing(filters: readonly Filter[]): (expression: string) => string {
  const condition = conditionOf(filters);
  return (expression) => (condition === undefined ? expression : `CASE WHEN ${condition} THEN ${expression} END`);
}
