import { median } from './expected';
import { breachEdge, LEVEL, type Calibration } from './detector';
import { calendarOf } from './history';
import type { CurvePoint } from './reading';

const HOUR = 3600;
const LEVEL_SECONDS = 7200;
/** A level that the newest minutes had a part in would follow a drop down. */
const NEWEST = 600;

/**
 * A curve as the detector sees it, in buckets of `bucket` seconds: what is expected moves with the level of the two hours
 * before, and the band ends where a breach of at least `least` begins. As it is, where the detector has no windows of
 * that length.
 */
export function usualBand(
  curve: readonly CurvePoint[],
  bucket: number,
  zone: string,
  calibration: Calibration,
  least: number
): CurvePoint[] {
  const { direction, scales } = calibration;
  const noise = scales.find(({ seconds }) => seconds === bucket)?.noise;
  const [first, last] = [curve[0]?.time ?? 0, curve.at(-1)?.time ?? 0];
  const calendar = calendarOf(zone, first, last + bucket);
  return curve.map((point) => {
    if (noise === undefined || point.expected === null) {
      return point;
    }
    const expected = point.expected * levelBefore(curve, point.time - Math.max(bucket, NEWEST), direction);
    const hour = Math.floor(calendar.clock(point.time).second / HOUR);
    const edge = expected > 0 ? breachEdge(expected, noise, hour, direction, least) : expected;
    const mirrored = Math.max(0, 2 * expected - edge);
    return { ...point, expected, low: Math.min(edge, mirrored), high: Math.max(edge, mirrored) };
  });
}

function levelBefore(curve: readonly CurvePoint[], end: number, direction: Calibration['direction']): number {
  const ratios = curve.flatMap(({ time, now, expected }) =>
    time >= end - LEVEL_SECONDS && time < end && now !== null && expected !== null && expected > 0
      ? [now / expected]
      : []
  );
  const { least, most } = LEVEL[direction];
  return ratios.length === 0 ? 1 : Math.min(most, Math.max(least, median(ratios)));
}
