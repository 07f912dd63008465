import {
  defaultSensitivity,
  expectedNow,
  isFar,
  verdictOf,
  weigh,
  type Calibration,
  type Verdict,
  type Weighed,
} from './detector';
import { calendarOf, History, type Point } from './history';
import { fitNoise, type Direction, type Noise, type Sample } from './noise';
import type { TimeWindow } from '../time/windows';
import { ALIKE, weekdaysOf } from './weekdays';
import { WindowReader } from './windowReader';

const HOUR = 3600;
/** Habits are measured from this much history. */
const CALIBRATION_DAYS = 28;
/** Of a calendar's days, seconds: where clocks are put back. */
const LONGEST_DAY = 25 * HOUR;
/** So many samples a window's length: more would say the same thing again. */
const SAMPLES_A_WINDOW = 4;

export interface ReplayOptions {
  /** Of the KPI: its calendar weeks, midnights and hours count. */
  zone: string;
  /** Seconds a step. */
  step: number;
  direction: Direction;
  /** Whether values are counts of events, whose least noise is known. */
  counts: boolean;
  /**
   * Times that say nothing about other days: holidays, outages that people confirmed. Not what the detector itself
   * found: a habit that it once mistook for a drop would be left out of the references, and be mistaken for ever.
   */
  spoilt?: readonly TimeWindow[];
}

export interface Judged {
  /** Start of the newest step, epoch seconds. */
  time: number;
  verdict: Verdict;
}

/** What a step's windows said, by what was known before it. */
export interface Step {
  /** Start of the newest step, epoch seconds. */
  time: number;
  windows: readonly Weighed[];
}

/** A series as a policy would have met it, and the habits that it shows at its end. */
export interface Rehearsal {
  steps: Step[];
  calibration: Calibration;
}

/**
 * Judges every step of a series as a policy would have, measuring its habits anew each midnight from what lay before.
 * What it says of a step depends on nothing later. Points are ordered; a step without a point is a gap.
 */
export function replay(points: readonly Point[], options: ReplayOptions): Judged[] {
  const { direction } = options;
  const sensitivity = defaultSensitivity(direction);
  return finished(rehearse(points, options)).steps.map(({ time, windows }) => ({
    time,
    verdict: verdictOf(windows, direction, sensitivity),
  }));
}

/** A KPI's habits, as its history up to its last point shows them. Best from five weeks or more. */
export function calibrate(points: readonly Point[], options: ReplayOptions): Calibration {
  return finished(rehearse(points, options, Infinity)).calibration;
}

/** Does a piece of work without pause. */
export function finished<T>(work: Generator<void, T>): T {
  let result = work.next();
  while (!result.done) {
    result = work.next();
  }
  return result.value;
}

/**
 * Goes through a series once, and keeps what its steps from `since` on (epoch seconds) said. Weeks of minutes take
 * seconds: it pauses with every hour of the series, for whoever has something else to do.
 */
export function* rehearse(
  points: readonly Point[],
  options: ReplayOptions,
  since = -Infinity
): Generator<void, Rehearsal> {
  const { zone, step, direction, counts, spoilt = [] } = options;
  const history = new History(points, step);
  const calendar = calendarOf(zone, history.start, history.end);
  const reader = new WindowReader(history, calendar, direction, spoilt);
  const { scales: lengths } = reader.shape;
  const pasts = lengths.map((seconds) => new PastOf(seconds / step));
  const steps: Step[] = [];
  let today = calendar.clock(history.start).day;
  let calibration: Calibration = { version: 1, direction, counts, at: history.start, weekdays: [...ALIKE], scales: [] };

  // Of a day whose steps are not kept nothing is judged: it takes no more than what weekdays are like.
  const measure = (at: number, isJudged: boolean) => {
    const { day } = calendar.clock(at);
    const scales = lengths.flatMap((seconds, index) => {
      const noise = isJudged ? pasts[index]?.noise(day - CALIBRATION_DAYS, counts) : undefined;
      return noise === undefined ? [] : [{ seconds, noise }];
    });
    calibration = { version: 1, direction, counts, at, weekdays: [...weekdaysOf(history, calendar, at)], scales };
  };

  for (let index = 0; index < history.length; index++) {
    const time = history.start + index * step;
    const { day, second } = calendar.clock(time);
    if (day !== today) {
      today = day;
      measure(time, time > since - LONGEST_DAY);
    }
    const windows = reader.at(time + step, calibration.weekdays);
    const hour = Math.floor(second / HOUR);
    if (time >= since) {
      steps.push({ time, windows: weigh(windows, hour, calibration) });
    }
    for (const window of windows) {
      const expected = expectedNow(window, calibration);
      if (expected !== undefined) {
        const { seconds, now } = window;
        const far = isFar(now, expected, direction);
        pasts[lengths.indexOf(seconds)]?.add({ now, expected, hour, day }, index, far);
      }
    }
    if (second % HOUR < step) {
      yield;
    }
  }
  measure(history.end, true);
  return { steps, calibration };
}

/** Collects what windows of one length were. */
class PastOf {
  private readonly stride: number;
  private samples: Sample[] = [];
  private extremes: Sample[] = [];

  constructor(private readonly steps: number) {
    this.stride = Math.max(1, Math.floor(steps / SAMPLES_A_WINDOW));
  }

  add(sample: Sample, index: number, far: boolean): void {
    if (index % this.stride === 0) {
      this.samples.push(sample);
    }
    if (far) {
      this.extremes.push(sample);
    }
  }

  noise(since: number, counts: boolean): Noise | undefined {
    this.samples = this.samples.filter(({ day }) => day >= since);
    this.extremes = this.extremes.filter(({ day }) => day >= since);
    return fitNoise({ samples: this.samples, overlapping: this.steps / this.stride, extremes: this.extremes }, counts);
  }
}
