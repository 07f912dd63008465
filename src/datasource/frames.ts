import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { t } from '@grafana/i18n';

import { isTotal, type Kpi } from '../kpi/catalogue/schema';
import { curveOf, readingOf, type DropPlan, type WindowRow } from '../kpi/detect/reading';
import { bucketStarts, type TimeWindow } from '../kpi/time/windows';

/** What a plain series asks of a KPI: `window` holds nothing but complete buckets (seconds). */
export interface SeriesPlan {
  kpi: Kpi;
  window: TimeWindow;
  bucket: number;
}

/** Bucket by bucket what the KPI was; a bucket without events is 0 of a total, and a gap of any other value. */
export function seriesFrame(plan: SeriesPlan, rows: readonly WindowRow[]): DataFrame {
  const { kpi, window, bucket } = plan;
  const values = new Map(rows.map((row) => [row.bucket, row.value]));
  const starts = bucketStarts(window, bucket, kpi.zone);
  return createDataFrame({
    name: kpi.name,
    meta: { preferredVisualisationType: 'graph' },
    fields: [
      timeField(starts, bucket),
      valueField(
        'value',
        kpi,
        kpi.name,
        starts.map((_, index) => values.get(index) ?? (isTotal(kpi) ? 0 : null))
      ),
    ],
  });
}

/** What the KPI was and should have been; `meta.custom.kpiwatch` is the `Reading` that a drop is judged by. */
export function dropFrame(plan: DropPlan, rows: readonly WindowRow[]): DataFrame {
  const { kpi, bucket } = plan;
  const curve = curveOf(plan, rows);
  return createDataFrame({
    name: kpi.name,
    meta: {
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
