import { isTotal, type Kpi } from '../catalogue/schema';
import { REFERENCES, SO_FAR_STEP } from '../time/windows';
import { verdictOf, type Sensitivity } from './detector';
import { expectedOf, type WindowValue } from './expected';
import { calendarOf } from './history';
import { MINUTE, type Minute } from './minutes';
import type { Direction } from './noise';
import type { Step } from './replay';

const DAY = 86_400;
/** The curve's steps, and the windows that a detector's curve is made of. */
const CURVE_STEP = 900;

/** A time during which a policy would have been in breach; epoch seconds. */
export interface Episode {
  from: number;
  to: number;
  /** Whether it would still be. */
  open: boolean;
  /** The moment at which it was surest. */
  worst: {
    at: number;
    seconds: number;
    now: number;
    /** Undefined where it is judged by a line. */
    expected?: number;
  };
}

/** When a policy would have been in breach, and the curve on which that lies. */
export interface Backtest {
  /** Each point is a window that ends at `time` (epoch seconds). */
  curve: Array<{ time: number; now: number | null; expected: number | null }>;
  episodes: Episode[];
}

/** A minute in which a policy's rule would have been evaluated. */
interface Moment {
  /** The end of the windows, epoch seconds. */
  at: number;
  /** In parts of what a breach takes: above 1 one begins. Undefined where nothing can be told. */
  strength?: number;
  worst: Omit<Episode['worst'], 'at'>;
}

/** Of a policy that judges by what is usual. */
export function backtestUnusual(steps: readonly Step[], direction: Direction, sensitivity: Sensitivity): Backtest {
  const moments = steps.map(({ time, windows }): Moment => {
    const { evidence } = verdictOf(windows, direction, sensitivity);
    const { seconds = 0, now = 0, expected = 0, strength } = evidence ?? {};
    return { at: time + MINUTE, strength, worst: { seconds, now, expected } };
  });
  const curve = steps.flatMap(({ time, windows }) => {
    const shown = windows.find(({ seconds }) => seconds === CURVE_STEP);
    const { now = null, expected = null } = shown ?? {};
    return (time + MINUTE) % CURVE_STEP === 0 ? [{ time: time + MINUTE, now, expected }] : [];
  });
  return { curve, episodes: episodesOf(moments, sensitivity.over) };
}

/** How a policy judges by one window alone; fractions of what is expected. */
export interface FixedLines {
  direction: Direction;
  /** Length of the window, seconds. */
  seconds: number;
  begins: number;
  ends: number;
  minimumEvents: number;
}

/** Whether windows of any length can be told from a KPI's minutes. */
export function addsUpFromMinutes({ value: { kind } }: Pick<Kpi, 'value'>): boolean {
  return kind !== 'distinct' && kind !== 'maximum' && kind !== 'last';
}

/** Of a policy that judges by one window; `minutes` are in order, and reach as far back as the references do. */
export function backtestFixed(
  kpi: Kpi,
  minutes: readonly Minute[],
  { from, to }: { from: number; to: number },
  { direction, seconds, begins, ends, minimumEvents }: FixedLines
): Backtest {
  const reader = readerOf(kpi, minutes);
  const read = (end: number) => reader(end - seconds, end);
  const calendar = calendarOf(kpi.zone, from - seconds, to);
  const moments = endsIn({ from, to }).map((at) => {
    const now = read(at);
    const known = now.events > 0 || isTotal(kpi);
    const expected = expectedOf(REFERENCES.map(({ days }) => read(calendar.daysBefore(at, days))));
    const worst = { seconds, now: now.value, expected: expected?.value ?? 0 };
    if (!known || !expected || expected.value <= 0 || expected.events < minimumEvents) {
      return { at, known, worst };
    }
    const drop = (expected.value - now.value) / expected.value;
    return { at, known, strength: (direction === 'drop' ? drop : -drop) / begins, worst };
  });
  const curve = moments
    .filter(({ at }) => at % CURVE_STEP === 0)
    .map(({ at, known, worst }) => ({
      time: at,
      now: known ? worst.now : null,
      expected: worst.expected > 0 ? worst.expected : null,
    }));
  return { curve, episodes: episodesOf(moments, ends / begins) };
}

/** How a policy judges the day so far; fractions of what is usual by then. */
export type SoFarLines = Omit<FixedLines, 'seconds'>;

