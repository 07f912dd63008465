import { kpiOf } from '../sql/testing';
import {
  addsUpFromMinutes,
  backtestFixed,
  backtestLine,
  backtestSoFar,
  backtestUnusual,
  type FixedLines,
} from './backtest';
import type { Weighed } from './detector';
import type { Minute } from './minutes';

const START = Date.parse('2026-03-02T00:00:00Z') / 1000;
const DAY = 86_400;
const HOUR = 3600;
const NOON = START + 27 * DAY + 12 * HOUR;
const orders = kpiOf({ value: { kind: 'count' } });
const lines: FixedLines = { direction: 'drop', seconds: 600, begins: 0.5, ends: 0.25, minimumEvents: 64 };
const day = { from: NOON - 12 * HOUR, to: NOON + 12 * HOUR };

/** 28 days of so many events a minute. */
function minutesOf(valueAt: (time: number) => number, events = valueAt): Minute[] {
  return Array.from({ length: 28 * 1440 }, (_, index) => {
    const time = START + index * 60;
    return { time, value: valueAt(time), events: events(time) };
  }).filter(({ events: count }) => count > 0);
}

const within = (time: number, minutes: number) => time >= NOON && time < NOON + minutes * 60;

describe('a policy with a line of its own', () => {
  const below = (line: number, recover: number) => ({
    begins: { low: line, high: Infinity },
    ends: { low: recover, high: Infinity },
  });
  const fallen = minutesOf((time) => (within(time, 30) ? 2 : 10));

  it('would have been in breach from the first window past its line to the first past that for recovery', () => {
    const { episodes, curve } = backtestLine(orders, fallen, day, 600, below(50, 80));
    // 44 at 12:07, and 84 at 12:38.
    expect(episodes).toEqual([
      {
        from: NOON + 7 * 60,
        to: NOON + 38 * 60,
        open: false,
        worst: { at: NOON + 10 * 60, seconds: 600, now: 20 },
      },
    ]);
    expect(curve.find(({ time }) => time === NOON)).toEqual({ time: NOON, now: 100, expected: null });
  });

  it('has two lines outside of which it breaches, and knows nothing of a mean without events', () => {
    const outside = { begins: { low: 50, high: 90 }, ends: { low: 50, high: 90 } };
    expect(backtestLine(orders, fallen, day, 600, outside).episodes).toMatchObject([
      { from: day.from + 60, to: NOON + 2 * 60, worst: { now: 100 } },
      { from: NOON + 7 * 60, to: NOON + 34 * 60, worst: { now: 20 } },
      { from: NOON + 39 * 60, open: true },
    ]);
    const mean = kpiOf({ value: { kind: 'average', column: 'amount' } });
    const silent = minutesOf(
      () => 5,
      (time) => (within(time, 30) ? 0 : 10)
    );
    expect(backtestLine(mean, silent, day, 600, below(1, 1)).episodes).toEqual([]);
  });
});

describe('a policy with a fixed window', () => {
  it('would have been in breach from the first window that fell below its line to the first above that for recovery', () => {
    const { episodes, curve } = backtestFixed(
      orders,
      minutesOf((time) => (within(time, 30) ? 0 : 10)),
      day,
      lines
    );
    // 6 of 10 minutes are gone by 12:06; 2 of 10 by 12:38.
    expect(episodes).toEqual([
      {
        from: NOON + 6 * 60,
        to: NOON + 38 * 60,
        open: false,
        worst: { at: NOON + 10 * 60, seconds: 600, now: 0, expected: 100 },
      },
    ]);
    expect(curve.find(({ time }) => time === NOON)).toEqual({ time: NOON, now: 100, expected: 100 });
    expect(curve.at(-1)?.time).toBe(day.to);
  });

  it('says of a breach that lasts that it is open, and does not judge too few events', () => {
    const gone = minutesOf((time) => (time >= NOON ? 0 : 10));
    expect(backtestFixed(orders, gone, day, lines).episodes).toMatchObject([{ from: NOON + 360, open: true }]);
    expect(backtestFixed(orders, gone, day, { ...lines, minimumEvents: 101 }).episodes).toEqual([]);
  });

  it('sees rises of what should be low, and no means of nothing', () => {
    const mean = kpiOf({ value: { kind: 'average', column: 'amount' } });
    const slow = minutesOf(
      (time) => (within(time, 30) ? 900 : 300),
      () => 10
    );
    const rise: FixedLines = { ...lines, direction: 'rise' };
    expect(backtestFixed(mean, slow, day, rise).episodes).toMatchObject([
      { from: NOON + 3 * 60, worst: { now: 900, expected: 300 } },
    ]);
    const silent = slow.filter(({ time }) => !within(time, 30));
    expect(backtestFixed(mean, silent, day, lines).episodes).toEqual([]);
    expect(backtestFixed(mean, silent, day, lines).curve.find(({ time }) => time === NOON + 900)?.now).toBeNull();
  });

  it('tells no windows of visitors from minutes', () => {
    expect(addsUpFromMinutes(orders)).toBe(true);
    expect(addsUpFromMinutes(kpiOf({ value: { kind: 'distinct', column: 'customer' } }))).toBe(false);
  });
});

