import { REFERENCES, type TimeWindow } from '../time/windows';
import { calmMedian, isFar, SCALES, type ScaleWindows } from './detector';
import { median } from './expected';
import type { Calendar, History } from './history';
import type { Direction } from './noise';
import { weekdayRatio, type Weekdays } from './weekdays';

/** References are read this much wider on both sides: steadier, and a habit that came some minutes early is no drop. */
const REFERENCE_MARGIN = 420;
const LEVEL_SECONDS = 7200;
const LEVEL_BLOCK = 600;
/** A reference of which more than this share was spoilt (an outage, a holiday) is left out. */
const SPOILT_SHARE = 0.25;

/** Reads, from a series, the windows that judge one instant. The queries of a rule read the same from a table. */
export class WindowReader {
  /** Lengths of the judged windows in seconds: whole steps. */
  readonly scales: readonly number[];
  private readonly blocks: number[] = [];
  private readonly levels: number[] = [];
  private readonly blockSeconds: number;
  private readonly blockCount: number;
  private readonly margin: number;

  constructor(
    private readonly history: History,
    private readonly calendar: Calendar,
    private readonly direction: Direction,
    private readonly spoilt: readonly TimeWindow[]
  ) {
    const { step } = history;
    const steps = (seconds: number) => Math.max(1, Math.round(seconds / step)) * step;
    this.scales = [...new Set(SCALES.map(steps))];
    this.blockSeconds = steps(LEVEL_BLOCK);
    this.blockCount = Math.max(2, Math.round(LEVEL_SECONDS / this.blockSeconds));
    this.margin = Math.round(REFERENCE_MARGIN / step) * step;
  }

  /** The windows that end at `to` (epoch seconds, on a step). A length whose window is a gap is left out. */
  at(to: number, weekdays: Weekdays): ScaleWindows[] {
    const windows: ScaleWindows[] = [];
    for (const seconds of this.scales) {
      const window = { from: to - seconds, to };
      const mean = this.history.mean(window.from, to);
      if (!Number.isNaN(mean)) {
        const observed = this.history.observed(window.from, to);
        const references = this.references(window, this.margin, weekdays);
        for (let index = 0; index < references.length; index++) {
          references[index] = (references[index] ?? NaN) * observed;
        }
        // The judged window is not among the blocks, so that a long drop does not hide itself.
        const level = this.level(to - Math.max(this.blockSeconds, seconds), weekdays);
        windows.push({ seconds, now: mean * observed, references, level });
      }
    }
    return windows;
  }

  /** How the KPI stood beside its references in the two hours before `to`: the median over blocks, 1 without any. */
  private level(to: number, weekdays: Weekdays): number {
    const index = this.history.index(to);
    const known = this.levels[index];
    if (index < 0 || known !== undefined) {
      return known ?? 1;
    }
    const ratios: number[] = [];
    for (let block = 0; block < this.blockCount; block++) {
      const ratio = this.blockRatio(to - block * this.blockSeconds, weekdays);
      if (!Number.isNaN(ratio)) {
        ratios.push(ratio);
      }
    }
    const level = ratios.length === 0 ? 1 : median(ratios);
    this.levels[index] = level;
    return level;
  }

  /** What the block that ends at `to` was beside its references; NaN where one of them is a gap. */
  private blockRatio(to: number, weekdays: Weekdays): number {
    const index = this.history.index(to);
    const known = this.blocks[index];
    if (index <= 0 || known !== undefined) {
      return known ?? NaN;
    }
    const window = { from: to - this.blockSeconds, to };
    const expected = calmMedian(this.references(window, 0, weekdays), this.direction);
    const ratio = expected > 0 ? this.history.mean(window.from, to) / expected : NaN;
    this.blocks[index] = ratio;
    return ratio;
  }

  /** Means per step of the references of a window, brought to its day of the week. */
  private references({ from, to }: TimeWindow, margin: number, weekdays: Weekdays): number[] {
    const means: number[] = [];
    for (const { days } of REFERENCES) {
      const end = this.calendar.daysBefore(to, days);
      const start = end - (to - from);
      const exact = this.history.mean(start, end);
      const wide = margin === 0 ? exact : this.history.mean(start - margin, end + margin);
      // Where the margin reaches over an edge, such as opening time, it says nothing about the slot.
      const mean = isFar(exact, wide, this.direction) ? exact : wide;
      if (!Number.isNaN(mean) && !this.isSpoilt({ from: start, to: end })) {
        means.push(mean * weekdayRatio(weekdays, this.calendar, from, to, days));
      }
    }
    return means;
  }

  private isSpoilt({ from, to }: TimeWindow): boolean {
    for (const spoilt of this.spoilt) {
      if (Math.min(to, spoilt.to) - Math.max(from, spoilt.from) > SPOILT_SHARE * (to - from)) {
        return true;
      }
    }
    return false;
  }
}
