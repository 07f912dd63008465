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

/**
 * What KPIs were, minute by minute, over the days that `daysOf` has for each: rows of `kpi`, `days`, `minute_no` (since
 * 1970), `weight` (0 where nothing is known; 1 a minute of a total, else the events) and `total` (value by weight). A
 * minute without rows has none. A table is read once for all of its KPIs.
 */
export function minutesSql(kpis: readonly Kpi[], daysOf: (kpi: Kpi) => readonly Day[], writtenAt: number): string {
  return groupsOf(kpis)
    .map((group, index) => {
      const [first, ...rest] = group;
      const parts = daysOf(first).map((day) => dayMinutesSql(group, day, writtenAt));
      const read = `FROM (\n${parts.join('\nUNION ALL\n')}\n) AS minutes_${index + 1}`;
      return rest.length === 0 ? oneKpiSql(first, read) : severalKpisSql(group, read, index);
    })
    .join('\nUNION ALL\n');
}

/** KPIs whose minutes are the same rows of one table. */
function groupsOf(kpis: readonly Kpi[]): Array<[Kpi, ...Kpi[]]> {
  const groups: Array<[Kpi, ...Kpi[]]> = [];
  for (const kpi of kpis) {
    const group = groups.find(([first]) => areSameRows(first, kpi));
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

function oneKpiSql(kpi: Kpi, read: string): string {
  const { total, weight } = weighed(kpi);
  return `SELECT ${quoteLiteral(kpi.id)} AS kpi, days, minute_no, ${total} AS total, ${weight} AS weight\n${read}`;
}

function severalKpisSql(kpis: readonly Kpi[], read: string, index: number): string {
  const choose = (column: (kpi: Kpi) => string) =>
    `CASE kpi ${kpis.map((kpi) => `WHEN ${quoteLiteral(kpi.id)} THEN ${column(kpi)}`).join(' ')} END`;
  const ids = kpis.map(({ id }) => `SELECT ${quoteLiteral(id)} AS kpi`).join(' UNION ALL ');
  return [
    'SELECT kpi, days, minute_no,',
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

function dayMinutesSql(kpis: readonly [Kpi, ...Kpi[]], day: Day, writtenAt: number): string {
  const [first] = kpis;
  const sides = sidesOf(first);
  return sides ? sidesMinutesSql(first, sides, day, writtenAt) : sourceMinutesSql(kpis, day, writtenAt);
}

function sourceMinutesSql(kpis: readonly [Kpi, ...Kpi[]], day: Day, writtenAt: number): string {
  const [{ source }] = kpis;
  const shared = sharedFilters(kpis);
  const columns = kpis.map((kpi) => {
    const { value, events } = measureOf(kpi, withoutFilters(kpi.source.filters, shared));
    const name = kpiColumns(kpi.id);
    return isTotal(kpi) ? `${value} AS ${name.value}` : `${value} AS ${name.value}, ${events} AS ${name.events}`;
  });
  return groupedByMinute(source, shared, day, writtenAt, [`${day.days} AS days`], columns);
}

function sidesMinutesSql(kpi: Kpi, { numerator, denominator, terms }: Sides, day: Day, writtenAt: number): string {
  const name = kpiColumns(kpi.id);
  const side = (source: Source, columns: string) =>
    groupedByMinute(source, source.filters, day, writtenAt, [], [columns]);
  const above = side(
    numerator,
    `${termSql(numerator, terms.numerator, [])} AS numerator, 0 AS denominator, 0 AS events`
  );
  const below = side(
    denominator,
    `0 AS numerator, ${termSql(denominator, terms.denominator, [])} AS denominator, ` +
      `${eventsSql(denominator, terms.denominator, terms.denominator.filters)} AS events`
  );
  return [
    `SELECT ${day.days} AS days, minute_no,`,
    `  ${ratioSql('SUM(numerator)', 'SUM(denominator)')} AS ${name.value}, SUM(events) AS ${name.events}`,
    `FROM (\n${above}\nUNION ALL\n${below}\n) AS sides_${day.days}`,
    'GROUP BY minute_no',
  ].join('\n');
}

function groupedByMinute(
  source: Source,
  filters: readonly Filter[],
  { from, to, seconds }: Day,
  writtenAt: number,
  keys: readonly string[],
  columns: readonly string[]
): string {
  return [
    `SELECT ${[...keys, `${minuteSql(source.time, to, writtenAt)} AS minute_no`].join(', ')},`,
    `  ${columns.join(',\n  ')}`,
    rowsSql(source, ...rangeOnWall(from, to, seconds, writtenAt), filters),
    // By its place: a table may have a column of that name.
    `GROUP BY ${keys.length + 1}`,
  ].join('\n');
}
