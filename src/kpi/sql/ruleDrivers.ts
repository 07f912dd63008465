import { isSum, type Kpi } from '../catalogue/schema';
import type { Direction } from '../detect/noise';
import { REFERENCES } from '../time/windows';
import { quoteLiteral } from './quote';
import { judgedRowsSql, type RuleWindow } from './rule';
import { dimensionValueSql } from './dimension';
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

/** A value that makes less of the change than this is not worth a word. */
const LEAST_SHARE = 0.1;

/** Values drive a change where all others together changed by no more than this part of what they did … */
const MOST_OF_OTHERS = 0.5;

/**
 * … and where the others, had they changed like the whole, would be off by this part of the change more, or of what is
 * there now or was: with few events some values always look as if they had held up.
 */
const LEAST_HELD = 0.25;

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
 * The values of a dimension are ordered by how far each is off, and parted at the last place where those behind it are
 * clearly less off than those before: one region that fell is named, and so are two that fell while a third did not.
 * Where all are off alike, none is.
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
    ['weighed', WEIGHED],
    ['changes', changesSql(window.direction)],
    ['wholes', WHOLES],
    ['lined', LINED],
    ['apart', APART],
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

const OF_ALL = 'OVER (PARTITION BY kpi, dimension)';

/** What is usual for each value; in weeks in which nothing happened at all, nothing was known. */
const WEIGHED = `SELECT kpi, dimension, label, now_value, (${WEEKS.map((days) => `week_${days}`).join(' + ')})
  / NULLIF(${WEEKS.map((days) => `(SUM(week_${days}) ${OF_ALL} <> 0)`).join(' + ')}, 0) AS usual
FROM summed`;

/** How far each value is off in the direction that is judged, and which part of the greater side that is. */
function changesSql(direction: Direction): string {
  const [more, less] = direction === 'drop' ? ['usual', 'now_value'] : ['now_value', 'usual'];
  return `SELECT weighed.*, ${more} AS more, ${more} - ${less} AS off, (${more} - ${less}) / NULLIF(${more}, 0) AS part
FROM weighed
WHERE usual IS NOT NULL`;
}

const ofFirst = (column: string) => `SUM(${column}) OVER (PARTITION BY kpi, dimension ORDER BY part DESC)`;

/** Beside each value, all values of its dimension, and all others than those that are off as far as it or further. */
const WHOLES = `SELECT changes.*, SUM(off) ${OF_ALL} AS off_of_all, SUM(usual) ${OF_ALL} AS usual_of_all,
  SUM(now_value) ${OF_ALL} AS now_of_all, MIN(part) ${OF_ALL} AS least_part,
  ${ofFirst('off')} AS off_of_first, ${ofFirst('more')} AS more_of_first,
  SUM(off) ${OF_ALL} - ${ofFirst('off')} AS off_of_others, SUM(more) ${OF_ALL} - ${ofFirst('more')} AS more_of_others,
  SUM(usual) ${OF_ALL} - ${ofFirst('usual')} AS usual_of_others
FROM changes`;

/** The line of each dimension: the least of the parts behind which the others are clearly less off. */
const LINED = `SELECT wholes.*, MIN(CASE WHEN part > least_part
  AND off_of_others * more_of_first <= ${MOST_OF_OTHERS} * off_of_first * more_of_others
  AND usual_of_others * off_of_all / usual_of_all - off_of_others
    >= ${LEAST_HELD} * LEAST(off_of_all, now_of_all, usual_of_all)
  THEN part END) ${OF_ALL} AS line
FROM wholes
WHERE off_of_all > 0`;

/** What stands before its line and is worth a word, and the most that one of these is off. */
const APART = `SELECT lined.*, MAX(part) ${OF_ALL} AS most_part
FROM lined
WHERE part >= line AND off >= ${LEAST_SHARE} * off_of_all`;

/** In words: by how many per cent, or, of what was not there before, by how much; what makes most beyond its part first. */
function rankedSql(direction: Direction): string {
  const sign = direction === 'drop' ? '-' : '+';
  return `SELECT kpi, off / off_of_all AS share,
  CONCAT(dimension, ' ', LEFT(label, ${LONGEST_VALUE}), ' ${sign}',
    CASE WHEN usual > 0 THEN CONCAT(ROUND(100 * off / usual), ' %') ELSE ROUND(off) END) AS driver,
  ROW_NUMBER() OVER (
    PARTITION BY kpi ORDER BY off - usual * off_of_all / usual_of_all DESC, dimension, label
  ) AS place
FROM apart
WHERE part >= most_part / 2`;
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
