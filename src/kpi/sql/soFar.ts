import { isSum, type Kpi } from '../catalogue/schema';
import { bucketsDaysBefore, REFERENCES, seriesWindow, SO_FAR_STEP, type TimeWindow } from '../time/windows';
import { calendarShift, changesAround, expressionInstant, offsetSql, type Instant } from './instant';
import { quoteLiteral } from './quote';
import { expectedSql, referenceColumns } from './rule';
import { rowsSql } from './source';
import { measureOf } from './value';
import { ingestDelay } from './windows';

const DAY = 86_400;

/** How the day so far is judged, the same for every KPI of a rule. */
export interface SoFarJudging {
  /** Fewer expected events than this by now can't show a change: what is usual counts as 0. */
  minimumEvents: number;
  /** When the rule is written (epoch seconds). */
  writtenAt: number;
}

/**
 * What each KPI has summed up since midnight of its calendar, until the last complete quarter of an hour, as a rule's
 * query: one row a KPI, `kpi` and `value`. A pure function of Grafana's evaluation time. Throws a RangeError for a KPI
 * that can't be summed up.
 */
export function compileSoFarNow(kpis: readonly Kpi[], { writtenAt }: Pick<SoFarJudging, 'writtenAt'>): string {
  return kpis.map((kpi) => daySql(kpi, 0, writtenAt).join('\n')).join('\nUNION ALL\n');
}

/**
 * What each KPI usually has by that time of its day: the median of the same part of the reference days, or 0 where there
 * are too few of them or of events. A day on which the clocks change is compared with none and is none's reference: it
 * is as long as no other.
 */
export function compileSoFarUsual(kpis: readonly Kpi[], { minimumEvents, writtenAt }: SoFarJudging): string {
  const days = kpis.flatMap((kpi) => REFERENCES.map((reference) => daySql(kpi, reference.days, writtenAt).join('\n')));
  return [
    `SELECT kpi, ${expectedSql(minimumEvents)} AS value`,
    'FROM (',
    `SELECT kpi, ${referenceColumns('events > 0').join(',\n  ')}`,
    'FROM (',
    days.join('\nUNION ALL\n'),
    ') AS reference_days',
    'GROUP BY kpi',
    ') AS placed',
  ].join('\n');
}

/** A KPI's day until now, `days` days earlier; a reference has its events as well. */
function daySql(kpi: Kpi, days: number, writtenAt: number): string[] {
  if (!isSum(kpi)) {
    throw new RangeError(`${kpi.id} is neither a count nor a sum: it does not add up over a day.`);
  }
  const { source, zone } = kpi;
  const end = `($__unixEpochTo() - ${ingestDelay(kpi)}) DIV ${SO_FAR_STEP} * ${SO_FAR_STEP}`;
  const offset = offsetSql(end, zone, writtenAt);
  // The quarter that ends at midnight is of the day before.
  const midnight = `(${end} + ${offset} - 1) DIV ${DAY} * ${DAY}`;
  const back = days === 0 ? '' : ` - ${days * DAY}`;
  const shift = days === 0 ? '' : calendarShift(end, days, zone, writtenAt);
  const start = onDay(`${midnight} - ${offset}${back}${shift}`, `${midnight}${back}`, zone, writtenAt);
  const until = onDay(`${end}${back}${shift}`, `${end} + ${offset}${back}`, zone, writtenAt);
  const { value, events } = measureOf(kpi, []);
  const columns = [
    `${quoteLiteral(kpi.id)} AS kpi, ${value} AS value`,
    ...(days === 0 ? [] : [`${unlessUneven(end, events, unevenDays(days, zone, writtenAt))} AS events`]),
  ];
  return [`SELECT ${columns.join(', ')}`, rowsSql(source, start, until, source.filters)];
}

/** On the wall of the KPI's own zone the instant is told without looking up what it is there. */
function onDay(epoch: string, wall: string, zone: string, writtenAt: number): Instant {
  const instant = expressionInstant(epoch, writtenAt);
  const own = `TIMESTAMP '1970-01-01 00:00:00' + INTERVAL (${wall}) SECOND`;
  return { ...instant, wallClock: (other) => (other === zone ? own : instant.wallClock(other)) };
}

function unlessUneven(end: string, events: string, uneven: readonly TimeWindow[]): string {
  const within = uneven.map(({ from, to }) => `(${end} > ${from} AND ${end} <= ${to})`);
  return within.length === 0 ? events : `CASE WHEN ${within.join(' OR ')} THEN 0 ELSE ${events} END`;
}

/** The days which, or whose reference, the clocks make longer or shorter. */
function unevenDays(days: number, zone: string, writtenAt: number): TimeWindow[] {
  const [, ...changes] = changesAround(zone, writtenAt);
  return changes
    .flatMap(({ at }) => [at, at + days * DAY])
    .map((at) => seriesWindow({ from: at, to: at + 1 }, DAY, zone))
    .filter((day) => bucketsDaysBefore(day, SO_FAR_STEP, days, zone).length !== 1);
}
