import type { CurvePoint } from '../kpi/detect/reading';
import type { TimeWindow } from '../kpi/time/windows';

/** The drawing's own units; the SVG is stretched to its place. */
export const WIDTH = 100;
export const HEIGHT = 100;
const HEADROOM = 1.08;

/** SVG paths of a curve, in WIDTH x HEIGHT units. */
export interface SparklinePaths {
  now: string;
  area: string;
  expected: string;
  /** The judged window. */
  judged: { x: number; width: number };
}

interface Dot {
  x: number;
  y: number;
}

/**
 * The geometry of a curve whose buckets are `bucket` seconds wide. The vertical axis begins at 0, so that half as much
 * looks like half as much. Undefined where there is nothing to draw.
 */
export function sparklinePaths(
  curve: readonly CurvePoint[],
  bucket: number,
  judged: TimeWindow
): SparklinePaths | undefined {
  const first = curve[0];
  const last = curve[curve.length - 1];
  const highest = Math.max(...curve.flatMap(({ now, expected }) => [now ?? 0, expected ?? 0]), 0) * HEADROOM;
  if (!first || !last || curve.length < 2) {
    return undefined;
  }
  const span = last.time + bucket - first.time;
  const x = (time: number) => round(clamp(((time - first.time) / span) * WIDTH, 0, WIDTH));
  const dots = (valueOf: (point: CurvePoint) => number | null) =>
    curve.map((point) => {
      const value = valueOf(point);
      const y = highest === 0 ? HEIGHT : HEIGHT - (Math.max(value ?? 0, 0) / highest) * HEIGHT;
      return value === null ? null : { x: x(point.time + bucket / 2), y: round(y) };
    });
  const now = runs(dots((point) => point.now));
  const from = x(judged.from);
  return {
    now: now.map(line).join(''),
    area: now.map(area).join(''),
    expected: runs(dots((point) => point.expected))
      .map(line)
      .join(''),
    judged: { x: from, width: round(x(judged.to) - from) },
  };
}

/** Unbroken stretches: a gap in the data is a gap in the line. */
function runs(dots: ReadonlyArray<Dot | null>): Dot[][] {
  return dots
    .reduce<Dot[][]>(
      (all, dot) => {
        if (dot === null) {
          return [...all, []];
        }
        all[all.length - 1]?.push(dot);
        return all;
      },
      [[]]
    )
    .filter((run) => run.length > 0);
}

function line(run: readonly Dot[]): string {
  return `M${run.map(({ x, y }) => `${x} ${y}`).join('L')}`;
}

function area(run: readonly Dot[]): string {
  const first = run[0];
  const last = run[run.length - 1];
  return first && last ? `${line(run)}L${last.x} ${HEIGHT}L${first.x} ${HEIGHT}Z` : '';
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
