import { REFERENCES, type TimeWindow } from '../time/windows';
import { calmMedian, isFar, type ScaleWindows } from './detector';
import { median } from './expected';
import type { Calendar, Series } from './history';
import type { Direction } from './noise';
import { shapeOf, type Shape, type Stretch } from './shape';
import { weekdayRatio, type Weekdays } from './weekdays';

const DAY = 86_400;
/** A reference of which more than this share was spoilt (an outage, a holiday) is left out. */
export const SPOILT_SHARE = 0.25;

/** A reference, and whether it counts: `spoilt` on a holiday, `gap` where nothing happened. */
export interface ReferenceUse {
  days: number;
  use: 'used' | 'gap' | 'spoilt';
}

/** An instant to judge: the end of the newest complete step, and the same time on the reference days. */
interface Instant {
  end: number;
  /** On the wall, seconds since 1970 there. */
  wall: number;
  /** In the order of REFERENCES. */
  referenceEnds: readonly number[];
}

/** Reads, from a series, the windows that judge one instant. The query of a rule reads the same from a table. */
export class WindowReader {
  readonly shape: Shape;
  /** Ratios of blocks by their ends: the next steps need them again. */
  private ratios = new Map<number, number>();
  /** ... while the calendar and the weekdays are these. */
  private shifts = '';
  private weekdays?: Weekdays;

  constructor(
    private readonly series: Series,
    private readonly calendar: Calendar,
    private readonly direction: Direction,
    private readonly spoilt: readonly TimeWindow[]
  ) {
    this.shape = shapeOf(series.step);
  }

  /** The windows that end at `end` (epoch seconds, on a step). A length whose window is a gap is left out. */
  at(end: number, weekdays: Weekdays): ScaleWindows[] {
    const instant = this.instant(end, weekdays);
    const windows: ScaleWindows[] = [];
    for (const seconds of this.shape.scales) {
      const mean = this.series.mean(end - seconds, end);
      if (!Number.isNaN(mean)) {
        const weight = this.series.weight(end - seconds, end);
        const means = this.references(instant, { from: seconds, to: 0 }, this.shape.margin, weekdays);
        windows.push({
          seconds,
          weight,
          now: mean * weight,
          references: means.map((value) => value * weight),
          level: this.level(instant, seconds, weekdays),
        });
      }
    }
    return windows;
  }

  private instant(end: number, weekdays: Weekdays): Instant {
    const { day, second } = this.calendar.clock(end);
    const referenceEnds = REFERENCES.map(({ days }) => this.calendar.daysBefore(end, days));
    const shifts = referenceEnds.map((reference) => end - reference).join();
    if (shifts !== this.shifts || weekdays !== this.weekdays) {
      this.shifts = shifts;
      this.weekdays = weekdays;
      this.ratios = new Map();
    }
    return { end, wall: day * DAY + second, referenceEnds };
  }

  /** How the KPI stood beside its references in the two hours before: the median over blocks, 1 without any. */
  private level(instant: Instant, seconds: number, weekdays: Weekdays): number {
    const ratios: number[] = [];
    for (const block of this.shape.blocksBefore(seconds)) {
      const ratio = this.blockRatio(instant, block, weekdays);
      if (!Number.isNaN(ratio)) {
        ratios.push(ratio);
      }
    }
    return ratios.length === 0 ? 1 : median(ratios);
  }

  /** What a block was beside its references; NaN where that can't be said. */
  private blockRatio(instant: Instant, block: Stretch, weekdays: Weekdays): number {
    const at = instant.end - block.to;
    const known = this.ratios.get(at);
    if (known !== undefined) {
      return known;
    }
    const expected = calmMedian(this.references(instant, block, 0, weekdays), this.direction);
    const ratio = expected > 0 ? this.series.mean(instant.end - block.from, at) / expected : NaN;
    this.ratios.set(at, ratio);
    return ratio;
  }

  /** Means per step of the usable references of a stretch, brought to its day of the week. */
  private references({ wall, referenceEnds }: Instant, stretch: Stretch, margin: number, weekdays: Weekdays): number[] {
    const means: number[] = [];
    for (const [index, end] of referenceEnds.entries()) {
      const from = end - stretch.from;
      const to = end - stretch.to;
      const mean = this.mean(from, to, margin);
      if (isUsable(mean, this.direction) && !this.isSpoilt({ from, to })) {
        means.push(mean * weekdayRatio(weekdays, wall, stretch, REFERENCES[index]?.days ?? 0));
      }
    }
    return means;
  }

  private mean(from: number, to: number, margin: number): number {
    const exact = this.series.mean(from, to);
    const wide = margin === 0 ? exact : this.series.mean(from - margin, to + margin);
    // Where the margin reaches over an edge, such as opening time, it says nothing about the slot.
    return isFar(exact, wide, this.direction) ? exact : wide;
  }

  /** What becomes of each reference of the window of `seconds` that ends at `end`: used, or why it is left out. */
  referenceUse(end: number, seconds: number): ReferenceUse[] {
    return REFERENCES.map(({ days }) => {
      const to = this.calendar.daysBefore(end, days);
      const from = to - seconds;
      const isKnown = isUsable(this.mean(from, to, this.shape.margin), this.direction);
      return { days, use: !isKnown ? 'gap' : this.isSpoilt({ from, to }) ? 'spoilt' : 'used' };
    });
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

/** A reference in which nothing happened is a gap or an outage; where a rise is bad, nothing may be what is usual. */
function isUsable(mean: number, direction: Direction): boolean {
  return direction === 'drop' ? mean > 0 : !Number.isNaN(mean);
}
