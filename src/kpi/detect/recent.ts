import { z } from 'zod';

import { isSum, isTotal, type Kpi } from '../catalogue/schema';
import type { SlotWindow } from '../sql/windows';
import { REFERENCES, windowDaysBefore } from '../time/windows';
import { isCount } from './calibrations';
import {
  breachEdge,
  verdictOf,
  weigh,
  type Calibration,
  type Sensitivity,
  type Verdict,
  type Weighed,
} from './detector';
import { calendarOf, dayWindows, type Series } from './history';
import { isToldByMinute, MINUTE } from './minutes';
import { edgesOf, shapeOf } from './shape';
import { WindowReader, type ReferenceUse } from './windowReader';

const DAY = 86_400;
const HOUR = 3600;
const SHAPE = shapeOf(MINUTE);
const EDGES = edgesOf(SHAPE);
const OLDEST = EDGES[0] ?? 0;
/** Seconds after a window's start at which its pieces begin: today's reach to its end, other days' a little further. */
const startsUntil = (newest: number) => EDGES.filter((edge) => edge > newest).map((edge) => OLDEST - edge);
const STARTS_TODAY = startsUntil(0);
const STARTS_EARLIER = startsUntil(-SHAPE.margin);
const DAYS_BACK = Math.max(...REFERENCES.map(({ days }) => days));

/** A stretch of a day, in pieces between instants (epoch seconds). */
const dayPieces = z.object({ at: z.array(z.number()), totals: z.array(z.number()), weights: z.array(z.number()) });

type DayPieces = z.infer<typeof dayPieces>;

/** What the detector reads to judge one moment: the hours before it, today and on the reference days. */
export const recentSchema = z.object({
  days: z.array(dayPieces),
  /** Whether its values are numbers of events. */
  counts: z.boolean(),
  /** Whether a window is told by its sum; else by its mean. */
  whole: z.boolean(),
  /** Times that say nothing about other days. */
  spoilt: z.array(z.object({ from: z.number(), to: z.number() })),
});

export type Recent = z.infer<typeof recentSchema>;

/** A window of a plan, and the instants between which its rows are summed up. */
interface RecentWindow extends SlotWindow {
  at: number[];
}

interface PieceRow {
  slot: string;
  bucket: number | null;
  value: number;
  events: number;
}

/** The windows that judge the moment `end`, the same for all KPIs of a table; none for one that is told day by day. */
export function planRecent(kpi: Kpi, end: number): RecentWindow[] {
  if (!isToldByMinute(kpi)) {
    return [];
  }
  return [{ id: 'now', days: 0 }, ...REFERENCES].map(({ id, days }) => {
    const newest = days === 0 ? 0 : -SHAPE.margin;
    const window = windowDaysBefore({ from: end - OLDEST, to: end }, days, kpi.zone);
    const edges = days === 0 ? STARTS_TODAY : STARTS_EARLIER;
    const { from } = window;
    const to = window.to - newest;
    return {
      slot: `recent/${id}`,
      from,
      to,
      edges,
      at: [...edges.map((start) => from + start), to],
    };
  });
}

/**
 * Whether the pieces tell the same as the minutes that a rule reads: visitors, maxima and newest values of two minutes do
 * not make those of both.
 */
function isToldByPieces({ value }: Kpi): boolean {
  return (
    value.kind === 'count' ||
    value.kind === 'sum' ||
    value.kind === 'average' ||
    (value.kind === 'ratio' && value.denominator.kind === 'count')
  );
}

/** What the rows of planned windows say; undefined where there are none, or pieces don't tell it. */
export function recentOf(kpi: Kpi, windows: readonly RecentWindow[], rows: readonly PieceRow[]): Recent | undefined {
  const [today] = windows;
  if (!today || !isToldByPieces(kpi)) {
    return undefined;
  }
  const cells = new Map(rows.map((row) => [`${row.slot}/${row.bucket}`, row]));
  const days = windows.map(({ slot, at }): DayPieces => {
    const pieces = at
      .slice(1)
      .map((end, index) => ({ row: cells.get(`${slot}/${index}`), length: end - (at[index] ?? end) }));
    return isTotal(kpi)
      ? { at, totals: pieces.map(({ row }) => row?.value ?? 0), weights: pieces.map(({ length }) => length / MINUTE) }
      : {
          at,
          totals: pieces.map(({ row }) => (row?.value ?? 0) * (row?.events ?? 0)),
          weights: pieces.map(({ row }) => row?.events ?? 0),
        };
  });
  const since = today.to - (DAYS_BACK + 1) * DAY;
  const spoilt = dayWindows(kpi.holidays ?? [], kpi.zone).filter(({ from, to }) => to > since && from < today.to);
  return { days, counts: isCount(kpi), whole: isSum(kpi), spoilt };
}

/** What the detector says of a moment. */
export interface RecentVerdict extends Verdict {
  /** Every length of window that says something, shortest first. */
  windows: Weighed[];
  /** Of the window that says most. */
  references: ReferenceUse[];
  /** How far that window may be off before it breaches, as a fraction of what is expected. */
  usual?: number;
}

/** Judges the moment `end` as a rule does at the same minute. */
export function judgeRecent(
  { days, spoilt }: Recent,
  end: number,
  zone: string,
  calibration: Calibration,
  sensitivity: Sensitivity
): RecentVerdict {
  const calendar = calendarOf(zone, end - OLDEST, end + SHAPE.margin);
  const reader = new WindowReader(new Pieces(days), calendar, calibration.direction, spoilt);
  const hour = Math.floor(calendar.clock(end - MINUTE).second / HOUR);
  const windows = weigh(reader.at(end, calibration.weekdays), hour, calibration);
  const verdict = verdictOf(windows, calibration.direction, sensitivity);
  const { seconds = HOUR, expected = 0 } = verdict.evidence ?? {};
  const noise = calibration.scales.find((scale) => scale.seconds === seconds)?.noise;
  const edge = noise && breachEdge(expected, noise, hour, calibration.direction, sensitivity.least);
  return {
    ...verdict,
    windows,
    references: reader.referenceUse(end, seconds),
    usual: edge === undefined || expected === 0 ? undefined : Math.abs(edge - expected) / expected,
  };
}

/** Sums between the instants of each day. */
class Pieces implements Series {
  readonly step = MINUTE;
  private readonly totals = new Map<number, number>();
  private readonly weights = new Map<number, number>();

  constructor(days: readonly DayPieces[]) {
    for (const { at, totals, weights } of days) {
      let [total, weight] = [0, 0];
      at.forEach((instant, index) => {
        this.totals.set(instant, total);
        this.weights.set(instant, weight);
        total += totals[index] ?? 0;
        weight += weights[index] ?? 0;
      });
    }
  }

  mean(from: number, to: number): number {
    const weight = this.weight(from, to);
    return weight > 0 ? between(this.totals, from, to) / weight : NaN;
  }

  weight(from: number, to: number): number {
    return between(this.weights, from, to);
  }
}

/** What is between two instants of a day. */
function between(sums: ReadonlyMap<number, number>, from: number, to: number): number {
  return (sums.get(to) ?? NaN) - (sums.get(from) ?? NaN);
}