/** Of a policy that judges the day so far, quarter of an hour by quarter; `minutes` reach as far back as references do. */
export function backtestSoFar(
  kpi: Kpi,
  minutes: readonly Minute[],
  days: { from: number; to: number },
  { direction, begins, ends, minimumEvents }: SoFarLines
): Backtest {
  const read = readerOf(kpi, minutes);
  const calendar = calendarOf(kpi.zone, days.from - DAY, days.to + DAY);
  // A day on which the clocks change is as long as no other.
  const isEven = (midnight: number) =>
    [midnight, midnight + DAY].every((instant) => calendar.clock(instant).second === 0);
  const moments = endsIn(days).map((at) => {
    const until = Math.floor(at / SO_FAR_STEP) * SO_FAR_STEP;
    // The quarter that ends at midnight is of the day before.
    const from = until - calendar.clock(until - 1).second - 1;
    const references = REFERENCES.flatMap((reference) => {
      const start = calendar.daysBefore(from, reference.days);
      return isEven(from) && isEven(start) ? [read(start, calendar.daysBefore(until, reference.days))] : [];
    });
    const now = read(from, until).value;
    const expected = expectedOf(references);
    const worst = { seconds: until - from, now, expected: expected?.value ?? 0 };
    if (!expected || expected.value <= 0 || expected.events < minimumEvents) {
      return { at, worst };
    }
    const drop = (expected.value - now) / expected.value;
    return { at, strength: (direction === 'drop' ? drop : -drop) / begins, worst };
  });
  const curve = moments
    .filter(({ at }) => at % CURVE_STEP === 0)
    .map(({ at, worst }) => ({ time: at, now: worst.now, expected: worst.expected > 0 ? worst.expected : null }));
  return { curve, episodes: episodesOf(moments, ends / begins) };
}

/** Values between two lines, which are no part of it. */
export interface Range {
  low: number;
  high: number;
}

/** Of a policy that judges by lines: outside of `begins` a breach begins, inside of `ends` it is over. */
export function backtestLine(
  kpi: Kpi,
  minutes: readonly Minute[],
  days: { from: number; to: number },
  seconds: number,
  { begins, ends }: { begins: Range; ends: Range }
): Backtest {
  const read = readerOf(kpi, minutes);
  const known = endsIn(days).flatMap((at) => {
    const { value, events } = read(at - seconds, at);
    return events > 0 || isTotal(kpi) ? [{ at, value }] : [];
  });
  const moments = known.map(({ at, value }): Moment => {
    const past = Math.max(begins.low - value, value - begins.high);
    const isOver = value > ends.low && value < ends.high;
    return { at, strength: past > 0 ? 1 + past : isOver ? 0 : 1, worst: { seconds, now: value } };
  });
  const curve = known
    .filter(({ at }) => at % CURVE_STEP === 0)
    .map(({ at, value }) => ({ time: at, now: value, expected: null }));
  return { curve, episodes: episodesOf(moments, 1) };
}

/** The minutes at which a rule is evaluated. */
function endsIn({ from, to }: { from: number; to: number }): number[] {
  const first = Math.ceil(from / MINUTE) * MINUTE + MINUTE;
  const count = Math.max(0, Math.floor((to - first) / MINUTE) + 1);
  return Array.from({ length: count }, (_, index) => first + index * MINUTE);
}

/** It begins above its line, and ends below the one for recovery, as the rule's condition does. */
function episodesOf(moments: readonly Moment[], over: number): Episode[] {
  const episodes: Episode[] = [];
  let current: { episode: Episode; strength: number } | undefined;
  for (const { at, strength = 0, worst } of moments) {
    if (current === undefined ? strength <= 1 : strength < over) {
      if (current) {
        current.episode.to = at;
        current.episode.open = false;
      }
      current = undefined;
      continue;
    }
    if (current === undefined) {
      current = { episode: { from: at, to: at, open: true, worst: { at, ...worst } }, strength };
      episodes.push(current.episode);
    }
    current.episode.to = at;
    if (strength > current.strength) {
      current.episode.worst = { at, ...worst };
      current.strength = strength;
    }
  }
  return episodes;
}

/** Reads the window from one instant to another from running sums over the minutes. */
function readerOf(kpi: Kpi, minutes: readonly Minute[]): (from: number, to: number) => WindowValue {
  const start = minutes[0]?.time ?? 0;
  const length = Math.round(((minutes.at(-1)?.time ?? start) - start) / MINUTE) + 1;
  const values = new Float64Array(length + 1);
  const events = new Float64Array(length + 1);
  for (const minute of minutes) {
    const after = Math.round((minute.time - start) / MINUTE) + 1;
    values[after] = isTotal(kpi) ? minute.value : minute.value * minute.events;
    events[after] = minute.events;
  }
  for (let index = 1; index <= length; index++) {
    values[index] = (values[index] ?? 0) + (values[index - 1] ?? 0);
    events[index] = (events[index] ?? 0) + (events[index - 1] ?? 0);
  }
  const place = (time: number) => Math.min(length, Math.max(0, Math.round((time - start) / MINUTE)));
  const between = (sums: Float64Array, from: number, to: number) => (sums[place(to)] ?? 0) - (sums[place(from)] ?? 0);
  return (from, to) => {
    const count = between(events, from, to);
    const total = between(values, from, to);
    return { value: isTotal(kpi) ? total : count > 0 ? total / count : 0, events: count };
  };
}
