import { FieldType, type DataFrame } from '@grafana/data';
import { z } from 'zod';

import { readingSchema, type CurvePoint, type Reading } from '../kpi/detect/reading';

/** One frame of the panel's data: a KPI's reading and curve, or something that is no reading. */
export type FrameContent =
  | { kind: 'reading'; reading: Reading; curve: CurvePoint[] }
  | { kind: 'foreign'; name: string };

const targetSchema = z.object({ hide: z.boolean().optional(), kpis: z.array(z.string()) });

/** Reads a frame of the Business KPI data source (view Sudden drop). */
export function readFrame(frame: DataFrame): FrameContent {
  const parsed = readingSchema.safeParse(frame.meta?.custom?.kpiwatch);
  return parsed.success
    ? { kind: 'reading', reading: parsed.data, curve: readCurve(frame) }
    : { kind: 'foreign', name: frame.name ?? frame.refId ?? '' };
}

/** How many tiles the panel's queries will give, so that their places are kept while the data is on its way. */
export function expectedTiles(targets: readonly unknown[]): number {
  return targets.reduce<number>((count, target) => {
    const parsed = targetSchema.safeParse(target);
    return parsed.success && !parsed.data.hide ? count + parsed.data.kpis.length : count;
  }, 0);
}

function readCurve(frame: DataFrame): CurvePoint[] {
  const time = frame.fields.find(({ type }) => type === FieldType.time);
  const now = frame.fields.find(({ name }) => name === 'now');
  const expected = frame.fields.find(({ name }) => name === 'expected');
  return Array.from(time?.values ?? [], (at: unknown, index) => ({
    time: (numberOrNull(at) ?? NaN) / 1000,
    now: numberOrNull(now?.values[index]),
    expected: numberOrNull(expected?.values[index]),
  })).filter((point) => Number.isFinite(point.time));
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
