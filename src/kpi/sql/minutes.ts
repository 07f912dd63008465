import { isTotal, type Kpi, type Source } from '../catalogue/schema';
import type { Filter } from '../catalogue/filter';
import { rangeOnWall, type Instant } from './instant';
import { quoteLiteral } from './quote';
import { rowsSql, sourceKey } from './source';
import { minuteSql } from './timeColumn';
import { eventsSql, measureOf, ratioSql, termSql } from './value';
import { ingestDelay, kpiColumns, shareStatement, sharedFilters, sidesOf, withoutFilters, type Sides } from './windows';

/** A stretch of one day that is read minute by minute. */
export interface Day {
  /** How many days ago; 0 is the judged one. */
  days: number;
  from: Instant;
  to: Instant;
  /** From one to the other. */
  seconds: number;
}

/** What is read of each KPI. */
export interface Reading {
  days(kpi: Kpi): readonly Day[];
  /** The number of the part of the KPI that a row is of, where the parts are read each for itself. */
  part?(kpi: Kpi): string;
  writtenAt: number;
}

/** How a part of a KPI is called. */
export function partKey(id: string, number: number): string {
  return `${id} ${number}`;
}

/** The same in SQL. */
function partKeySql(id: string): string {
  return `CONCAT(${id}, ' ', part_no)`;
}

/**
 * What KPIs were, minute by minute, over the days that are read: rows of `kpi`, `days`, `minute_no` (since 1970),
 * `weight` (0 where nothing is known; 1 a minute of a total, else the events) and `total` (value by weight). A minute
 * without rows has none. A table is read once for all of its KPIs. In the place of KPIs with parts are these.
 */
export function minutesSql(kpis: readonly Kpi[], reading: Reading): string {
  return groupsOf(kpis, reading)
    .map((group, index) => {
      const [first, ...rest] = group;
      const parts = reading.days(first).map((day) => dayMinutesSql(group, day, reading));
      const read = `FROM (\n${parts.join('\nUNION ALL\n')}\n) AS minutes_${index + 1}`;
      return rest.length === 0 ? oneKpiSql(first, read, reading) : severalKpisSql(group, read, index, reading);
    })
    .join('\nUNION ALL\n');
}

/** KPIs whose minutes are the same rows of one table. */
function groupsOf(kpis: readonly Kpi[], { part }: Reading): Array<[Kpi, ...Kpi[]]> {
  const groups: Array<[Kpi, ...Kpi[]]> = [];
  for (const kpi of kpis) {
    const group = groups.find(([first]) => areSameRows(first, kpi) && part?.(first) === part?.(kpi));
    if (group) {
      group.push(kpi);
    } else {
      groups.push([kpi]);
    }
  }
  return groups;
}

function areSameRows(one: Kpi, other: Kpi): boolean {
  return (
    shareStatement(one, other) &&
    sourceKey(one.source) === sourceKey(other.source) &&
    ingestDelay(one) === ingestDelay(other)
  );
}

function oneKpiSql(kpi: Kpi, read: string, { part }: Reading): string {
  const { total, weight } = weighed(kpi);
  const id = quoteLiteral(kpi.id);
  return `SELECT ${part ? partKeySql(id) : id} AS kpi, days, minute_no, ${total} AS total, ${weight} AS weight\n${read}`;
}

function severalKpisSql(kpis: readonly Kpi[], read: string, index: number, { part }: Reading): string {
  const choose = (column: (kpi: Kpi) => string) =>
    `CASE kpi ${kpis.map((kpi) => `WHEN ${quoteLiteral(kpi.id)} THEN ${column(kpi)}`).join(' ')} END`;
  const ids = kpis.map(({ id }) => `SELECT ${quoteLiteral(id)} AS kpi`).join(' UNION ALL ');
  return [
    `SELECT ${part ? `${partKeySql('kpi')} AS kpi` : 'kpi'}, days, minute_no,`,
    `  ${choose((kpi) => weighed(kpi).total)} AS total,`,
    `  ${choose((kpi) => weighed(kpi).weight)} AS weight`,
    read,
    `CROSS JOIN (${ids}) AS kpis_${index + 1}`,
  ].join('\n');
}

