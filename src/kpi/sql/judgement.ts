import { isTotal, type Kpi } from '../catalogue/schema';
import {
  FAR,
  LEAST_BACK,
  LEAST_EVENTS,
  LEAST_REFERENCES,
  LEVEL,
  SURE,
  type Calibration,
  type Sensitivity,
} from '../detect/detector';
import type { Direction } from '../detect/noise';
import { edgesOf, shapeOf, type Stretch } from '../detect/shape';
import { MOST_RATIO } from '../detect/weekdays';
import { SPOILT_SHARE } from '../detect/windowReader';
import { REFERENCES, type TimeWindow } from '../time/windows';
import { placeAmongSql } from './dimension';
import { evaluationInstant, type EvaluationClock } from './instant';
import { minutesSql, partKey, type Day } from './minutes';
import { dimensionLabel } from './ruleBy';
import { quoteLiteral, quoteName } from './quote';
import { withStages, type Stage } from './stages';
import { ingestDelay } from './windows';

const MINUTE = 60;
const SHAPE = shapeOf(MINUTE);
const DAYS: readonly number[] = [0, ...REFERENCES.map(({ days }) => days)];

/** What all values of a dimension that are not judged each for itself are called together, and where none is. */
const OTHERS = 'all others';
const ALL = 'all';
/** No value of such a name is judged for itself: two alerts would be one. */
export const NAMES_OF_REST: readonly string[] = [OTHERS, ALL];

/** A KPI and what is known of it when its rule is written. */
export interface Watched {
  kpi: Kpi;
  /** Of the KPI as a whole or, where values of a dimension are judged each for itself, of all others together. */
  calibration: Calibration;
  /** The values that are judged each for itself, and what is usual for them. */
  values?: ReadonlyArray<{ value: string; calibration: Calibration }>;
  /** Times that say nothing about other days, epoch seconds. */
  spoilt: readonly TimeWindow[];
}

/** How a rule judges, the same for every KPI of it; their calibrations have its direction. */
export interface Judging {
  direction: Direction;
  sensitivity: Sensitivity;
  /** When the rule is written (epoch seconds). */
  writtenAt: number;
  /** The dimension whose values are judged; KPIs are as a whole, where there is none. */
  by?: string;
}

/** How far back it may read, seconds. */
export const REACH_SECONDS = Math.max(...SHAPE.scales.flatMap(SHAPE.blocksBefore).map(({ from }) => from));

/** Which of the judged windows a judgement speaks of: the first is the shortest. */
export const LENGTHS: readonly number[] = SHAPE.scales;

/**
 * The detector as one SELECT over a rule's KPIs, a pure function of Grafana's evaluation time. For each KPI it has a
 * series of `time`, `kpi` and `value`, a minute apart, of which Grafana's server can tell the parts again. Where values
 * of a dimension are judged, each of those that are listed has one, with its label beside `kpi`, and all others have one
 * together:
 * - the last is what is now,
 * - the least is the strength, below 0,
 * - the sum of all is those two and what is expected,
 * - their number is three and the place of the judged window's length among LENGTHS, from 1.
 * All are 0, and their number is three, where nothing can be compared.
 *
 * Its twin in TypeScript is `judgeWindows` over what `WindowReader` reads.
 */
export function compileJudgement(watched: readonly Watched[], judging: Judging): string {
  const { direction, sensitivity, by } = judging;
  const spoilt = spoiltSql(watched, judging);
  const stages: Stage[] = [
    ...(by === undefined ? [] : [['parts', partsSql(watched)] satisfies Stage]),
    ['clocks', clocksSql(watched, judging)],
    ['ends', endsSql(watched, judging)],
    ['noise', noiseSql(watched, by)],
    ...(spoilt === undefined ? [] : [['spoilt', spoilt] satisfies Stage]),
    ['stretches', stretchesSql()],
    ['lengths', lengthsSql()],
    ['minutes', minutesOf(watched, judging)],
    ['segments', segmentsSql()],
    ['sums', SUMS],
    ['means', MEANS],
    ['candidates', candidatesSql(direction, spoilt !== undefined)],
    ['placed', PLACED],
    ['expectations', expectationsSql(direction)],
    ['ratios', RATIOS],
    ['levels', LEVELS],
    ['expected', expectedSql(direction)],
    ['said', saidSql(direction, sensitivity)],
    ['evidence', evidenceSql(sensitivity)],
    ['ranked', rankedSql(sensitivity)],
  ];
  const labels = by === undefined ? 'kpi' : `kpi, ${quoteName(dimensionLabel(by))}`;
  const points = pointsSql(by);
  return [`SELECT time, ${labels}, value`, 'FROM (', withStages(stages), points, ') AS points', 'ORDER BY time'].join(
    '\n'
  );
}

