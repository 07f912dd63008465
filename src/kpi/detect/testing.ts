import type { Point } from './history';

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
