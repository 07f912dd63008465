import type { Source, TimeColumn } from '../catalogue/schema';
import { LONGEST_STEADY_BUCKET, type TimeWindow } from '../time/windows';
import { offsetAt, offsetChanges, wallClock } from '../time/zone';
import { literalInstant, wallLiteral, wallMinuteSql, wallRange, windowInstants, type Instant } from './instant';
import { quoteName } from './quote';

const MINUTE = 60;
/** The longest day: the one on which daylight saving ends. */
const LONGEST_DAY = 25 * 3600;

/** The half-open range as a condition. The column stands alone, so that its index is used. */
export function rangeSql(time: TimeColumn, from: Instant, to: Instant, column = time.column): string {
  const name = quoteName(column);
  return `${name} >= ${bound(time, from)} AND ${name} < ${bound(time, to)}`;
}

function bound(time: TimeColumn, instant: Instant): string {
  switch (time.type) {
    case 'timestamp':
      return `FROM_UNIXTIME(${instant.epoch})`;
    case 'datetime':
    case 'date':
      // A day compared with a time is its midnight.
      return instant.wallClock(time.zone);
    case 'epoch_s':
      return instant.epoch;
    case 'epoch_ms':
      return `(${instant.epoch}) * 1000`;
  }
}

/** Whole seconds of a row's time after the start of `window`, in which the zone's clocks may change. */
export function secondsSql(time: TimeColumn, window: TimeWindow): string {
  const column = quoteName(time.column);
  switch (time.type) {
    case 'timestamp':
      return `(FLOOR(UNIX_TIMESTAMP(${column})) - ${window.from})`;
    case 'datetime':
    case 'date': {
      const start = literalInstant(window.from).wallClock(time.zone);
      return `(TIMESTAMPDIFF(SECOND, ${start}, ${column})${clockChangeSql(column, time.zone, window)})`;
    }
    case 'epoch_s':
      return `(${column} - ${window.from})`;
    case 'epoch_ms':
      return `(FLOOR(${column} / 1000) - ${window.from})`;
  }
}

/**
 * The rows of a known window as a condition. Around the hour that a clock shows twice, a short window ends, on the wall,
 * before it begins.
 */
export function windowSql(time: TimeColumn, window: TimeWindow): string {
  const range = rangeSql(time, ...windowInstants(window));
  if (time.type !== 'datetime') {
    return range;
  }
  const starts = window.from + offsetAt(time.zone, window.from);
  const { firstSince = starts } = wallRange(window, time.zone);
  const column = quoteName(time.column);
  return firstSince < starts
    ? `${range} AND (${column} >= ${wallLiteral(starts)} OR ${column} < ${wallLiteral(firstSince)})`
    : range;
}

/** Whole minutes of a row's time since 1970, of rows before `end`; for a statement written at `writtenAt` (epoch seconds). */
export function minuteSql(time: TimeColumn, end: Instant, writtenAt: number): string {
  const column = quoteName(time.column);
  switch (time.type) {
    case 'timestamp':
      return `UNIX_TIMESTAMP(${column}) DIV 60`;
    case 'datetime':
    case 'date':
      return wallMinuteSql(column, time.zone, end, writtenAt);
    case 'epoch_s':
      return `${column} DIV 60`;
    case 'epoch_ms':
      return `${column} DIV 60000`;
  }
}

/** What the clock on the wall was put forward since the window's start is no time that passed. */
function clockChangeSql(column: string, zone: string, { from, to }: TimeWindow): string {
  const offsets = offsetChanges(zone, from, to);
  const [first, ...changes] = offsets;
  if (!first || changes.length === 0) {
    return '';
  }
  const branches = [...changes].reverse().map(({ at, offset }) => {
    const later = `WHEN ${column} >= TIMESTAMP '${wallClock(at, zone)}'`;
    return `${later} THEN ${offset - first.offset}`;
  });
  const { firstSince } = wallRange({ from, to }, zone);
  if (firstSince !== undefined) {
    const before = offsets.at(-2)?.offset ?? 0;
    branches.unshift(`WHEN ${column} >= ${wallLiteral(firstSince)} THEN ${before - first.offset}`);
  }
  return ` - (CASE ${branches.join(' ')} ELSE 0 END)`;
}

/** The number, from 0, of a row's bucket in `window`; long buckets follow the clock on the wall in `zone`. */
export function bucketSql(time: TimeColumn, window: TimeWindow, bucket: number, zone: string): string {
  const second = secondsSql(time, window);
  const [first, ...changes] = bucket > LONGEST_STEADY_BUCKET ? offsetChanges(zone, window.from, window.to) : [];
  if (!first || changes.length === 0) {
    return `${second} DIV ${bucket}`;
  }
  const branches = [...changes].reverse().map(({ at, offset }) => {
    return `WHEN ${second} >= ${at - window.from} THEN ${offset - first.offset}`;
  });
  return `(${second} + (CASE ${branches.join(' ')} ELSE 0 END)) DIV ${bucket}`;
}

/**
 * The number, from 0, of a row's bucket among those that begin `edges` seconds after the window's start. It is found by
 * halves: five comparisons a row, not thirty.
 */
export function edgeSql(time: TimeColumn, window: TimeWindow, edges: readonly number[]): string {
  return aroundSecond(edges).join(secondsSql(time, window));
}

const knownEdges = new WeakMap<readonly number[], string[]>();

/** What stands around each mention of a row's second: a plan has the same edges for every KPI. */
function aroundSecond(edges: readonly number[]): string[] {
  const known = knownEdges.get(edges);
  if (known) {
    return known;
  }
  const among = (first: number, last: number): string[] => {
    const half = Math.ceil((first + last) / 2);
    return first === last
      ? [String(first)]
      : joined(['CASE WHEN ', ` < ${edges[half]} THEN `], among(first, half - 1), [' ELSE '], among(half, last), [
          ' END',
        ]);
  };
  const around = among(0, edges.length - 1);
  knownEdges.set(edges, around);
  return around;
}

/** Lists of pieces behind each other: the last piece of one and the first of the next are one. */
function joined(...lists: string[][]): string[] {
  return lists.reduce(
    (all, list) => [...all.slice(0, -1), `${all.at(-1) ?? ''}${list[0] ?? ''}`, ...list.slice(1)],
    []
  );
}

/** A text by which rows sort as by their time. */
export function sortKeySql(time: TimeColumn): string {
  const column = quoteName(time.column);
  switch (time.type) {
    case 'timestamp':
      return `LPAD(UNIX_TIMESTAMP(${column}), 20, '0')`;
    case 'datetime':
    case 'date':
      return column;
    case 'epoch_s':
    case 'epoch_ms':
      return `LPAD(${column}, 20, '0')`;
  }
}

/**
 * Seconds from the time that a row carries to the end of what it tells of: a minute of a rollup, a day of a DATE.
 * Nothing shorter can be read or judged.
 */
export function resolution({ kind, time }: Pick<Source, 'kind' | 'time'>): number {
  return time.type === 'date' ? LONGEST_DAY : kind === 'rollup' ? MINUTE : 0;
}