/** What is judged for itself: a KPI or, where values of a dimension are, one of those, or all others. */
interface Part {
  key: string;
  calibration: Calibration;
  label: string;
}

function partsOf({ kpi: { id }, calibration, values = [] }: Watched): Part[] {
  return [
    { key: partKey(id, 0), calibration, label: values.length === 0 ? ALL : OTHERS },
    ...values.map(({ value, calibration: own }, index) => ({
      key: partKey(id, index + 1),
      calibration: own,
      label: value,
    })),
  ];
}

/** The parts of KPIs, in whose place they are judged, and how busy each weekday is. */
function partsSql(watched: readonly Watched[]): string {
  return rowsOf(
    watched.flatMap((one) =>
      partsOf(one).map(({ key, calibration, label }) => ({
        part: quoteLiteral(key),
        kpi: quoteLiteral(one.kpi.id),
        // Literals of other letters have another collation, and UNION takes but one.
        label: `CAST(${quoteLiteral(label)} AS CHAR)`,
        ...weekdaysOf(calibration),
      }))
    )
  );
}

/** Rows of KPIs, with these columns, as rows of their parts. */
function ofParts(rows: string, columns: readonly string[], { by }: Judging): string {
  return by === undefined
    ? rows
    : `SELECT part AS kpi, ${columns.join(', ')}\nFROM parts\nJOIN (\n${rows}\n) AS of_kpis ON of_kpis.kpi = parts.kpi`;
}

/** A number as a DOUBLE, so that nothing is rounded as decimals are. */
function real(value: number): string {
  const text = String(value);
  return text.includes('e') ? text : `${text}e0`;
}

function rowsOf(rows: ReadonlyArray<Record<string, string | number>>): string {
  return rows
    .map(
      (row) =>
        `SELECT ${Object.entries(row)
          .map(([name, value]) => `${value} AS ${name}`)
          .join(', ')}`
    )
    .join(' UNION ALL\n');
}

function clockOf({ kpi }: Watched, { writtenAt }: Judging): EvaluationClock {
  return { ingestDelay: ingestDelay(kpi), zone: kpi.zone, writtenAt };
}

const WEEKDAYS = ['thursday', 'friday', 'saturday', 'sunday', 'monday', 'tuesday', 'wednesday'] as const;

function weekdaysOf({ weekdays }: Calibration): Record<string, string> {
  return Object.fromEntries(WEEKDAYS.map((name, index) => [name, real(weekdays[index] ?? 1)]));
}

/**
 * A row a KPI: whether a minute without rows is 0, whether sums are shown as such, what its clock shows at the judged
 * end, and how busy each weekday is.
 */
function clocksSql(watched: readonly Watched[], judging: Judging): string {
  const { by, direction } = judging;
  const rows = rowsOf(
    watched.map((one) => {
      const { kpi, calibration } = one;
      const { kind } = kpi.value;
      return {
        kpi: quoteLiteral(kpi.id),
        adds_up: isTotal(kpi) ? 1 : 0,
        shown_whole: kind === 'count' || kind === 'sum' ? 1 : 0,
        least_events: direction === 'rise' && calibration.counts ? LEAST_EVENTS : 0,
        wall: evaluationInstant(clockOf(one, judging), 0, 0).wall(kpi.zone),
        ...(by === undefined && weekdaysOf(calibration)),
      };
    })
  );
  return ofParts(rows, ['adds_up', 'shown_whole', 'least_events', 'wall', ...WEEKDAYS], judging);
}

/** The minute (since 1970) at which each KPI's judged window ends, and those of its references. */
function endsSql(watched: readonly Watched[], judging: Judging): string {
  const rows = rowsOf(
    watched.flatMap((one) =>
      DAYS.map((days) => ({
        kpi: quoteLiteral(one.kpi.id),
        days,
        ended: `(${evaluationInstant(clockOf(one, judging), days, 0).epoch}) DIV ${MINUTE}`,
      }))
    )
  );
  return ofParts(rows, ['days', 'ended'], judging);
}

function noiseSql(watched: readonly Watched[], by: string | undefined): string {
  const rows = (key: string, { scales }: Calibration) =>
    scales.map(({ seconds, noise }) => ({
      kpi: quoteLiteral(key),
      length: seconds / MINUTE,
      dispersion: real(noise.dispersion),
      squared_spread: real(noise.spread ** 2),
      threshold: real(noise.threshold),
      hours: quoteLiteral(noise.hours.join(',')),
    }));
  return rowsOf(
    watched.flatMap((one) =>
      by === undefined
        ? rows(one.kpi.id, one.calibration)
        : partsOf(one).flatMap(({ key, calibration }) => rows(key, calibration))
    )
  );
}

