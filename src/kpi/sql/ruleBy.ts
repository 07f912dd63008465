import { isTotal, type Kpi, type Source } from '../catalogue/schema';
import { REFERENCES } from '../time/windows';
import { dimensionValueSql } from './dimension';
import { quoteLiteral, quoteName } from './quote';
import { expectedSql, judgedRowsSql, referenceColumns, type ChangeWindow, type RuleWindow } from './rule';
import { eventsSql, measureOf, ratioSql, termSql } from './value';
import { sidesOf } from './windows';

/** So many values of a dimension are judged, a KPI: those with the most events in the window and its references. */
export const MOST_VALUES = 50;

/** Labels and columns of every rule: a dimension of such a name has another one. */
const TAKEN = [
  ...['time', 'kpi', 'value', 'metric', 'days', 'events', 'usable', 'all_values', 'all_events', 'now_value', 'weight'],
  ...['severity', 'owner', 'alertname', 'grafana_folder', 'reminder'],
];

const DAYS = [0, ...REFERENCES.map(({ days }) => days)];

/** The label that names the value of a dimension (a column). */
export function dimensionLabel(column: string): string {
  return TAKEN.includes(column.toLowerCase()) ? `by_${column}` : column;
}

/**
 * What each KPI is now, value by value of one of its dimensions: rows of `kpi`, the dimension's label and `value`. A value
 * that the window or one of its references knows has a row, and 0 where nothing is left of it: that is the drop.
 */
export function compileRuleNowBy(kpis: readonly Kpi[], by: string, window: RuleWindow): string {
  return [
    `SELECT kpi, ${quoteName(dimensionLabel(by))}, now_value AS value`,
    `FROM (\n${valuesSql(kpis, by, window)}\n) AS judged`,
  ].join('\n');
}

/**
 * What each KPI is now and expected to be, value by value of one of its dimensions. Each has a series of `time`, `kpi`,
 * the dimension's label and `value`, of two points: the last is what is now, the one before it what is expected, or 0
 * where that can't be judged. Read as one statement, so that now and expected are of the same values.
 */
export function compileRuleBy(kpis: readonly Kpi[], by: string, window: ChangeWindow): string {
  const label = quoteName(dimensionLabel(by));
  return [
    `SELECT $__unixEpochTo() - 60 * points.no AS time, kpi, ${label},`,
    '  CASE WHEN points.no = 0 THEN COALESCE(now_value, 0)',
    `    WHEN now_value IS NULL THEN 0 ELSE ${expectedSql(window.minimumEvents)} END AS value`,
    `FROM (\n${valuesSql(kpis, by, window)}\n) AS judged`,
    'CROSS JOIN (SELECT 0 AS no UNION ALL SELECT 1 AS no) AS points',
    'ORDER BY time',
  ].join('\n');
}

function valuesSql(kpis: readonly Kpi[], by: string, window: RuleWindow): string {
  return kpis.map((kpi, index) => kpiValuesSql(kpi, by, window, index)).join('\nUNION ALL\n');
}

/** Portable, where window functions are not: each KPI has a list, and an end of it, of its own. */
function kpiValuesSql(kpi: Kpi, by: string, window: RuleWindow, index: number): string {
  const now = 'MAX(CASE WHEN days = 0 THEN value END)';
  return [
    'SELECT * FROM (',
    `SELECT ${quoteLiteral(kpi.id)} AS kpi, label AS ${quoteName(dimensionLabel(by))},`,
    `  ${isTotal(kpi) ? `COALESCE(${now}, 0)` : now} AS now_value,`,
    `  ${referenceColumns('days > 0 AND events > 0').join(',\n  ')},`,
    '  SUM(events) AS weight',
    'FROM (',
    DAYS.map((days) => readingSql(kpi, by, window, days)).join('\nUNION ALL\n'),
    ') AS readings',
    'GROUP BY label',
    'ORDER BY weight DESC, label',
    `LIMIT ${MOST_VALUES}`,
    `) AS values_${index + 1}`,
  ].join('\n');
}

/** A KPI in the judged window, `days` calendar days earlier: a row a value of the dimension. */
function readingSql(kpi: Kpi, by: string, window: RuleWindow, days: number): string {
  const label = dimensionValueSql(by);
  const rows = (source: Source, columns: string, keys: string[]) =>
    [
      `SELECT ${[...keys, `${label} AS label`, columns].join(', ')}`,
      judgedRowsSql(source, kpi, window, days),
      `GROUP BY ${keys.length + 1}`,
    ].join('\n');
  const sides = sidesOf(kpi);
  if (!sides) {
    const { value, events } = measureOf(kpi, []);
    return rows(kpi.source, `${value} AS value, ${events} AS events`, [`${days} AS days`]);
  }
  const { numerator, denominator, terms } = sides;
  const counted = eventsSql(denominator, terms.denominator, terms.denominator.filters);
  return [
    `SELECT ${days} AS days, label, ${ratioSql('SUM(numerator)', 'SUM(denominator)')} AS value, SUM(events) AS events`,
    'FROM (',
    rows(numerator, `${termSql(numerator, terms.numerator, [])} AS numerator, 0 AS denominator, 0 AS events`, []),
    'UNION ALL',
    rows(
      denominator,
      `0 AS numerator, ${termSql(denominator, terms.denominator, [])} AS denominator, ${counted} AS events`,
      []
    ),
    `) AS sides_${days}`,
    'GROUP BY label',
  ].join('\n');
}
