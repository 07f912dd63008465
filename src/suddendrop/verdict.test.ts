import { isStale, severity } from '../kpi/detect/judgeReading';
import { testCurve, TO, testReading } from './testing';
import { verdictOf as judged } from './verdict';

const THRESHOLDS = { drop: 0.5, watch: 0.25, minimumEvents: 64 };
const verdictOf = (reading = testReading(), thresholds = THRESHOLDS) => judged(reading, testCurve(), thresholds);
const now = (value: number) => ({ now: { value, events: value } });

describe('verdictOf', () => {
  test('says how far below expected the KPI is', () => {
    expect(verdictOf(testReading(now(26)))).toEqual({
      state: 'drop',
      judged: { from: TO - 600, to: TO },
      now: 26,
      expected: 104,
      change: -0.75,
      difference: -78,
    });
  });

  test.each([
    ['ok', 104],
    ['ok', 300],
    ['watch', 70],
    ['drop', 0],
  ])('is %s at %i of 104', (state, value) => {
    expect(verdictOf(testReading(now(value))).state).toBe(state);
  });

  test('takes the rise of a KPI that should be low for the bad news, and its fall for good', () => {
    const down = { goodDirection: 'down' } as const;
    expect(verdictOf(testReading(now(208), down))).toMatchObject({ state: 'drop', change: 1 });
    expect(verdictOf(testReading(now(140), down))).toMatchObject({ state: 'watch', difference: 36 });
    expect(verdictOf(testReading(now(0), down))).toMatchObject({ state: 'ok', change: -1 });
  });

  test('does not judge too little traffic', () => {
    expect(verdictOf(testReading(), { ...THRESHOLDS, minimumEvents: 105 }).state).toBe('low-traffic');
  });

  test('does not take a mean of no events for a drop', () => {
    expect(verdictOf(testReading({ now: { value: null, events: 0 } }))).toMatchObject({
      state: 'low-traffic',
      expected: 104,
    });
  });

  test('does not judge without references', () => {
    const verdict = verdictOf(testReading({ references: [] }));
    expect(verdict).toMatchObject({ state: 'no-reference', now: 31, expected: undefined, change: undefined });
  });
});

test('a reading is stale when its window ended more than two windows ago, and at least five minutes', () => {
  expect(isStale(testReading(), TO + 1200)).toBe(false);
  expect(isStale(testReading(), TO + 1201)).toBe(true);
  const minute = testReading({ judged: { from: TO - 60, to: TO } });
  expect(isStale(minute, TO + 300)).toBe(false);
  expect(isStale(minute, TO + 301)).toBe(true);
});

test('what cannot be told ranks between what is wrong and what is right', () => {
  expect(severity('drop')).toBeLessThan(severity('stale'));
  expect(severity('stale')).toBeLessThan(severity('ok'));
});
