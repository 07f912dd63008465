import { isSum, type Kpi } from '../catalogue/schema';
import type { Direction } from '../detect/noise';
import { REFERENCES } from '../time/windows';
import { quoteLiteral } from './quote';
import { judgedRowsSql, type RuleWindow } from './rule';
import { dimensionValueSql } from './ruleBy';
import { withStages, type Stage } from './stages';
import { measureOf } from './value';

/** What of a KPI's change is told value by value. */
export interface DriverWindow extends RuleWindow {
  direction: Direction;
  /** From so many per cent on it is a breach. */
  percent: number;
}

/** A message names so many. */
const MOST_DRIVERS = 3;

/** A value drives a change where it makes this share of it beyond its own part: where all fall alike, none does. */
const LEAST_SURPLUS = 0.2;

/** Longer values are cut. */
const LONGEST_VALUE = 40;

/** In windows of more rows than this, those of one value would be too slow to tell. */
const MOST_ROWS = 50_000;

/** As long as a KPI is not half as far off as a breach, nothing is read by its dimensions. */
const WORTH_READING = 0.5;

const WEEKS = REFERENCES.filter(({ days }) => days % 7 === 0).map(({ days }) => days);

/** Whether the values of its dimensions add up to the KPI, so that each of them makes a part of a change. */
export function hasDrivers(kpi: Kpi): boolean {
  return isSum(kpi) && kpi.dimensions.length > 0;
}

/**
 * Which values of their dimensions the KPIs' changes come from, as a rule's query: one row a KPI, `kpi`, `drivers` (such
 * as `region KR -98 %, channel app -60 %`, the strongest first, or nothing) and `value`, the largest share of the change
 * that one of them makes. Expected is the mean of the same window of the last weeks in which anything happened.
 *
 * It says where to look and judges nothing: the references are fewer than those of a breach. All dimensions are read at
 * once, and only while the KPI is well off one of the last two weeks and has no more than 50,000 rows in any of these
 * windows: a minute in which all is well costs three windows.
 * Undefined where no KPI `hasDrivers`.
 */
export function compileRuleDrivers(kpis: readonly Kpi[], window: DriverWindow): string | undefined {
  const driven = kpis.filter(hasDrivers);
  if (driven.length === 0) {
    return undefined;
  }
  const stages: Stage[] = [
    ['summed', driven.map((kpi) => partsSql(kpi, window)).join('\nUNION ALL\n')],
    ['wholes', WHOLES],
    ['averaged', AVERAGED],
    ['changes', changesSql(window.direction)],
    ['surpluses', SURPLUSES],
    ['ranked', rankedSql(window.direction)],
  ];
  return [
    "SELECT watched.kpi, COALESCE(drivers, '') AS drivers, COALESCE(share, 0) AS value",
    `FROM (${kpis.map(({ id }) => `SELECT ${quoteLiteral(id)} AS kpi`).join(' UNION ALL ')}) AS watched`,
    'LEFT JOIN (',
    withStages(stages),
    "SELECT kpi, GROUP_CONCAT(driver ORDER BY place SEPARATOR ', ') AS drivers, MAX(share) AS share",
    'FROM ranked',
    `WHERE place <= ${MOST_DRIVERS}`,
    'GROUP BY kpi',
    ') AS told ON told.kpi = watched.kpi',
  ].join('\n');
}

const ofAll = (column: string) => `SUM(${column}) OVER (PARTITION BY kpi, dimension)`;

/** Beside each value, all values of its dimension; and in how many of the weeks anything happened at all. */
const WHOLES = `SELECT summed.*, ${WEEKS.map((days) => `(${ofAll(`week_${days}`)} <> 0)`).join(' + ')} AS known,
  ${ofAll('now_value')} AS now_of_all,
  ${WEEKS.map((days) => `week_${days}`).join(' + ')} AS past,
  ${WEEKS.map((days) => ofAll(`week_${days}`)).join(' + ')} AS past_of_all
FROM summed`;

const AVERAGED = `SELECT kpi, dimension, label, now_value, now_of_all,
  past / known AS usual, past_of_all / known AS usual_of_all
FROM wholes
WHERE known > 0`;

