import { FieldType, type DataFrame, type DisplayValue, type Field, type LinkModel } from '@grafana/data';
import { z } from 'zod';

import { readingSchema, type CurvePoint, type Reading } from '../kpi/detect/reading';
import type { Measure } from './format';

export interface ReadingContent {
  kind: 'reading';
  reading: Reading;
  measure: Measure;
  curve: CurvePoint[];
  links: Links;
  /** The query that gave it. */
  refId?: string;
  /** The KPI's name in the catalogue, which other views of it bear as well. */
  catalogueName?: string;
  /** In place of what the panel's thresholds say. */
  minimumEvents?: number;
}

/** The data links of a KPI whose value is shown so; of one that has none, those of the newest point. */
export type Links = (shown?: DisplayValue) => LinkModel[];

/** One frame of the panel's data: a KPI's reading and curve, or something that is no reading. */
export type FrameContent = ReadingContent | { kind: 'foreign'; frame: DataFrame };

const targetSchema = z.object({
  hide: z.boolean().optional(),
  kpis: z.array(z.string()),
  view: z.literal('drop').optional(),
});

/** Reads a frame of the Business KPI data source (view Sudden drop); name, unit and decimals may be overridden. */
export function readFrame(frame: DataFrame): FrameContent {
  const parsed = readingSchema.safeParse(frame.meta?.custom?.kpiwatch);
  if (!parsed.success) {
    return { kind: 'foreign', frame };
  }
  const field = fieldNamed(frame, 'now');
  const { kpi } = parsed.data;
  return {
    kind: 'reading',
    refId: frame.refId,
    catalogueName: kpi.name,
    reading: { ...parsed.data, kpi: { ...kpi, name: field?.config.displayName || kpi.name } },
    measure: {
      unit: field?.config.unit ?? kpi.unit,
      decimals: field?.config.decimals ?? undefined,
      counted: kpi.counted,
    },
    curve: readCurve(frame),
    links: linksOf(field, frame.length - 1),
  };
}

/** The data links of a field; `row` is its newest. */
export function linksOf(field: Field | undefined, row: number): Links {
  return (shown) => field?.getLinks?.(shown ? { calculatedValue: shown } : { valueRowIndex: Math.max(row, 0) }) ?? [];
}

/** How many tiles the panel's queries will give, so that their places are kept while the data is on its way. */
export function expectedTiles(targets: readonly unknown[]): number {
  return targets.reduce<number>((count, target) => {
    const parsed = targetSchema.safeParse(target);
    return parsed.success && !parsed.data.hide ? count + parsed.data.kpis.length : count;
  }, 0);
}

export function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function readCurve(frame: DataFrame): CurvePoint[] {
  const time = frame.fields.find(({ type }) => type === FieldType.time);
  const [now, expected, low, high, lastWeek] = ['now', 'expected', 'low', 'high', 'last week'].map((name) =>
    fieldNamed(frame, name)
  );
  return Array.from(time?.values ?? [], (at: unknown, index) => ({
    time: (numberOrNull(at) ?? NaN) / 1000,
    now: numberOrNull(now?.values[index]),
    expected: numberOrNull(expected?.values[index]),
    low: numberOrNull(low?.values[index]),
    high: numberOrNull(high?.values[index]),
    lastWeek: numberOrNull(lastWeek?.values[index]),
  })).filter((point) => Number.isFinite(point.time));
}

function fieldNamed(frame: DataFrame, name: string): Field | undefined {
  return frame.fields.find((field) => field.name === name);
}
