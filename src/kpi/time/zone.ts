import { tzOffset } from '@date-fns/tz';

const DAY = 86_400;
const MINUTE = 60;
/** No zone changes its clocks twice within a week. */
const STEP = 7 * DAY;

/** From `at` (epoch seconds) on, wall clocks in the zone are `offset` seconds ahead of UTC. */
export interface OffsetChange {
  at: number;
  offset: number;
}

/** True when the runtime knows the IANA zone (or UTC offset such as `+09:00`). */
export function isZone(zone: string): boolean {
  return Number.isFinite(tzOffset(zone, new Date(0)));
}

/** The KPIs of a dashboard ask of the same moments, and each answer takes the runtime a while. */
const MOST_KNOWN = 50_000;
const known = new Map<string, number>();

/** Seconds that wall clocks in `zone` are ahead of UTC at `epoch` (seconds). */
export function offsetAt(zone: string, epoch: number): number {
  const key = `${zone} ${epoch}`;
  const before = known.get(key);
  if (before !== undefined) {
    return before;
  }
  const offset = tzOffset(zone, new Date(epoch * 1000)) * MINUTE;
  if (known.size >= MOST_KNOWN) {
    known.clear();
  }
  known.set(key, offset);
  return offset;
}

/**
 * Every offset in force in `zone` during [from, to) (epoch seconds), ordered; the first one's `at` is `from`.
 * A zone without daylight saving gives one entry.
 */
export function offsetChanges(zone: string, from: number, to: number): OffsetChange[] {
  const changes: OffsetChange[] = [{ at: from, offset: offsetAt(zone, from) }];
  for (let previous = from; previous < to - 1; previous += STEP) {
    const next = Math.min(previous + STEP, to - 1);
    const before = offsetAt(zone, previous);
    if (offsetAt(zone, next) !== before) {
      const at = firstMinuteWithout(zone, before, previous, next);
      changes.push({ at, offset: offsetAt(zone, at) });
    }
  }
  return changes;
}

function firstMinuteWithout(zone: string, offset: number, same: number, different: number): number {
  let low = Math.floor(same / MINUTE);
  let high = Math.ceil(different / MINUTE);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle * MINUTE) === offset) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high * MINUTE;
}

/**
 * The instant that lies `days` calendar days before `epoch` at the same wall-clock time in `zone` (epoch seconds).
 * Days are calendar days: across a change to daylight saving they have 23 or 25 hours.
 */
export function daysBefore(epoch: number, days: number, zone: string): number {
  const naive = epoch - days * DAY;
  return naive + offsetAt(zone, epoch) - offsetAt(zone, naive);
}

/** `YYYY-MM-DD hh:mm:ss` as a clock on the wall in `zone` shows at `epoch` (seconds). */
export function wallClock(epoch: number, zone: string): string {
  return new Date((epoch + offsetAt(zone, epoch)) * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
