import { presetKpis } from '../catalogue/presets';
import { REFERENCES } from '../time/windows';
import type { Calibration } from './detector';
import type { Point } from './history';
import { planRecent, type Recent } from './recent';
import { shapeOf } from './shape';

const DAY = 1440;

/** Numbers in [0, 1) that are the same in every run. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

export interface SeriesOptions {
  start: number;
  /** Minutes a step. */
  minutes: number;
  days: number;
  /** Usual events a step at midday. */
  busy: number;
  seed: number;
}

/** A KPI with a daily rhythm and about the noise of independent events. */
export function dailySeries({ start, minutes, days, busy, seed }: SeriesOptions): Point[] {
  const random = randomFrom(seed);
  return Array.from({ length: (days * DAY) / minutes }, (_, index) => {
    const expected = busy * (0.55 - 0.45 * Math.cos((2 * Math.PI * index * minutes) / DAY));
    const chance = random() + random() + random() + random() - 2;
    return {
      time: start + index * minutes * 60,
      value: Math.max(0, Math.round(expected + 1.7 * Math.sqrt(expected) * chance)),
    };
  });
}

/** The series with the values of [from, to) (epoch seconds) multiplied by `factor`. */
export function scaled(points: readonly Point[], from: number, to: number, factor: number): Point[] {
  return points.map(({ time, value }) => ({
    time,
    value: time >= from && time < to ? Math.round(value * factor) : value,
  }));
}

interface Steady {
  /** Events a minute. */
  usual: number;
  /** Events a minute in the last `minutes`. */
  now: number;
  minutes: number;
  /** Reference days without any. */
  gaps?: readonly number[];
}

/** What the detector reads of a count that is as usual but for its last minutes. */
export function steadyRecent(end: number, { usual, now, minutes, gaps = [] }: Steady): Recent {
  const references = REFERENCES.map(({ days }) => days);
  // Not by `kpiOf`, which reaches for a database: benchmarks show readings in a browser.
  const [orders] = presetKpis('UTC');
  const plan = orders ? planRecent(orders, end) : [];
  const days = plan.map(({ at }, index) => {
    const before = [0, ...references][index] ?? 0;
    const lengths = at.slice(1).map((to, piece) => (to - (at[piece] ?? to)) / 60);
    const rates = at.slice(1).map((to) => (before === 0 && end - to < minutes * 60 ? now : usual));
    const isGap = gaps.includes(before);
    return { at, totals: lengths.map((length, piece) => (isGap ? 0 : length * (rates[piece] ?? 0))), weights: lengths };
  });
  return { days, counts: true, whole: true, spoilt: [] };
}

/** Of a KPI whose events come as chance brings them. */
export function chanceCalibration(): Calibration {
  const noise = { dispersion: 1, spread: 0.02, hours: Array<number>(24).fill(1), threshold: 4.4 };
  const scales = shapeOf(60).scales.map((seconds) => ({ seconds, noise }));
  return { version: 1, direction: 'drop', counts: true, at: 1, weekdays: Array<number>(7).fill(1), scales };
}