/**
 * Those of a year before it is written do not come back; whole years, so that saving again writes the same SQL.
 * Undefined where there are none.
 */
function spoiltSql(watched: readonly Watched[], judging: Judging): string | undefined {
  const since = Date.UTC(new Date(judging.writtenAt * 1000).getUTCFullYear() - 1, 0) / 1000;
  const rows = watched.flatMap(({ kpi, spoilt }) =>
    spoilt.filter(({ to }) => to > since).map(({ from, to }) => ({ kpi: quoteLiteral(kpi.id), begins: from, ends: to }))
  );
  return rows.length === 0 ? undefined : ofParts(rowsOf(rows), ['begins', 'ends'], judging);
}

/** The judged windows, which end at the end, and the blocks of the level; minutes before the end. */
function stretchesSql(): string {
  const blocks = new Map(SHAPE.scales.flatMap(SHAPE.blocksBefore).map((block) => [block.to, block]));
  const row = ({ from, to }: Stretch, margin: number) => ({
    older: from / MINUTE,
    newer: to / MINUTE,
    margin: margin / MINUTE,
  });
  return rowsOf([
    ...SHAPE.scales.map((seconds) => row({ from: seconds, to: 0 }, SHAPE.margin)),
    ...[...blocks.values()].map((block) => row(block, 0)),
  ]);
}

/** The lengths of judged windows, and from which to which minute before the end the blocks of their levels begin. */
function lengthsSql(): string {
  return rowsOf(
    SHAPE.scales.map((seconds, index) => {
      const starts = SHAPE.blocksBefore(seconds).map(({ to }) => to / MINUTE);
      return {
        length: seconds / MINUTE,
        place: index + 1,
        newest: Math.min(...starts),
        oldest: Math.max(...starts),
      };
    })
  );
}

/** As far back as the longest window that is calibrated needs. */
function minutesOf(watched: readonly Watched[], judging: Judging): string {
  const { by, writtenAt } = judging;
  const calibrations = watched.flatMap((one) => partsOf(one).map(({ calibration }) => calibration));
  const calibrated = new Set(calibrations.flatMap(({ scales }) => scales.map(({ seconds }) => seconds)));
  const reach = Math.max(
    ...SHAPE.scales
      .filter((seconds) => calibrated.has(seconds))
      .flatMap((seconds) => [seconds + SHAPE.margin, ...SHAPE.blocksBefore(seconds).map(({ from }) => from)]),
    MINUTE
  );
  const byKpi = new Map(watched.map((one) => [one.kpi, one]));
  const days = (kpi: Kpi): Day[] => {
    const one = byKpi.get(kpi);
    const clock = one && clockOf(one, judging);
    return DAYS.flatMap((before) => {
      const after = before === 0 ? 0 : SHAPE.margin;
      return clock === undefined
        ? []
        : [
            {
              days: before,
              from: evaluationInstant(clock, before, reach),
              to: evaluationInstant(clock, before, -after),
              seconds: reach + after,
            },
          ];
    });
  };
  const values = (kpi: Kpi) => (byKpi.get(kpi)?.values ?? []).map(({ value }) => value);
  const part = by === undefined ? undefined : (kpi: Kpi) => placeAmongSql(by, values(kpi));
  return minutesSql([...byKpi.keys()], { days, part, writtenAt });
}

/** The minutes summed up between all the edges of stretches and their margins; a segment is named by its newer edge. */
function segmentsSql(): string {
  const oldestFirst = edgesOf(SHAPE).map((edge) => edge / MINUTE);
  const before = 'ended - 1 - minute_no';
  const branches = oldestFirst.map((edge) => `WHEN ${before} >= ${edge} THEN ${edge}`);
  return `SELECT minutes.kpi, minutes.days, CASE ${branches.join(' ')} END AS edge,
  SUM(total) AS total, SUM(weight) AS weight
FROM minutes
JOIN ends ON ends.kpi = minutes.kpi AND ends.days = minutes.days
GROUP BY minutes.kpi, minutes.days, 3`;
}

const INSIDE = 'edge >= newer AND edge < older';