describe('a policy that judges the day so far', () => {
  const behind = { direction: 'drop', begins: 0.2, ends: 0.1, minimumEvents: 1000 } as const;
  const slow = minutesOf((time) => (within(time, 360) ? 2 : 10));

  it('is in breach from the quarter of an hour in which the day is behind, with events enough, until midnight', () => {
    const { episodes, curve } = backtestSoFar(orders, slow, day, behind);
    // After 12 hours of 10 a minute, 8 of each 10 are missing: a fifth of 720 + m minutes are 8 m / 10.
    expect(episodes).toEqual([
      {
        from: NOON + 255 * 60,
        to: NOON + 12 * HOUR,
        open: true,
        worst: { at: NOON + 360 * 60, seconds: 18 * HOUR, now: 7920, expected: 10_800 },
      },
    ]);
    expect(curve.find(({ time }) => time === NOON)).toEqual({ time: NOON, now: 7200, expected: 7200 });
    const ahead = { ...behind, direction: 'rise', begins: 0.05, ends: 0.01 } as const;
    const early = minutesOf((time) => (within(time, 60) ? 20 : 10));
    expect(backtestSoFar(orders, early, day, ahead).episodes).toMatchObject([
      { from: NOON + 45 * 60, worst: { now: 8400, expected: 7800 } },
    ]);
    expect(backtestSoFar(orders, slow, day, { ...behind, minimumEvents: 20_000 }).episodes).toEqual([]);
  });

  it('begins anew at midnight of the KPI’s calendar', () => {
    const seoul = kpiOf({ value: { kind: 'count' }, zone: 'Asia/Seoul' });
    // Midnight there is 15:00 in UTC.
    expect(backtestSoFar(seoul, slow, day, behind).episodes).toMatchObject([
      { from: NOON + 3 * HOUR + 105 * 60, worst: { now: 210, expected: 1050 } },
    ]);
  });

  it('says nothing of a day on which the clocks change, and takes it for no reference', () => {
    const newYork = kpiOf({ value: { kind: 'count' }, zone: 'America/New_York' });
    const changed = Date.parse('2026-03-08T05:00:00Z') / 1000;
    const later = (days: number) => ({ from: changed + days * DAY - HOUR, to: changed + (days + 1) * DAY - HOUR });
    const more = minutesOf((time) => (time < changed + 23 * HOUR ? 100 : 10));
    const { curve } = backtestSoFar(newYork, more, { from: changed, to: changed + 23 * HOUR }, behind);
    expect(new Set(curve.map(({ expected }) => expected))).toEqual(new Set([null]));
    // On the fourth day, two of ten a minute are known, one of a hundred, and that of the change, which is left out.
    const known = backtestSoFar(newYork, more, later(3), behind).curve.at(40);
    expect(known?.expected).toBe(known?.now);
  });
});

describe('a policy that judges by what is usual', () => {
  const weighed = (now: number, seconds = 900): Weighed => ({
    seconds,
    weight: 15,
    now,
    expected: 100,
    drop: (100 - now) / 100,
    surprise: (100 - now) / 2,
    precision: 50,
    threshold: 5,
    judgeable: true,
  });
  /** A step a minute from 12:00 on. */
  const stepsOf = (values: readonly number[]) =>
    values.map((now, index) => ({ time: NOON + index * 60, windows: [weighed(now)] }));

  it('begins above its line and ends below that for recovery', () => {
    const sensitivity = { least: 0.25, over: 0.5 };
    const { episodes } = backtestUnusual(stepsOf([100, 75, 74, 60, 80, 87.5, 88, 100, 70]), 'drop', sensitivity);
    expect(episodes).toEqual([
      {
        from: NOON + 180,
        to: NOON + 420,
        open: false,
        worst: { at: NOON + 240, seconds: 900, now: 60, expected: 100 },
      },
      { from: NOON + 540, to: NOON + 540, open: true, worst: { at: NOON + 540, seconds: 900, now: 70, expected: 100 } },
    ]);
  });

  it('draws its quarters of an hour, with gaps where nothing is known', () => {
    const steps = stepsOf(Array.from({ length: 31 }, (_, index) => index));
    const gappy = steps.map((step) => (step.time === NOON + 14 * 60 ? { ...step, windows: [] } : step));
    expect(backtestUnusual(gappy, 'drop', { least: 0.25, over: 0.5 }).curve).toEqual([
      { time: NOON + 900, now: null, expected: null },
      { time: NOON + 1800, now: 29, expected: 100 },
    ]);
  });
});
