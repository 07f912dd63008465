import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { t } from '@grafana/i18n';
import { z } from 'zod';

import type { Kpi } from '../kpi/catalogue/schema';
import { curveOf, readingOf, type DropPlan, type WindowRow } from '../kpi/detect/reading';
import { WINDOW_COLUMNS } from '../kpi/sql/windows';
import type { TimeWindow } from '../kpi/time/windows';

/** What a plain series asks of a KPI: `window` holds nothing but complete buckets (seconds). */
export interface SeriesPlan {
  kpi: Kpi;
  window: TimeWindow;
  bucket: number;
}

/** DECIMAL columns arrive as text. */
const number = z.union([z.number(), z.string().trim().min(1).transform(Number).pipe(z.number())]);

const rowSchema = z
  .object({
    slot: z.string(),
    bucket_no: number.nullable(),
    value: number,
    events: number,
    last_second: number.nullable(),
  })
  .transform(
    ({ bucket_no, last_second, ...row }): WindowRow => ({ ...row, bucket: bucket_no, lastSecond: last_second })
  );

/**
 * The rows of a statement of `compileWindows`, as Grafana's MySQL data source gives them.
 * Throws an Error when a column is missing or isn't what the statement asked for.
 */
export function rowsOf(frame: DataFrame): WindowRow[] {
  // MySQL gives a result without rows no columns.
  if (frame.length === 0) {
    return [];
  }
  const columns = WINDOW_COLUMNS.map((name) => {
    const values = frame.fields.find((field) => field.name.toLowerCase() === name)?.values;
    if (!values) {
      const message =
        'The answer has no column "{{- name}}". Does a proxy in front of the database rewrite statements?';
      throw new Error(t('errors.missing-column', message, { name }));
    }
    return { name, values };
  });
  const rows = Array.from({ length: frame.length }, (_, index) => {
    const row = rowSchema.safeParse(Object.fromEntries(columns.map(({ name, values }) => [name, values[index]])));
    if (!row.success) {
      const column = String(row.error.issues[0]?.path[0]);
      const message =
        'The answer\'s column "{{- column}}" has something else than a number: is the KPI\'s column numeric?';
      throw new Error(t('errors.unreadable-column', message, { column }));
    }
    return row.data;
  });
  return joinParts(rows);
}

/** A bucket that holds a change of daylight saving was read in two parts. */
function joinParts(rows: readonly WindowRow[]): WindowRow[] {
  const joined = new Map<string, WindowRow>();
  for (const row of rows) {
    const key = `${row.slot}/${row.bucket}`;
    const part = joined.get(key);
    joined.set(key, part ? { ...joinedRow(part, row) } : row);
  }
  return [...joined.values()];
}

function joinedRow(first: WindowRow, second: WindowRow): WindowRow {
  return {
    ...first,
    value: first.value + second.value,
    events: first.events + second.events,
    lastSecond: Math.max(first.lastSecond ?? 0, second.lastSecond ?? 0),
  };
}

/** Bucket by bucket what the KPI was; a bucket without events is 0. */
export function seriesFrame(plan: SeriesPlan, rows: readonly WindowRow[], sql: string): DataFrame {
  const { kpi, window, bucket } = plan;
  const values = new Map(rows.map((row) => [row.bucket, row.value]));
  const count = Math.max(0, Math.round((window.to - window.from) / bucket));
  const buckets = Array.from({ length: count }, (_, index) => index);
  return createDataFrame({
    name: kpi.name,
    meta: { executedQueryString: sql, preferredVisualisationType: 'graph' },
    fields: [
      timeField(
        buckets.map((index) => window.from + index * bucket),
        bucket
      ),
      valueField(
        'value',
        kpi,
        kpi.name,
        buckets.map((index) => values.get(index) ?? 0)
      ),
    ],
  });
}

/** What the KPI was and should have been; `meta.custom.kpiwatch` is the `Reading` that a drop is judged by. */
export function dropFrame(plan: DropPlan, rows: readonly WindowRow[], sql: string): DataFrame {
  const { kpi, bucket } = plan;
  const curve = curveOf(plan, rows);
  return createDataFrame({
    name: kpi.name,
    meta: {
      executedQueryString: sql,
      preferredVisualisationType: 'graph',
      custom: { kpiwatch: readingOf(plan, rows) },
    },
    fields: [
      timeField(
        curve.map(({ time }) => time),
        bucket
      ),
      valueField(
        'now',
        kpi,
        kpi.name,
        curve.map(({ now }) => now)
      ),
      valueField(
        'expected',
        kpi,
        t('frames.expected', '{{- name}}, expected', { name: kpi.name }),
        curve.map(({ expected }) => expected)
      ),
    ],
  });
}

function timeField(epochs: readonly number[], bucket: number) {
  return {
    name: 'time',
    type: FieldType.time,
    config: { interval: bucket * 1000 },
    values: epochs.map((epoch) => epoch * 1000),
  };
}

function valueField(name: string, kpi: Kpi, displayNameFromDS: string, values: Array<number | null>) {
  return {
    name,
    type: FieldType.number,
    config: { unit: kpi.unit, displayNameFromDS, description: kpi.description },
    values,
  };
}
