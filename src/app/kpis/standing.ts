import type { DataFrame } from '@grafana/data';

import { minimumEventsFor, type DropState, type DropThresholds } from '../../kpi/detect/judge';
import { isStale, judgeReading } from '../../kpi/detect/judgeReading';
import { judgeUsual } from '../../kpi/detect/judgeUsual';
import { readingSchema, type Reading } from '../../kpi/detect/reading';
import type { Watching } from '../../kpi/cases';
import type { ListedKpi } from './listing';

/** How a KPI stands, and the curve that led there. */
export interface Standing {
  state: DropState;
  now?: number;
  expected?: number;
  /** A fraction of expected, above 0 for less. */
  drop?: number;
  /** Nothing where it could not be read. */
  reading?: Reading;
  curve: CurveValues;
}

export interface CurveValues {
  now: Array<number | null>;
  expected: Array<number | null>;
}

/** Where a KPI could not be read. */
export const UNREAD: Standing = { state: 'error', curve: { now: [], expected: [] } };

/**
 * The reading of a frame of the view "Sudden drop", judged at `asOf` (epoch seconds) as its policy does; undefined of any
 * other frame, and of a KPI that could not be read.
 */
export function standingOf(
  frame: DataFrame,
  { watching, judging }: Pick<ListedKpi, 'watching' | 'judging'>,
  asOf: number
): Standing | undefined {
  const { data: reading } = readingSchema.safeParse(frame.meta?.custom?.kpiwatch);
  if (!reading || reading.failure !== undefined) {
    return undefined;
  }
  const isBad = (direction: string) => direction === (reading.kpi.goodDirection === 'up' ? 'drop' : 'rise');
  const usually = judging && isBad(judging.direction) ? judgeUsual(reading, judging) : undefined;
  const { state, now, expected, drop } = usually ?? judgeReading(reading, thresholdsOf(watching));
  return {
    now,
    expected,
    drop,
    state: isStale(reading, asOf) ? 'stale' : state,
    reading,
    curve: { now: numbersOf(frame, 'now'), expected: numbersOf(frame, 'expected') },
  };
}

function thresholdsOf({ dropPercent, watchPercent, minimumEvents }: Watching): DropThresholds {
  const drop = dropPercent / 100;
  return { drop, watch: watchPercent / 100, minimumEvents: minimumEvents ?? minimumEventsFor(drop) };
}

function numbersOf({ fields }: DataFrame, name: string): Array<number | null> {
  const values: unknown[] = fields.find((field) => field.name === name)?.values ?? [];
  return values.map((value) => (typeof value === 'number' && Number.isFinite(value) ? value : null));
}
