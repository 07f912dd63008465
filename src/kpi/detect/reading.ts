import { z } from 'zod';

import { isSampled } from '../cases';
import { isSum, isTotal, type Kpi } from '../catalogue/schema';
import { ingestDelay, type SlotWindow } from '../sql/windows';
import {
  bucketsDaysBefore,
  bucketSeconds,
  bucketStarts,
  judgedWindow,
  REFERENCES,
  seriesWindow,
  windowDaysBefore,
  type TimeWindow,
} from '../time/windows';
import { isCount } from './calibrations';
import { expectedOf, type WindowValue } from './expected';
import { planRecent, recentOf, recentSchema } from './recent';

const MOST_POINTS = 120;
const FEWEST_POINTS = 12;
/** Finer than this, a KPI that is judged over a long window has too few events in a bucket to show what is judged. */
const POINTS_IN_WINDOW = 5;

/** What the drop view asks of a KPI. */
export interface DropPlan {
  kpi: Kpi;
  judged: TimeWindow;
  series: TimeWindow;
  bucket: number;
  windows: SlotWindow[];
  /** What the detector needs; nothing of a KPI that is told day by day. */
  recent: ReturnType<typeof planRecent>;
}

/** A row that a statement of `compileWindows` gave. */
export interface WindowRow extends WindowValue {
  slot: string;
  /** Null for a window read as a whole. */
  bucket: number | null;
  /** Of the newest event, in seconds after the window's start; null without events. */
  lastSecond: number | null;
}

const windowValue = z.object({ value: z.number(), events: z.number() });

/** A KPI's windows as they were read: what a sudden-drop panel needs to judge, in epoch seconds. */
export const readingSchema = z.object({
  version: z.literal(1),
  /** The data source that has the KPI; of numbers of another data source there is none. */
  datasourceUid: z.string().optional(),
  kpi: z.object({
    id: z.string(),
    name: z.string(),
    description: z.string().optional(),
    area: z.enum(['customers', 'sellers', 'systems', 'own']),
    unit: z.string(),
    goodDirection: z.enum(['up', 'down']),
    zone: z.string(),
    /** By which its difference can be told apart; none where the parts don't add up. */
    dimensions: z.array(z.string()).optional(),
    owner: z.string().optional(),
    runbook: z.string().optional(),
    /** Samples, which chance does not bring; see `isSampled`. */
    sampled: z.boolean().optional(),
    /** Numbers of events, which people read without fractions. */
    counted: z.boolean().optional(),
  }),
  judged: z.object({ from: z.number(), to: z.number() }),
  /** Its value is null where no event tells it: there is no mean of nothing. */
  now: windowValue.extend({ value: z.number().nullable() }),
  references: z.array(windowValue.extend({ id: z.string(), days: z.number() })),
  /** The newest event of the curve or of the judged window; null when there is none. */
  latestEvent: z.number().nullable(),
  bucketSeconds: z.number(),
  /** What the detector needs to judge; nothing of other data sources, and of what is told day by day. */
  recent: recentSchema.optional(),
  /** Why it could not be read: nothing of it is known but what the catalogue says. */
  failure: z.string().optional(),
});

export type Reading = z.infer<typeof readingSchema>;

/** One bucket of the curve: its start (epoch seconds); null where the bucket is not complete or nothing is known. */
export interface CurvePoint {
  time: number;
  now: number | null;
  expected: number | null;
  /** The edges of the band of what is usual. */
  low: number | null;
  high: number | null;
  /** The same bucket a week before. */
  lastWeek: number | null;
}

/**
 * Plans the drop view: the newest complete window of `judgedSeconds` before the end of `range`, the curve over `range`,
 * and the same windows on the reference days. Of a part of its rows (`isPart`) nobody knows what is usual.
 */
export function planDrop(kpi: Kpi, range: TimeWindow, judgedSeconds: number, isPart = false): DropPlan {
  const judged = judgedWindow(range.to, judgedSeconds, ingestDelay(kpi));
  const span = range.to - range.from;
  const points = Math.min(MOST_POINTS, Math.max(FEWEST_POINTS, (POINTS_IN_WINDOW * span) / judgedSeconds));
  const bucket = bucketSeconds(span, points);
  const series = seriesWindow({ from: range.from, to: judged.to }, bucket, kpi.zone);
  const windows = [{ id: 'now', days: 0 }, ...REFERENCES].flatMap(({ id, days }) => [
    { slot: `judged/${id}`, ...windowDaysBefore(judged, days, kpi.zone) },
    ...bucketsDaysBefore(series, bucket, days, kpi.zone).map((part) => ({ slot: `series/${id}`, bucket, ...part })),
  ]);
  const recent = isPart ? [] : planRecent(kpi, judged.to);
  return { kpi, judged, series, bucket, windows: [...windows, ...recent.map(readAs)], recent };
}