/** What each stretch held on each day, as it is and with its margin. */
const SUMS = `SELECT ends.kpi, ends.days, ends.ended, older, newer, wall,
  COALESCE(SUM(CASE WHEN ${INSIDE} THEN total END), 0e0) AS total,
  CASE WHEN adds_up THEN older - newer ELSE COALESCE(SUM(CASE WHEN ${INSIDE} THEN weight END), 0) END AS weight,
  COALESCE(SUM(total), 0e0) AS wide_total,
  CASE WHEN adds_up THEN older - newer + 2 * margin ELSE COALESCE(SUM(weight), 0) END AS wide_weight
FROM ends
JOIN clocks ON clocks.kpi = ends.kpi
CROSS JOIN stretches
LEFT JOIN segments ON segments.kpi = ends.kpi AND segments.days = ends.days
  AND edge >= newer - margin AND edge < older + margin
GROUP BY ends.kpi, ends.days, ends.ended, older, newer, wall, adds_up, margin`;

const levelOn = (day: string) => `ELT(1 + MOD(${day}, 7), ${WEEKDAYS.join(', ')})`;

/** Of a stretch that lies on \`day\` by the share \`today\`, and on the day before by the rest. */
const busyOn = (day: string) => `(today * ${levelOn(day)} + (1 - today) * ${levelOn(`${day} - 1`)})`;

/** The means of each stretch, and what a reference is multiplied by to stand for the judged day of the week. */
const MEANS = `SELECT kpi, days, ended, older, newer, total, weight,
  total / NULLIF(weight, 0) AS exact, wide_total / NULLIF(wide_weight, 0) AS wide,
  CASE WHEN MOD(days, 7) = 0 THEN 1e0 ELSE
    LEAST(${real(MOST_RATIO)}, GREATEST(1 / ${real(MOST_RATIO)}, ${busyOn('day')} / ${busyOn('day - days')}))
  END AS ratio
FROM (
  SELECT sums.*, ${WEEKDAYS.join(', ')},
    (sums.wall - newer * 60 - 1) DIV 86400 AS day,
    LEAST(1e0, (MOD(sums.wall - newer * 60 - 1, 86400) + 1e0) / ((older - newer) * 60)) AS today
  FROM sums
  JOIN clocks ON clocks.kpi = sums.kpi
) AS dated`;

/** What is now, and the references that can be used. */
function candidatesSql(direction: Direction, hasSpoilt: boolean): string {
  const drop = '(wide - exact) / NULLIF(wide, 0)';
  const isFar = `${direction === 'drop' ? drop : `-(${drop})`} >= ${real(FAR[direction])}`;
  const isSpoilt = [
    'EXISTS (SELECT 1 FROM spoilt WHERE spoilt.kpi = chosen.kpi',
    `AND LEAST((ended - newer) * 60, spoilt.ends) - GREATEST((ended - older) * 60, spoilt.begins)`,
    `> ${real(SPOILT_SHARE)} * (older - newer) * 60)`,
  ].join(' ');
  const usable = ['days > 0', ...(direction === 'drop' ? ['mean > 0'] : []), ...(hasSpoilt ? [`NOT ${isSpoilt}`] : [])];
  return `SELECT kpi, days, older, newer, total, weight, CASE WHEN ${usable.join(' AND ')} THEN mean * ratio END AS reference
FROM (SELECT means.*, CASE WHEN ${isFar} THEN exact ELSE wide END AS mean FROM means) AS chosen`;
}

const PLACED = `SELECT kpi, days, older, newer, total, weight, reference,
  ROW_NUMBER() OVER (PARTITION BY kpi, older, newer ORDER BY reference IS NULL, reference) AS place,
  COUNT(reference) OVER (PARTITION BY kpi, older, newer) AS known
FROM candidates`;

/** The calm one of the middle references. */
function expectationsSql(direction: Direction): string {
  const calm = direction === 'drop' ? '(known + 1) DIV 2' : 'known DIV 2 + 1';
  return `SELECT kpi, older, newer,
  MAX(CASE WHEN days = 0 THEN total END) AS now_total, MAX(CASE WHEN days = 0 THEN weight END) AS weight,
  MAX(CASE WHEN known >= ${LEAST_REFERENCES} AND place = ${calm} THEN reference END) AS reference
FROM placed
GROUP BY kpi, older, newer`;
}

/** Each judged window, and the blocks that tell its level. */
const RATIOS = `SELECT kpi, length, lengths.place AS length_place, newer, now_total, weight, reference,
  CASE WHEN newer > 0 AND reference > 0 THEN now_total / NULLIF(weight, 0) / reference END AS ratio
FROM expectations
JOIN lengths ON (newer = 0 AND older = length) OR (newer > 0 AND newer >= newest AND newer <= oldest)`;

