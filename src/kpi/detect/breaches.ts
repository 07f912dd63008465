import { isSum, isTotal, type Kpi } from '../catalogue/schema';
import { resolution } from '../sql/timeColumn';
import { ingestDelay, type SlotWindow } from '../sql/windows';
import { judgedWindow, REFERENCES, type TimeWindow } from '../time/windows';
import type { WindowValue } from './expected';
import { calendarOf, type Calendar } from './history';
import type { DropThresholds } from './judge';
import { judgeReading } from './judgeReading';
import type { WindowRow } from './reading';

const MINUTE = 60;
/** A window is moved on by at least so many steps a length. */
const STEPS_IN_WINDOW = 5;
/** Clocks change by whole multiples of it, so that what references read lies on the same steps as what is judged. */
const LONGEST_STEP = 1800;
/** A longer window that can't be put together from steps would have to follow the clock on the wall. */
const LONGEST_WHOLE = 3600;
const MOST_STEPS = 20_000;
const DAYS = [0, ...REFERENCES.map(({ days }) => days)];

/** Why breaches can't be looked for. */
export type BreachProblem = 'window-too-short' | 'window-too-long' | 'range-too-long';

/** What looking for breaches asks of a KPI: all that is judged and compared with, each row once. */
export interface BreachPlan {
  kpi: Kpi;
  /** Length of the judged windows, seconds. */
  length: number;
  /** Seconds from one judged window to the next. */
  step: number;
  /** The ends of the judged windows (epoch seconds), in order. */
  ends: number[];
  calendar: Calendar;
  windows: SlotWindow[];
}

/** A time during which each judged window breached; epoch seconds. */
export interface Breach {
  from: number;
  to: number;
  /** Whether the newest window breaches still. */
  open: boolean;
  /** The window that strayed furthest from what was expected. */
  worst: { at: number; now: number; expected: number; drop: number };
}

/** Plans to judge every window of `length` seconds that ends in `range`, as a panel would have at that moment. */
export function planBreaches(kpi: Kpi, range: TimeWindow, length: number): BreachPlan | BreachProblem {
  const step = stepOf(kpi, length);
  if (length < resolution(kpi.source)) {
    return 'window-too-short';
  }
  if (step > LONGEST_WHOLE) {
    return 'window-too-long';
  }
  const { to } = judgedWindow(range.to, length, ingestDelay(kpi));
  const count = Math.max(0, Math.ceil((to - range.from) / step));
  if (count > MOST_STEPS) {
    return 'range-too-long';
  }
  const ends = Array.from({ length: count }, (_, index) => to - (count - 1 - index) * step);
  const calendar = calendarOf(kpi.zone, range.from - length, to);
  const read = DAYS.flatMap((days) => rangesOf(ends, length, step, days, calendar));
  const windows = merged(read, step).map((span, index) => ({ slot: `span/${index}`, bucket: step, ...span }));
  return { kpi, length, step, ends, calendar, windows };
}

/** The breaches that the rows of a planned statement show, in order. */
export function breachesOf(plan: BreachPlan, rows: readonly WindowRow[], thresholds: DropThresholds): Breach[] {
  const { kpi, ends, step, calendar } = plan;
  const read = readerOf(plan, rows);
  const breaches: Breach[] = [];
  let current: Breach | undefined;
  for (const end of ends) {
    const now = read(end);
    const known = now.events > 0 || isTotal(kpi);
    const references = REFERENCES.map(({ days }) => read(calendar.daysBefore(end, days)));
    const reading = { kpi, now: { ...now, value: known ? now.value : null }, references };
    const { state, drop = 0, expected = 0 } = judgeReading(reading, thresholds);
    if (state !== 'drop') {
      current = undefined;
      continue;
    }
    const here = { at: end, now: now.value, expected, drop };
    if (current === undefined) {
      current = { from: end, to: end + step, open: false, worst: here };
      breaches.push(current);
    }
    current.to = end + step;
    current.open = end === ends.at(-1);
    if (Math.abs(drop) > Math.abs(current.worst.drop)) {
      current.worst = here;
    }
  }
  return breaches;
}

/** What adds up is read in steps that a window is put together from; anything else as whole windows. */
function stepOf(kpi: Kpi, length: number): number {
  if (!isSum(kpi) || length % MINUTE !== 0) {
    return length;
  }
  const minutes = length / MINUTE;
  for (let count = STEPS_IN_WINDOW; count < minutes; count++) {
    if (minutes % count === 0 && length / count <= LONGEST_STEP) {
      return length / count;
    }
  }
  return MINUTE;
}

/** The ranges that windows which end `days` earlier need: one, or several where the clocks changed. */
function rangesOf(
  ends: readonly number[],
  length: number,
  step: number,
  days: number,
  calendar: Calendar
): TimeWindow[] {
  const ranges: TimeWindow[] = [];
  for (const end of ends) {
    const to = days === 0 ? end : calendar.daysBefore(end, days);
    const last = ranges.at(-1);
    if (last?.to === to - step) {
      last.to = to;
    } else {
      ranges.push({ from: to - length, to });
    }
  }
  return ranges;
}

/** Ranges that overlap or touch are read as one, if they lie on the same steps. */
function merged(ranges: readonly TimeWindow[], step: number): TimeWindow[] {
  const sorted = [...ranges].sort((a, b) => a.from - b.from);
  const result: TimeWindow[] = [];
  for (const range of sorted) {
    const before = result.find(({ from, to }) => range.from <= to && (range.from - from) % step === 0);
    if (before) {
      before.to = Math.max(before.to, range.to);
    } else {
      result.push({ ...range });
    }
  }
  return result;
}

/** Reads, from the rows, the window that ends at an instant. */
function readerOf({ windows, length, step }: BreachPlan, rows: readonly WindowRow[]): (end: number) => WindowValue {
  const cells = new Map(rows.map((row) => [`${row.slot}/${row.bucket}`, row]));
  return (end) => {
    const from = end - length;
    const span = windows.find((one) => one.from <= from && end <= one.to && (from - one.from) % step === 0);
    let value = 0;
    let events = 0;
    for (let time = from; span && time < end; time += step) {
      const cell = cells.get(`${span.slot}/${(time - span.from) / step}`);
      value += cell?.value ?? 0;
      events += cell?.events ?? 0;
    }
    return { value, events };
  };
}
