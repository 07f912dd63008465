import { onWall } from './windows';

/** Clocks are never quite the same. */
const AHEAD = 60;
/** So fresh a newest row is hardly a coincidence. */
const FRESH = 900;
/** What is later than this looks as if its zone were another one. */
const LATE = 1800;

/** Seconds from the moment that a clock in `zone` showed `wall` (`YYYY-MM-DD hh:mm:ss`) until `now` (epoch seconds). */
export function ageOnWall(wall: string, zone: string, now: number): number {
  return now - onWall(Date.parse(`${wall.slice(0, 19).replace(' ', 'T')}Z`) / 1000, zone);
}

/**
 * The zone by whose clock the newest row was written, of those that are likely (the likeliest first) or, where none of
 * them can be, of all that there are. A row in the future tells surely; a late one only when it is fresh elsewhere.
 * Undefined where no zone makes sense of it.
 */
export function fittingZone(wall: string, now: number, likely: readonly string[]): string | undefined {
  const age = (zone: string) => ageOnWall(wall, zone, now);
  const [first] = likely;
  const isPlausible = (zone: string) => age(zone) >= -AHEAD;
  if (first !== undefined && isPlausible(first) && age(first) < LATE) {
    return first;
  }
  const fresh = likely.find((zone) => isPlausible(zone) && age(zone) < FRESH);
  return (
    fresh ??
    likely.find(isPlausible) ??
    Intl.supportedValuesOf('timeZone')
      .filter((zone) => isPlausible(zone) && age(zone) < FRESH)
      .sort((one, other) => age(one) - age(other))[0]
  );
}