const LEVELS = `SELECT ratios.*,
  ROW_NUMBER() OVER (PARTITION BY kpi, length ORDER BY ratio IS NULL, ratio) AS place,
  COUNT(ratio) OVER (PARTITION BY kpi, length) AS known
FROM ratios`;

function expectedSql(direction: Direction): string {
  const { least, most } = LEVEL[direction];
  const level = 'COALESCE(AVG(CASE WHEN place IN ((known + 1) DIV 2, (known + 2) DIV 2) THEN ratio END), 1e0)';
  return `SELECT kpi, length, length_place,
  MAX(CASE WHEN newer = 0 THEN now_total END) AS now_total, MAX(CASE WHEN newer = 0 THEN weight END) AS weight,
  MAX(CASE WHEN newer = 0 THEN reference * weight END)
    * LEAST(${real(most)}, GREATEST(${real(least)}, ${level})) AS levelled
FROM levels
GROUP BY kpi, length, length_place`;
}

/** What each window says for itself: the change, how near to a breach it is, and how many deviations all of it would be. */
function saidSql(direction: Direction, { least }: Sensitivity): string {
  const hour = "(SUBSTRING_INDEX(SUBSTRING_INDEX(hours, ',', 1 + MOD(wall - 60, 86400) DIV 3600), ',', -1) + 0e0)";
  return `SELECT weighed.*, LEAST(
  bad / ${real(least)},
  SQRT(GREATEST(0e0, 2 * (expected - now_total + CASE WHEN now_total > 0 THEN now_total * LN(now_total / expected) ELSE 0 END)
    / variance)) / ${hour} / threshold) AS own_strength,
  (${real(least)} - bad) * SQRT(expected / variance) / ${hour} AS clear
FROM (
  SELECT windows.*, ${direction === 'drop' ? '(expected - now_total)' : '(now_total - expected)'} / expected AS bad,
    dispersion + squared_spread * expected AS variance
  FROM (
    SELECT expected.*, noise.dispersion, noise.squared_spread, noise.threshold, noise.hours, clocks.wall,
      GREATEST(clocks.least_events, levelled) AS expected
    FROM expected
    JOIN clocks ON clocks.kpi = expected.kpi
    JOIN noise ON noise.kpi = expected.kpi AND noise.length = expected.length
    WHERE weight > 0
  ) AS windows
  WHERE expected > 0
) AS weighed`;
}

/** Windows that are longer than one which is back begin no breach and, where that is for sure, uphold none. */
function evidenceSql({ least, over }: Sensitivity): string {
  const back = `length >= ${LEAST_BACK / MINUTE} AND bad < ${real(least * over)}`;
  const shortest = (which: string) => `MIN(CASE WHEN ${which} THEN length END) OVER (PARTITION BY kpi)`;
  return `SELECT kpi, length, length_place, now_total, weight, expected,
  LEAST(own_strength, CASE WHEN length > surely_back THEN 0e0 WHEN length > back THEN 1e0 ELSE own_strength END) AS strength
FROM (
  SELECT said.*, ${shortest(back)} AS back,
    ${shortest(`${back} AND clear > ${real(SURE)}`)} AS surely_back
  FROM said
) AS compared`;
}

function rankedSql({ over }: Sensitivity): string {
  const says = `strength >= ${real(over)}`;
  return `SELECT evidence.*, ROW_NUMBER() OVER (
  PARTITION BY kpi ORDER BY ${says} DESC, CASE WHEN ${says} THEN strength ELSE 0 END DESC, length DESC) AS place
FROM evidence`;
}

function pointsSql(by: string | undefined): string {
  const labels = by === undefined ? 'clocks.kpi' : `parts.kpi, parts.label AS ${quoteName(dimensionLabel(by))}`;
  const named = by === undefined ? '' : '\nJOIN parts ON parts.part = clocks.kpi';
  return `SELECT $__unixEpochTo() - 60 * points.no AS time, ${labels},
  COALESCE(CASE points.no
    WHEN 0 THEN GREATEST(0, now_total) / CASE WHEN shown_whole THEN 1 ELSE weight END
    WHEN 1 THEN -GREATEST(0, strength)
    WHEN 2 THEN expected / CASE WHEN shown_whole THEN 1 ELSE weight END
  END, 0e0) AS value
FROM clocks
LEFT JOIN ranked ON ranked.kpi = clocks.kpi AND ranked.place = 1
JOIN (${Array.from({ length: LENGTHS.length + 3 }, (_, no) => `SELECT ${no} AS no`).join(' UNION ALL ')}) AS points
  ON points.no < 3 + COALESCE(length_place, 0)${named}`;
}
