import { sinceOf } from './since';
import { testCurve, testReading, TO } from './testing';

/** Buckets of two minutes, the newest one not complete; a window is five of them. */
const curve = (values: number[]) =>
  testCurve(values.length + 1).map((point, index) => ({ ...point, now: values[index] ?? null }));

describe('sinceOf', () => {
  test('says when the window first held the breach', () => {
    // Five buckets at 0 of 21: half of a window is missing from the third on.
    const values = [21, 21, 21, 21, 21, 21, 21, 0, 0, 0, 0, 0];
    expect(sinceOf(testReading(), curve(values), 0.5)).toEqual({ at: TO - 240, open: false });
  });

  test('says so when the curve does not reach back to its beginning', () => {
    expect(sinceOf(testReading(), curve(Array(12).fill(0)), 0.5)).toEqual({ at: TO - 14 * 60, open: true });
  });

  test('looks at the good direction', () => {
    // Twice as much too much for two buckets is four fifths of a window.
    const values = [21, 21, 21, 21, 21, 21, 21, 63, 63, 63, 63, 63];
    const rising = testReading({}, { goodDirection: 'down' });
    expect(sinceOf(rising, curve(values), 0.5)).toEqual({ at: TO - 360, open: false });
    expect(sinceOf(testReading(), curve(values), 0.5)).toBeUndefined();
  });

  test('knows nothing of a breach that is younger than a bucket, or without a curve', () => {
    expect(sinceOf(testReading(), curve(Array(12).fill(21)), 0.5)).toBeUndefined();
    expect(sinceOf(testReading(), [], 0.5)).toBeUndefined();
  });

  test('ends at a gap: what was before it is unknown', () => {
    const gap = curve(Array(12).fill(0)).map((point, index) => (index === 3 ? { ...point, expected: null } : point));
    expect(sinceOf(testReading(), gap, 0.5)).toEqual({ at: TO - 6 * 60, open: false });
  });
});
