import type { TimeWindow } from '../time/windows';
import { offsetAt, offsetChanges, type OffsetChange } from '../time/zone';

const DAY = 86_400;
/** The furthest reference; the calendar must know the clocks that far back. */
const LONGEST_REFERENCE = 22 * DAY;

/** Calendar of one zone over a range of time, quick enough to be asked at every step of a replay. */
export interface Calendar {
  /** The instant `days` calendar days before `epoch` (seconds), at the same time on the wall. */
  daysBefore(epoch: number, days: number): number;
  /** Seconds since midnight on the wall, and days since 1 January 1970 there. */
  clock(epoch: number): { day: number; second: number };
}

/** The calendar of `zone` for instants of [from, to) and their references. Epoch seconds. */
export function calendarOf(zone: string, from: number, to: number): Calendar {
  const changes = offsetChanges(zone, from - LONGEST_REFERENCE, to + DAY).reverse();
  return {
    daysBefore: (epoch, days) => epoch - days * DAY + offsetIn(changes, epoch) - offsetIn(changes, epoch - days * DAY),
    clock: (epoch) => {
      const wall = epoch + offsetIn(changes, epoch);
      const day = Math.floor(wall / DAY);
      return { day, second: wall - day * DAY };
    },
  };
}

/** `changes` from the newest on. */
function offsetIn(changes: readonly OffsetChange[], epoch: number): number {
  for (const { at, offset } of changes) {
    if (at <= epoch) {
      return offset;
    }
  }
  return changes.at(-1)?.offset ?? 0;
}

/** The calendar days `dates` (`YYYY-MM-DD`) in `zone`, such as holidays, as windows. */
export function dayWindows(dates: readonly string[], zone: string): TimeWindow[] {
  return dates.map((date) => {
    const midnight = Date.parse(date) / 1000;
    const [from, to] = [midnight, midnight + DAY].map((wall) => wall - offsetAt(zone, wall - offsetAt(zone, wall)));
    return { from: from ?? midnight, to: to ?? midnight + DAY };
  });
}

/** A KPI's values in order of time; a step without a point is a gap. */
export interface Point {
  /** Start of the step, epoch seconds. */
  time: number;
  value: number;
  /** What the value rests on, such as the events of a mean; 1 by default. A step that rests on nothing is a gap. */
  weight?: number;
}

/** A KPI over time, by sums over half-open windows (epoch seconds). */
export interface Series {
  /** Seconds a step; windows are whole steps. */
  readonly step: number;
  /** Mean of the steps in [from, to), each by its weight; NaN where all of them are gaps. */
  mean(from: number, to: number): number;
  /** What that mean rests on: observed steps, or events. */
  weight(from: number, to: number): number;
}

/** A series on equal steps, with running sums: any window is read in constant time. */
export class History implements Series {
  readonly start: number;
  readonly length: number;
  private readonly sums: Float64Array;
  private readonly weights: Float64Array;

  constructor(
    points: readonly Point[],
    readonly step: number
  ) {
    const first = points[0]?.time ?? 0;
    const last = points.at(-1)?.time ?? first - step;
    this.start = Math.floor(first / step) * step;
    this.length = Math.floor((last - this.start) / step) + 1;
    this.sums = new Float64Array(this.length + 1);
    this.weights = new Float64Array(this.length + 1);
    for (const { time, value, weight = 1 } of points) {
      const after = Math.floor((time - this.start) / step) + 1;
      this.sums[after] = (this.sums[after] ?? 0) + value * weight;
      this.weights[after] = (this.weights[after] ?? 0) + weight;
    }
    for (let after = 1; after <= this.length; after++) {
      this.sums[after] = (this.sums[after] ?? 0) + (this.sums[after - 1] ?? 0);
      this.weights[after] = (this.weights[after] ?? 0) + (this.weights[after - 1] ?? 0);
    }
  }

  /** Epoch seconds after the last step. */
  get end(): number {
    return this.start + this.length * this.step;
  }

  mean(from: number, to: number): number {
    const weight = this.weight(from, to);
    return weight > 0 ? this.between(this.sums, from, to) / weight : NaN;
  }

  weight(from: number, to: number): number {
    return this.between(this.weights, from, to);
  }

  private between(running: Float64Array, from: number, to: number): number {
    const low = Math.min(this.length, Math.max(0, this.index(from)));
    const high = Math.min(this.length, Math.max(low, this.index(to)));
    return (running[high] ?? 0) - (running[low] ?? 0);
  }

  /** The step that begins at `epoch` (seconds), or the nearest. */
  private index(epoch: number): number {
    return Math.round((epoch - this.start) / this.step);
  }
}