/** How far each value, and all of them, are off in the direction that is judged. */
function changesSql(direction: Direction): string {
  const [more, less] = direction === 'drop' ? ['usual', 'now_value'] : ['now_value', 'usual'];
  const [moreOfAll, lessOfAll] = direction === 'drop' ? ['usual_of_all', 'now_of_all'] : ['now_of_all', 'usual_of_all'];
  return `SELECT averaged.*, ${more} - ${less} AS off, ${moreOfAll} - ${lessOfAll} AS off_of_all
FROM averaged`;
}

/** What each value makes of the change beyond its part, as if all had changed alike. */
const SURPLUSES = `SELECT changes.*, off - usual * COALESCE(off_of_all / NULLIF(usual_of_all, 0), 0) AS surplus
FROM changes
WHERE off_of_all > 0`;

/** The values that stand out, in words: by how many per cent, or, of what was not there before, by how much. */
function rankedSql(direction: Direction): string {
  const sign = direction === 'drop' ? '-' : '+';
  return `SELECT kpi, off / off_of_all AS share,
  CONCAT(dimension, ' ', LEFT(label, ${LONGEST_VALUE}), ' ${sign}',
    CASE WHEN usual > 0 THEN CONCAT(ROUND(100 * off / usual), ' %') ELSE ROUND(off) END) AS driver,
  ROW_NUMBER() OVER (PARTITION BY kpi ORDER BY surplus DESC, dimension, label) AS place
FROM surpluses
WHERE surplus >= ${LEAST_SURPLUS} * off_of_all`;
}

/** A KPI's values by each of its dimensions: now, and in each of the last weeks. */
function partsSql(kpi: Kpi, window: DriverWindow): string {
  const { dimensions } = kpi;
  const columns = dimensions.map((_, index) => `dimension_${index + 1}`);
  const valueOn = (days: number) => `SUM(CASE WHEN days = ${days} THEN value ELSE 0 END)`;
  return [
    `SELECT ${quoteLiteral(kpi.id)} AS kpi, ELT(no, ${dimensions.map(quoteLiteral).join(', ')}) AS dimension,`,
    `  ELT(no, ${columns.join(', ')}) AS label, ${valueOn(0)} AS now_value,`,
    `  ${WEEKS.map((days) => `${valueOn(days)} AS week_${days}`).join(', ')}`,
    `FROM (${isOffSql(kpi, window)}) AS readings`,
    // In this order: what nobody asks for is then not read.
    'STRAIGHT_JOIN (',
    [0, ...WEEKS].map((days) => cellsSql(kpi, window, days)).join('\nUNION ALL\n'),
    ') AS cells',
    `STRAIGHT_JOIN (${columns.map((_, index) => `SELECT ${index + 1} AS no`).join(' UNION ALL ')}) AS numbers`,
    'GROUP BY no, dimension, label',
  ].join('\n');
}

/** A row, if the KPI is far enough off, and can be told in time. */
function isOffSql(kpi: Kpi, window: DriverWindow): string {
  const { value } = measureOf(kpi, []);
  const readings = [0, 7, 14].map(
    (days) =>
      `SELECT ${days} AS days, ${value} AS value, COUNT(*) AS row_count\n${judgedRowsSql(kpi.source, kpi, window, days)}`
  );
  const valueOn = (days: number) => `MAX(CASE WHEN days = ${days} THEN value END)`;
  const share = (WORTH_READING * window.percent) / 100;
  const isOff =
    window.direction === 'drop'
      ? `${valueOn(0)} < ${1 - share} * GREATEST(${valueOn(7)}, ${valueOn(14)})`
      : `${valueOn(0)} > ${1 + share} * LEAST(${valueOn(7)}, ${valueOn(14)})`;
  return [
    'SELECT MAX(row_count) AS row_count',
    `FROM (\n${readings.join('\nUNION ALL\n')}\n) AS compared`,
    `HAVING ${isOff} AND MAX(row_count) <= ${MOST_ROWS}`,
  ].join('\n');
}

/** The rows of the window, `days` calendar days earlier, by all dimensions at once. */
function cellsSql(kpi: Kpi, window: DriverWindow, days: number): string {
  const labels = kpi.dimensions.map((column, index) => `${dimensionValueSql(column)} AS dimension_${index + 1}`);
  return [
    `SELECT ${days} AS days, ${labels.join(', ')}, ${measureOf(kpi, []).value} AS value`,
    judgedRowsSql(kpi.source, kpi, window, days),
    `GROUP BY ${labels.map((_, index) => index + 2).join(', ')}`,
  ].join('\n');
}
