import { replay } from '../../src/kpi/detect/replay';
import type { Point } from '../../src/kpi/detect/history';

/** So many gaps between points tell a series' step. */
const LOOKED_AT = 500;

/** When a policy with default thresholds fires on a series written as `timestamp,value` lines; epoch seconds. */
export function firingTimes(text: string): number[] {
  const points = parse(text);
  const counts = points.slice(0, LOOKED_AT).every(({ value }) => Number.isInteger(value));
  return replay(points, { zone: 'UTC', step: stepOf(points), direction: 'drop', counts })
    .filter(({ verdict }) => verdict.state === 'breach')
    .map(({ time }) => time);
}

function parse(text: string): Point[] {
  return text
    .split('\n')
    .map((line) => line.split(',').map(Number))
    .flatMap(([time, value]) =>
      time !== undefined && value !== undefined && Number.isFinite(time) && Number.isFinite(value)
        ? [{ time, value }]
        : []
    );
}

function stepOf(points: readonly Point[]): number {
  const first = points.slice(0, LOOKED_AT);
  const gaps = first.slice(1).map(({ time }, index) => time - (first[index]?.time ?? time));
  return gaps.sort((a, b) => a - b)[gaps.length >> 1] || 60;
}