function readAs({ at: _at, ...window }: DropPlan['recent'][number]): SlotWindow {
  return window;
}

/** What the rows of a planned statement say. */
export function readingOf({ kpi, judged, series, bucket, recent }: DropPlan, rows: readonly WindowRow[]): Reading {
  const whole = (id: string): WindowValue => {
    const row = rows.find(({ slot }) => slot === `judged/${id}`);
    return { value: row?.value ?? 0, events: row?.events ?? 0 };
  };
  return {
    version: 1,
    kpi: toldOf(kpi),
    judged,
    now: isKnown(kpi, whole('now')) ? whole('now') : { value: null, events: 0 },
    references: REFERENCES.map((reference) => ({ ...reference, ...whole(reference.id) })),
    latestEvent: latestEvent(rows, judged, series),
    bucketSeconds: bucket,
    recent: recentOf(kpi, recent, rows),
  };
}

/** The reading of a KPI that could not be read. */
export function unreadOf({ kpi, judged, bucket }: DropPlan, failure: string): Reading {
  return {
    version: 1,
    kpi: toldOf(kpi),
    judged,
    now: { value: null, events: 0 },
    references: [],
    latestEvent: null,
    bucketSeconds: bucket,
    failure,
  };
}

/** What a panel is told of a KPI. */
function toldOf(kpi: Kpi): Reading['kpi'] {
  const { id, name, description, area, unit, goodDirection, zone, owner, runbook } = kpi;
  const dimensions = isSum(kpi) ? kpi.dimensions : [];
  return {
    ...{ id, name, description, area, unit, goodDirection, zone, dimensions, owner, runbook },
    ...(isSampled(kpi) && { sampled: true }),
    ...(isCount(kpi) && { counted: true }),
  };
}

/** The curve: what was, and what the references say it should have been, bucket by bucket. */
export function curveOf({ kpi, judged, series, bucket }: DropPlan, rows: readonly WindowRow[]): CurvePoint[] {
  const cells = new Map(rows.map((row) => [`${row.slot}/${row.bucket}`, row]));
  const cell = (id: string, index: number): WindowValue => {
    const row = cells.get(`series/${id}/${index}`);
    return { value: row?.value ?? 0, events: row?.events ?? 0 };
  };
  const starts = bucketStarts(series, bucket, kpi.zone);
  return starts.map((time, index) => {
    const complete = (starts[index + 1] ?? series.to) <= judged.to;
    const now = cell('now', index);
    const lastWeek = cell('week1', index);
    return {
      time,
      now: complete && isKnown(kpi, now) ? now.value : null,
      ...expectedAt(REFERENCES.map(({ id }) => cell(id, index))),
      lastWeek: lastWeek.events > 0 ? lastWeek.value : null,
    };
  });
}

/** What the references make of a bucket: what is expected, and the band that they span. */
export function expectedAt(references: readonly WindowValue[]): Pick<CurvePoint, 'expected' | 'low' | 'high'> {
  const expected = expectedOf(references);
  if (!expected) {
    return { expected: null, low: null, high: null };
  }
  const values = references.filter(({ events }) => events > 0).map(({ value }) => value);
  return { expected: expected.value, low: Math.min(...values), high: Math.max(...values) };
}

/** No events at all are a count of 0, but no mean, no gauge and no ratio. */
function isKnown(kpi: Kpi, { events }: WindowValue): boolean {
  return events > 0 || isTotal(kpi);
}

function latestEvent(rows: readonly WindowRow[], judged: TimeWindow, series: TimeWindow): number | null {
  const seen = rows.flatMap(({ slot, lastSecond }) => {
    if (lastSecond === null) {
      return [];
    }
    return slot === 'judged/now' ? [judged.from + lastSecond] : slot === 'series/now' ? [series.from + lastSecond] : [];
  });
  return seen.length > 0 ? Math.max(...seen) : null;
}
