import type { Kpi } from '../catalogue/schema';
import type { WindowRow } from '../detect/reading';
import { ingestDelay, type SlotWindow } from '../sql/windows';

const HOUR = 3600;
const WEEK = 7 * 86_400;
const STEP = 600;
/** What is compared once more as a whole, by each dimension. */
export const NEWEST = 'newest';
/** Between the table's answer and the rollup's: what is written then is compared the next time. */
const BETWEEN = 120;
/** Of sums of numbers with a point that floats, in another order. */
const ROUNDING = 1e-9;

/** A row of a statement, with the values of the dimensions that it is split by. */
export interface SplitRow extends WindowRow {
  by: readonly string[];
}

/** A window, or a bucket of one, of which table and rollup say different things. */
export interface Difference {
  /** Where it begins (epoch seconds). */
  from: number;
  by: readonly string[];
  /** What there is of it; undefined where there is nothing. */
  table?: number;
  rollup?: number;
}

/** What a comparison of a table with its rollup found, of one KPI. */
export interface Agreement {
  /** Windows and buckets that had something to compare. */
  compared: number;
  /** The newest first. */
  differences: Difference[];
}

/**
 * What is read of both at `now`: the three newest hours that are complete by `kpis`, and an hour of each of the three
 * weeks before, step by step.
 */
export function comparedWindows(kpis: readonly Kpi[], now: number): SlotWindow[] {
  const delay = Math.max(...kpis.map(ingestDelay)) + BETWEEN;
  const to = Math.floor((now - delay) / STEP) * STEP;
  return [
    { slot: NEWEST, from: to - 3 * HOUR, to, bucket: STEP },
    ...[1, 2, 3].map((weeks) => ({
      slot: `week${weeks}`,
      from: to - weeks * WEEK - HOUR,
      to: to - weeks * WEEK,
      bucket: STEP,
    })),
  ];
}

/** Compares what two statements over the same windows gave. Nothing, and 0 of no events, are the same. */
export function agreementOf(
  windows: readonly SlotWindow[],
  table: readonly SplitRow[],
  rollup: readonly SplitRow[]
): Agreement {
  const known = [cellsOf(windows, table), cellsOf(windows, rollup)] as const;
  const keys = [...new Set(known.flatMap((cells) => [...cells.keys()]))];
  const differences = keys.flatMap((key): Difference[] => {
    const [one, other] = known.map((cells) => cells.get(key));
    const place = one ?? other;
    const isSame =
      one !== undefined && other !== undefined && isClose(one.value, other.value) && one.events === other.events;
    return isSame || !place ? [] : [{ from: place.from, by: place.by, table: one?.value, rollup: other?.value }];
  });
  return { compared: keys.length, differences: differences.sort((a, b) => b.from - a.from) };
}

interface Cell {
  from: number;
  by: readonly string[];
  value: number;
  events: number;
}

function cellsOf(windows: readonly SlotWindow[], rows: readonly SplitRow[]): Map<string, Cell> {
  const windowOf = new Map(windows.map((window) => [window.slot, window]));
  return new Map(
    rows.flatMap(({ slot, bucket, by, value, events }): Array<[string, Cell]> => {
      const window = windowOf.get(slot);
      const from = (window?.from ?? 0) + (bucket ?? 0) * (window?.bucket ?? 0);
      // A server that groups capitals with small letters may name a group by either.
      const key = JSON.stringify([slot, bucket, by.map((text) => text.toLowerCase())]);
      return events > 0 && window ? [[key, { from, by, value, events }]] : [];
    })
  );
}

function isClose(one: number, other: number): boolean {
  return Math.abs(one - other) <= ROUNDING * Math.max(Math.abs(one), Math.abs(other));
}
