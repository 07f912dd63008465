import type { TimeWindow } from '../time/windows';
import { offsetAt, offsetChanges, wallClock, type OffsetChange } from '../time/zone';

const DAY = 86_400;
const MINUTE = 60;
/** A rule that nobody saves for three years may be an hour off on the days after a change of daylight saving. */
const YEARS_AHEAD = 3;

/** A point in time as SQL writes it: as epoch seconds, and as a clock on the wall in a zone shows it. */
export interface Instant {
  epoch: string;
  /** Seconds since 1970 on the wall in a zone. */
  wall(zone: string): string;
  wallClock(zone: string): string;
}

/** A known instant (epoch seconds). */
export function literalInstant(epoch: number): Instant {
  return {
    epoch: String(epoch),
    wall(zone) {
      return String(epoch + offsetAt(zone, epoch));
    },
    wallClock(zone) {
      return `TIMESTAMP '${wallClock(epoch, zone)}'`;
    },
  };
}

/**
 * What a clock in a zone shows while a window lasts (seconds since 1970 on the wall). Where the clock is set back in it, an
 * hour is shown twice, and taken as the second one, but for what would then lie after the window.
 */
interface WallRange {
  from: number;
  to: number;
  /** From here on it is taken as the first one; where there is such an hour that the window ends in. */
  firstSince?: number;
}

export function wallRange({ from, to }: TimeWindow, zone: string): WallRange {
  const offsets = offsetChanges(zone, from, to);
  let before = offsetAt(zone, from);
  const range: WallRange = { from: from + before, to: to + (offsets.at(-1)?.offset ?? before) };
  for (const { at, offset } of offsets.slice(1)) {
    const again = before - offset;
    if (from > at - again) {
      range.from = at + offset;
    }
    if (to < at + again) {
      range.firstSince = to + offset;
      range.to = at + before;
    }
    before = offset;
  }
  return range;
}

/** The ends of a known window: between them, a clock on the wall shows all that lies in it. */
export function windowInstants(window: TimeWindow): [Instant, Instant] {
  return [
    { ...literalInstant(window.from), wallClock: (zone) => wallLiteral(wallRange(window, zone).from) },
    { ...literalInstant(window.to), wallClock: (zone) => wallLiteral(wallRange(window, zone).to) },
  ];
}

/** What a rule's instants are reckoned from: Grafana's evaluation time, the KPI's delay and the KPI's calendar. */
export interface EvaluationClock {
  ingestDelay: number;
  zone: string;
  /** When the rule is written (epoch seconds): changes of daylight saving are known for three years from here. */
  writtenAt: number;
}

/**
 * An instant that is a pure function of the time at which Grafana evaluates the rule: the last complete minute,
 * `days` calendar days earlier, less `seconds` (more where they are below 0). `$__unixEpochTo()` is the one clock that a replay can move.
 */
export function evaluationInstant(clock: EvaluationClock, days: number, seconds: number): Instant {
  const end = `($__unixEpochTo() - ${clock.ingestDelay}) DIV 60 * 60`;
  const { writtenAt, zone } = clock;
  const shift = days === 0 ? '' : ` - ${days * DAY}${calendarShift(end, days, zone, writtenAt)}`;
  const epoch = `${end}${shift}${seconds === 0 ? '' : ` ${seconds > 0 ? '-' : '+'} ${Math.abs(seconds)}`}`;
  return expressionInstant(epoch, writtenAt);
}

/** An instant that only the server knows, for a statement written at `writtenAt`: an expression of epoch seconds. */
export function expressionInstant(epoch: string, writtenAt: number): Instant {
  const wall = (zone: string) => `${epoch} + ${offsetSql(epoch, zone, writtenAt)}`;
  return {
    epoch,
    wall,
    wallClock: (zone) => `TIMESTAMP '1970-01-01 00:00:00' + INTERVAL (${wall(zone)}) SECOND`,
  };
}

/**
 * What `days` calendar days have more or less than 24 hours each: the offset now less the offset then, which differ only
 * for `days` days after each change.
 */
export function calendarShift(end: string, days: number, zone: string, writtenAt: number): string {
  const shifts = shiftsAround(days, zone, writtenAt);
  const branches = shifts.map(({ from, to, by }) => `WHEN ${end} >= ${from} AND ${end} < ${to} THEN ${by}`);
  return branches.length === 0 ? '' : ` + (CASE ${branches.join(' ')} ELSE 0 END)`;
}

/** While (`from` … `to`) so many calendar days are `by` seconds longer than so many times 24 hours. */
interface CalendarShift {
  from: number;
  to: number;
  by: number;
}

