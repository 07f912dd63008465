import { daysBefore, offsetAt, offsetChanges } from './zone';

/** A half-open range of time [from, to), in epoch seconds. */
export interface TimeWindow {
  from: number;
  to: number;
}

/** An earlier day whose same slot says what now should be. */
export interface Reference {
  id: string;
  days: number;
}

/** The same slot in the last three weeks and on the last three days (see the method in the docs). */
export const REFERENCES: readonly Reference[] = [
  { id: 'week1', days: 7 },
  { id: 'week2', days: 14 },
  { id: 'week3', days: 21 },
  { id: 'day1', days: 1 },
  { id: 'day2', days: 2 },
  { id: 'day3', days: 3 },
];

/** Seconds between two sums of the day so far. */
export const SO_FAR_STEP = 900;

const MINUTE = 60;
const DAY = 86_400;
const BUCKETS = [60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

/**
 * The newest window of `seconds` whose data is complete at `now` (epoch seconds): it ends on a whole minute,
 * `ingestDelay` seconds ago or earlier, so that a partial bucket is never judged.
 */
export function judgedWindow(now: number, seconds: number, ingestDelay: number): TimeWindow {
  const to = Math.floor((now - ingestDelay) / MINUTE) * MINUTE;
  return { from: to - seconds, to };
}

/**
 * `window` moved `days` calendar days back in the KPI's zone. The end moves and the length stays, so that a window
 * that holds a change of daylight saving is still as long as the one it is compared with.
 */
export function windowDaysBefore(window: TimeWindow, days: number, zone: string): TimeWindow {
  const to = daysBefore(window.to, days, zone);
  return { from: to - (window.to - window.from), to };
}

/** The smallest bucket (seconds) that shows `range` seconds in at most `points` steps. */
export function bucketSeconds(range: number, points: number): number {
  return BUCKETS.find((bucket) => range / bucket <= points) ?? 86_400;
}

/** Buckets longer than this follow the clock on the wall; shorter ones are as long on every day. */
export const LONGEST_STEADY_BUCKET = 3600;

/**
 * The window that a curve over [from, to) draws, on whole buckets as a clock in `zone` has them (days begin at its
 * midnight). It ends with the bucket that holds the last complete minute; that one is not to be judged.
 */
export function seriesWindow(range: TimeWindow, bucket: number, zone: string): TimeWindow {
  const onBucket = (epoch: number, round: (buckets: number) => number) => {
    const offset = offsetAt(zone, epoch);
    const wall = round((epoch + offset) / bucket) * bucket;
    // What the clock shows twice in a night is not looked up by what it shows.
    return bucket > LONGEST_STEADY_BUCKET ? onWall(wall, zone) : wall - offset;
  };
  return { from: onBucket(range.from, Math.floor), to: onBucket(range.to, Math.ceil) };
}

/** Where each bucket of `window` begins (epoch seconds). In `zone` a day may have 23 or 25 hours, and begins at midnight. */
export function bucketStarts({ from, to }: TimeWindow, bucket: number, zone: string): number[] {
  const wall = from + offsetAt(zone, from);
  const starts: number[] = [];
  for (let start = from, index = 0; start < to; start = startOf(++index)) {
    starts.push(start);
  }
  return starts;

  function startOf(index: number): number {
    return bucket > LONGEST_STEADY_BUCKET ? onWall(wall + index * bucket, zone) : from + index * bucket;
  }
}

/** A stretch of time to be read bucket by bucket, of which the first has the number `first`. */
export interface BucketedPart extends TimeWindow {
  first: number;
}

/**
 * What the clock on the wall showed `days` calendar days before in each bucket of `window`. One part but around a change
 * of the clocks: there what lies before it is as far away in hours as it was on the wall, and so is what lies after it.
 */
export function bucketsDaysBefore(window: TimeWindow, bucket: number, days: number, zone: string): BucketedPart[] {
  const { from, to } = window;
  if (bucket > LONGEST_STEADY_BUCKET) {
    const before = (epoch: number) => onWall(epoch + offsetAt(zone, epoch) - days * DAY, zone);
    return [{ from: before(from), to: before(to), first: 0 }];
  }
  const then = days * DAY;
  const changes = [
    ...offsetChanges(zone, from, to).map(({ at }) => at),
    ...offsetChanges(zone, from - then, to - then).map(({ at }) => at + then),
  ];
  // A bucket is of one part.
  const numbers = changes.map((at) => Math.ceil((at - from) / bucket)).sort((a, b) => a - b);
  const shift = (number: number) => from + number * bucket - daysBefore(from + number * bucket, days, zone);
  const firsts = numbers.filter(
    (number, index) => index === 0 || shift(number) !== shift(numbers[index - 1] ?? number)
  );
  return firsts.flatMap((first, index) => {
    const [start, end] = [from + first * bucket, Math.min(to, from + (firsts[index + 1] ?? Infinity) * bucket)];
    return start < end ? [{ from: start - shift(first), to: end - shift(first), first }] : [];
  });
}

/**
 * The first instant at which a clock in `zone` shows `wall` (seconds since 1970 on that clock) or, where daylight
 * saving leaves it out, more.
 */
export function onWall(wall: number, zone: string): number {
  const before = wall - offsetAt(zone, wall - DAY);
  const after = wall - offsetAt(zone, wall + DAY);
  const shows = (epoch: number) => epoch + offsetAt(zone, epoch) === wall;
  return !shows(before) && shows(after) ? after : before;
}
