import type { CurvePoint } from '../../kpi/detect/reading';
import { sparklinePaths } from './paths';

const point = (
  time: number,
  now: number | null,
  expected: number | null,
  more: Partial<CurvePoint> = {}
): CurvePoint => ({ time, now, expected, low: null, high: null, lastWeek: null, ...more });

describe('sparklinePaths', () => {
  test('draws from 0, so that half as much looks like half as much', () => {
    const curve = [point(0, 100, 100), point(60, 50, 100)];
    const paths = sparklinePaths(curve, 60, { from: 60, to: 120 });
    expect(paths).toEqual({
      now: 'M25 7.41L75 53.7',
      area: 'M25 7.41L75 53.7L75 100L25 100Z',
      expected: 'M25 7.41L75 7.41',
      band: '',
      lastWeek: '',
      judged: { x: 50, width: 50 },
      partial: { x: 100, width: 0 },
      xs: [25, 75],
    });
  });

  test('leaves the newest, partial bucket out of the line, not out of the picture', () => {
    const paths = sparklinePaths([point(0, 4, 4), point(60, 4, 4), point(120, null, 4)], 60, { from: 60, to: 120 });
    expect(paths?.now.match(/[ML]/g)).toHaveLength(2);
    expect(paths?.expected.match(/[ML]/g)).toHaveLength(3);
    expect(paths?.partial).toEqual({ x: 66.67, width: 33.33 });
  });

  test('a gap in the data is a gap in the line', () => {
    const paths = sparklinePaths([point(0, 4, 4), point(60, 4, null), point(120, 4, 4)], 60, { from: 0, to: 60 });
    expect(paths?.expected).toMatch(/^M[^M]+M[^M]+$/);
  });

  test('draws the band of what is usual, and last week, where the data has them', () => {
    const more = { low: 2, high: 6, lastWeek: 3 };
    const paths = sparklinePaths([point(0, 4, 4, more), point(60, 4, 4, more), point(120, 4, 4)], 60, {
      from: 0,
      to: 180,
    });
    expect(paths?.band).toMatch(/^M[^M]+Z$/);
    expect(paths?.band.match(/[ML]/g)).toHaveLength(4);
    expect(paths?.lastWeek.match(/[ML]/g)).toHaveLength(2);
  });

  test('lies flat on the ground when everything is 0', () => {
    expect(sparklinePaths([point(0, 0, 0), point(60, 0, 0)], 60, { from: 0, to: 60 })?.now).toBe('M25 100L75 100');
  });

  test('keeps the judged window inside the picture', () => {
    const paths = sparklinePaths([point(600, 1, 1), point(660, 1, 1)], 60, { from: 0, to: 660 });
    expect(paths?.judged).toEqual({ x: 0, width: 50 });
  });

  test('draws nothing of a curve without points', () => {
    expect(sparklinePaths([], 60, { from: 0, to: 60 })).toBeUndefined();
    expect(sparklinePaths([point(0, 1, 1)], 60, { from: 0, to: 60 })).toBeUndefined();
  });
});
