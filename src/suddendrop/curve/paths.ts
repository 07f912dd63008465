import type { TimeWindow } from '../../kpi/time/windows';
import type { CurvePoint } from '../../kpi/detect/reading';

/** The drawing's own units; the SVG is stretched to its place. */
export const WIDTH = 100;
export const HEIGHT = 100;
const HEADROOM = 1.08;

/** A stretch of the horizontal axis. */
interface Stretch {
  x: number;
  width: number;
}

/** SVG paths of a curve, in WIDTH x HEIGHT units; '' for what the data has not. */
export interface SparklinePaths {
  now: string;
  area: string;
  expected: string;
  band: string;
  lastWeek: string;
  /** The judged window. */
  judged: Stretch;
  /** What is not complete yet, and not judged. */
  partial: Stretch;
  /** Where each point of the curve stands. */
  xs: number[];
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
  if (!first || !last || curve.length < 2) {
    return undefined;
  }
  const highest = curve.reduce(
    (most, { now, expected, lastWeek }) => Math.max(most, now ?? 0, expected ?? 0, lastWeek ?? 0),
    0
  );
  const end = last.time + bucket;
  const x = (time: number) => round(clamp(((time - first.time) / (end - first.time)) * WIDTH, 0, WIDTH));
  const y = (value: number) =>
    highest === 0 ? HEIGHT : round(Math.max(0, HEIGHT - (Math.max(value, 0) / (highest * HEADROOM)) * HEIGHT));
  const xs = curve.map((point) => x(point.time + bucket / 2));
  const dots = (valueOf: (point: CurvePoint) => number | null) =>
    curve.map((point, index): Dot | null => {
      const value = valueOf(point);
      return value === null ? null : { x: xs[index] ?? 0, y: y(value) };
    });
  const lines = (valueOf: (point: CurvePoint) => number | null) => runs(dots(valueOf)).map(line).join('');
  const now = runs(dots((point) => point.now));
  const stretch = (from: number, to: number) => ({ x: x(from), width: round(x(to) - x(from)) });
  return {
    now: now.map(line).join(''),
    area: now.map(area).join(''),
    expected: lines((point) => point.expected),
    band: band(
      dots((point) => point.low),
      dots((point) => point.high)
    ),
    lastWeek: lines((point) => point.lastWeek),
    judged: stretch(judged.from, judged.to),
    partial: stretch(Math.max(judged.to, first.time), end),
    xs,
  };
}

/** Unbroken stretches: a gap in the data is a gap in the line. */
function runs(dots: ReadonlyArray<Dot | null>): Dot[][] {
  const all: Dot[][] = [[]];
  for (const dot of dots) {
    if (dot === null) {
      all.push([]);
    } else {
      all[all.length - 1]?.push(dot);
    }
  }
  return all.filter((run) => run.length > 0);
}

function line(run: readonly Dot[]): string {
  return `M${run.map(({ x, y }) => `${x} ${y}`).join('L')}`;
}

function area(run: readonly Dot[]): string {
  const first = run[0];
  const last = run[run.length - 1];
  return first && last ? `${line(run)}L${last.x} ${HEIGHT}L${first.x} ${HEIGHT}Z` : '';
}

function band(low: ReadonlyArray<Dot | null>, high: ReadonlyArray<Dot | null>): string {
  const both = (these: ReadonlyArray<Dot | null>) =>
    these.map((dot, index) => (low[index] && high[index] ? dot : null));
  const uppers = runs(both(high));
  return runs(both(low))
    .map((lower, index) => `${line([...(uppers[index] ?? []), ...[...lower].reverse()])}Z`)
    .join('');
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
