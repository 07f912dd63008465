import type { CurvePoint, Reading } from '../kpi/detect/reading';

/** When a breach began (epoch seconds); `open` when it had begun before the curve does. */
export interface Since {
  at: number;
  open: boolean;
}

/**
 * Since when windows as long as the judged one have been more than `limit` (a fraction of expected) on the bad side.
 * Undefined when the curve's newest window is not: the breach is younger than a bucket.
 */
export function sinceOf(
  { judged, bucketSeconds, kpi }: Reading,
  curve: readonly CurvePoint[],
  limit: number
): Since | undefined {
  const length = Math.max(1, Math.round((judged.to - judged.from) / bucketSeconds));
  const last = curve.map(({ now }) => now !== null).lastIndexOf(true);
  const first = length - 1;
  let began: number | undefined;
  for (let index = last; index >= first && breaches(curve.slice(index - first, index + 1), kpi, limit); index--) {
    began = index;
  }
  const point = began === undefined ? undefined : curve[began];
  return point && { at: point.time + bucketSeconds, open: began === first };
}

function breaches(points: readonly CurvePoint[], { goodDirection }: Reading['kpi'], limit: number): boolean {
  let now = 0;
  let expected = 0;
  for (const point of points) {
    if (point.now === null || point.expected === null) {
      return false;
    }
    now += point.now;
    expected += point.expected;
  }
  const drop = goodDirection === 'up' ? expected - now : now - expected;
  return expected > 0 && drop / expected > limit;
}