const shiftsByYear = new Map<string, CalendarShift[]>();

function shiftsAround(days: number, zone: string, writtenAt: number): CalendarShift[] {
  const key = `${days} ${zone} ${yearOf(writtenAt)}`;
  const known = shiftsByYear.get(key);
  if (known) {
    return known;
  }
  const shift = (at: number) => offsetAt(zone, at) - offsetAt(zone, at - days * DAY);
  const [, ...changes] = changesAround(zone, writtenAt);
  const edges = changes.flatMap(({ at }) => [at, at + days * DAY]).sort((a, b) => a - b);
  const shifts = edges.flatMap((from, index) => {
    const to = edges[index + 1];
    const by = to === undefined ? 0 : shift(from);
    return to === undefined || by === 0 ? [] : [{ from, to, by }];
  });
  shiftsByYear.set(key, shifts);
  return shifts;
}

/** The zone's offset from UTC at an epoch that only the server knows. */
export function offsetSql(epoch: string, zone: string, writtenAt: number): string {
  const changes = changesAround(zone, writtenAt);
  const branches = changes.flatMap(({ offset }, index) => {
    const next = changes[index + 1];
    return next ? [`WHEN ${epoch} < ${next.at} THEN ${offset}`] : [];
  });
  const last = changes.at(-1)?.offset ?? 0;
  return branches.length === 0 ? String(last) : `(CASE ${branches.join(' ')} ELSE ${last} END)`;
}

/**
 * Minutes since 1970 of a DATETIME column that holds the clock on a wall in `zone`, for rows of before `end`. An hour
 * that the clock shows twice is taken as the second one, but for what would then lie after `end`.
 */
export function wallMinuteSql(column: string, zone: string, end: Instant, writtenAt: number): string {
  const wall = `TIMESTAMPDIFF(MINUTE, TIMESTAMP '1970-01-01 00:00:00', ${column})`;
  const [first, ...changes] = changesAround(zone, writtenAt);
  const earliest = (first?.offset ?? 0) / MINUTE;
  const branches = changes.map(({ at, offset }, index) => {
    const before = (changes[index - 1] ?? first)?.offset ?? 0;
    const after = offset / MINUTE;
    const isFirst = `${column} < ${wallLiteral(at + before)} AND ${wall} - ${after} >= (${end.epoch}) DIV ${MINUTE}`;
    const minutes = before > offset ? `CASE WHEN ${isFirst} THEN ${before / MINUTE} ELSE ${after} END` : after;
    return `WHEN ${column} >= ${wallLiteral(at + offset)} THEN ${minutes}`;
  });
  const offset = branches.length === 0 ? earliest : `(CASE ${branches.reverse().join(' ')} ELSE ${earliest} END)`;
  return `(${wall} - ${offset})`;
}

/**
 * The range between two instants, `seconds` apart, as far as any row of it may reach on a wall: an hour more where the
 * clock is set back in between.
 */
export function rangeOnWall(
  from: Instant,
  to: Instant,
  seconds: number | string,
  writtenAt: number
): [Instant, Instant] {
  const widened = (instant: Instant, choose: 'LEAST' | 'GREATEST', other: (zone: string) => string): Instant => ({
    ...instant,
    wallClock: (zone) => {
      const clock = instant.wallClock(zone);
      return changesAround(zone, writtenAt).length === 1 ? clock : `${choose}(${clock}, ${other(zone)})`;
    },
  });
  return [
    widened(from, 'LEAST', (zone) => `${to.wallClock(zone)} - INTERVAL ${seconds} SECOND`),
    widened(to, 'GREATEST', (zone) => `${from.wallClock(zone)} + INTERVAL ${seconds} SECOND`),
  ];
}

/** What a clock shows that many seconds after 1970 began on it. */
export function wallLiteral(seconds: number): string {
  return `TIMESTAMP '${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')}'`;
}

const changesByYear = new Map<string, OffsetChange[]>();

/** From the year before on, so that references lie inside; whole years, so that saving again writes the same SQL. */
export function changesAround(zone: string, writtenAt: number): OffsetChange[] {
  const year = yearOf(writtenAt);
  const key = `${zone} ${year}`;
  const known = changesByYear.get(key);
  if (known) {
    return known;
  }
  const changes = offsetChanges(zone, Date.UTC(year - 1, 0) / 1000, Date.UTC(year + 1 + YEARS_AHEAD, 0) / 1000);
  changesByYear.set(key, changes);
  return changes;
}

function yearOf(epoch: number): number {
  return new Date(epoch * 1000).getUTCFullYear();
}
