import { offsetAt, offsetChanges, wallClock, type OffsetChange } from '../time/zone';

const DAY = 86_400;
const YEARS_AHEAD = 10;

/** A point in time as SQL writes it: as epoch seconds, and as a clock on the wall in a zone shows it. */
export interface Instant {
  epoch: string;
  wallClock(zone: string): string;
}

/** A known instant (epoch seconds). */
export function literalInstant(epoch: number): Instant {
  return { epoch: String(epoch), wallClock: (zone) => `TIMESTAMP '${wallClock(epoch, zone)}'` };
}

/** What a rule's instants are reckoned from: Grafana's evaluation time, the KPI's delay and the KPI's calendar. */
export interface EvaluationClock {
  ingestDelay: number;
  zone: string;
  /** When the rule is written (epoch seconds): changes of daylight saving are known for ten years from here. */
  writtenAt: number;
}

/**
 * An instant that is a pure function of the time at which Grafana evaluates the rule: the last complete minute,
 * `days` calendar days earlier, less `seconds`. `$__unixEpochTo()` is the one clock that a replay can move.
 */
export function evaluationInstant(clock: EvaluationClock, days: number, seconds: number): Instant {
  const end = `($__unixEpochTo() - ${clock.ingestDelay}) DIV 60 * 60`;
  const { writtenAt, zone } = clock;
  const shift = days === 0 ? '' : ` - ${days * DAY}${calendarShift(end, days, zone, writtenAt)}`;
  const epoch = `${end}${shift}${seconds === 0 ? '' : ` - ${seconds}`}`;
  return {
    epoch,
    wallClock: (columnZone) =>
      `TIMESTAMP '1970-01-01 00:00:00' + INTERVAL (${epoch} + ${offsetSql(epoch, columnZone, writtenAt)}) SECOND`,
  };
}

/** What a calendar day has more or less than 24 hours: offset now less offset then, written as SQL. */
function calendarShift(end: string, days: number, zone: string, writtenAt: number): string {
  return hasOneOffset(zone, writtenAt)
    ? ''
    : ` + ${offsetSql(end, zone, writtenAt)} - ${offsetSql(`${end} - ${days * DAY}`, zone, writtenAt)}`;
}

/** The zone's offset from UTC at an epoch that only the server knows. */
function offsetSql(epoch: string, zone: string, writtenAt: number): string {
  const changes = changesAround(zone, writtenAt);
  const [first, ...later] = changes;
  if (!first || later.length === 0) {
    return String(offsetAt(zone, writtenAt));
  }
  const branches = changes
    .slice(0, -1)
    .map(({ offset }, index) => `WHEN ${epoch} < ${changes[index + 1]?.at} THEN ${offset}`)
    .join(' ');
  return `(CASE ${branches} ELSE ${changes[changes.length - 1]?.offset} END)`;
}

function hasOneOffset(zone: string, writtenAt: number): boolean {
  return changesAround(zone, writtenAt).length === 1;
}

const changesByYear = new Map<string, OffsetChange[]>();

/** From the year before on, so that references lie inside; whole years, so that saving again writes the same SQL. */
function changesAround(zone: string, writtenAt: number): OffsetChange[] {
  const year = new Date(writtenAt * 1000).getUTCFullYear();
  const key = `${zone} ${year}`;
  const known = changesByYear.get(key);
  if (known) {
    return known;
  }
  const changes = offsetChanges(zone, Date.UTC(year - 1, 0) / 1000, Date.UTC(year + 1 + YEARS_AHEAD, 0) / 1000);
  changesByYear.set(key, changes);
  return changes;
}