/** Of a minute's columns. A mean of nothing is NULL, and weighs nothing. */
function weighed(kpi: Kpi): { total: string; weight: string } {
  const { value, events } = kpiColumns(kpi.id);
  return isTotal(kpi)
    ? { total: `1e0 * ${value}`, weight: '1' }
    : {
        total: `COALESCE(1e0 * ${value} * ${events}, 0)`,
        weight: `CASE WHEN ${value} IS NULL THEN 0 ELSE ${events} END`,
      };
}

function dayMinutesSql(kpis: readonly [Kpi, ...Kpi[]], day: Day, reading: Reading): string {
  const [first] = kpis;
  const sides = sidesOf(first);
  return sides ? sidesMinutesSql(first, sides, day, reading) : sourceMinutesSql(kpis, day, reading);
}

function sourceMinutesSql(kpis: readonly [Kpi, ...Kpi[]], day: Day, reading: Reading): string {
  const [first] = kpis;
  const { source } = first;
  const shared = sharedFilters(kpis);
  const columns = kpis.map((kpi) => {
    const { value, events } = measureOf(kpi, withoutFilters(kpi.source.filters, shared));
    const name = kpiColumns(kpi.id);
    return isTotal(kpi) ? `${value} AS ${name.value}` : `${value} AS ${name.value}, ${events} AS ${name.events}`;
  });
  const rows = { source, filters: shared, part: reading.part?.(first) };
  return groupedByMinute(rows, day, reading.writtenAt, [`${day.days} AS days`], columns);
}

function sidesMinutesSql(kpi: Kpi, { numerator, denominator, terms }: Sides, day: Day, reading: Reading): string {
  const name = kpiColumns(kpi.id);
  const part = reading.part?.(kpi);
  const side = (source: Source, columns: string) =>
    groupedByMinute({ source, filters: source.filters, part }, day, reading.writtenAt, [], [columns]);
  const above = side(
    numerator,
    `${termSql(numerator, terms.numerator, [])} AS numerator, 0 AS denominator, 0 AS events`
  );
  const below = side(
    denominator,
    `0 AS numerator, ${termSql(denominator, terms.denominator, [])} AS denominator, ` +
      `${eventsSql(denominator, terms.denominator, terms.denominator.filters)} AS events`
  );
  const keys = part === undefined ? 'minute_no' : 'minute_no, part_no';
  return [
    `SELECT ${day.days} AS days, ${keys},`,
    `  ${ratioSql('SUM(numerator)', 'SUM(denominator)')} AS ${name.value}, SUM(events) AS ${name.events}`,
    `FROM (\n${above}\nUNION ALL\n${below}\n) AS sides_${day.days}`,
    `GROUP BY ${keys}`,
  ].join('\n');
}

/** Rows that are summed up minute by minute; with the number of the part that each is of, part by part. */
interface Rows {
  source: Source;
  filters: readonly Filter[];
  part?: string;
}

function groupedByMinute(
  { source, filters, part }: Rows,
  { from, to, seconds }: Day,
  writtenAt: number,
  keys: readonly string[],
  columns: readonly string[]
): string {
  const grouped = [
    `${minuteSql(source.time, to, writtenAt)} AS minute_no`,
    ...(part === undefined ? [] : [`${part} AS part_no`]),
  ];
  return [
    `SELECT ${[...keys, ...grouped].join(', ')},`,
    `  ${columns.join(',\n  ')}`,
    rowsSql(source, ...rangeOnWall(from, to, seconds, writtenAt), filters),
    // By their places: a table may have columns of these names.
    `GROUP BY ${grouped.map((_, index) => keys.length + 1 + index).join(', ')}`,
  ].join('\n');
}
