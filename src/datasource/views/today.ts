import { createDataFrame, type DataFrame } from '@grafana/data';
import { t } from '@grafana/i18n';

import { isSum, type Kpi } from '../../kpi/catalogue/schema';
import { median } from '../../kpi/detect/expected';
import { ingestDelay } from '../../kpi/sql/windows';
import {
  bucketsDaysBefore,
  bucketStarts,
  judgedWindow,
  REFERENCES,
  seriesWindow,
  SO_FAR_STEP,
  type TimeWindow,
} from '../../kpi/time/windows';
import type { Viewing } from '../plan';
import type { SlicedRow } from '../rows';
import { expectedName, timeField, valueField } from './fields';

const DAY = 86_400;

/**
 * The day of the KPI's calendar that holds the end of the range, summed up so far; beside it the same day of the
 * references, and where the day will end if it goes on as they did. Throws for a KPI that can't be summed up.
 */
export function todayView({ kpi, range, slice }: Viewing) {
  if (!isSum(kpi)) {
    const message = 'Only counts and sums add up over a day. Choose another view.';
    throw new Error(t('errors.no-sum', message));
  }
  const complete = judgedWindow(range.to, SO_FAR_STEP, ingestDelay(kpi)).to;
  const day = seriesWindow({ from: complete - 1, to: complete }, DAY, kpi.zone);
  const soFar = seriesWindow({ from: day.from, to: complete - SO_FAR_STEP + 1 }, SO_FAR_STEP, kpi.zone);
  const windows = [
    { slot: 'day/now', bucket: SO_FAR_STEP, ...soFar },
    ...REFERENCES.flatMap(({ id, days }) =>
      bucketsDaysBefore(day, SO_FAR_STEP, days, kpi.zone).map((part) => ({
        slot: `day/${id}`,
        bucket: SO_FAR_STEP,
        ...part,
      }))
    ),
  ];
  return {
    windows,
    slice: { ...slice, by: [] },
    frame: (rows: readonly SlicedRow[]) => todayFrame(kpi, day, soFar, rows),
  };
}

function todayFrame(kpi: Kpi, day: TimeWindow, soFar: TimeWindow, rows: readonly SlicedRow[]): DataFrame {
  const starts = bucketStarts(day, SO_FAR_STEP, kpi.zone);
  const done = bucketStarts(soFar, SO_FAR_STEP, kpi.zone).length;
  const now = runningSums(rows, 'day/now', done);
  const references = REFERENCES.map(({ id }) => runningSums(rows, `day/${id}`, starts.length)).filter((sums) =>
    sums.some((sum) => sum !== 0)
  );
  const expected = starts.map((_, index) =>
    references.length > 0 ? median(references.map((sums) => sums[index] ?? 0)) : null
  );
  const { name } = kpi;
  return createDataFrame({
    name,
    meta: { preferredVisualisationType: 'graph' },
    fields: [
      // A sum is reached at the end of its bucket.
      timeField(
        starts.map((start) => start + SO_FAR_STEP),
        SO_FAR_STEP
      ),
      valueField(
        'now',
        kpi,
        t('frames.so-far', '{{- name}} so far', { name }),
        starts.map((_, index) => now[index] ?? null)
      ),
      valueField('expected', kpi, expectedName(kpi), expected),
      valueField('projected', kpi, t('frames.projected', '{{- name}}, projected', { name }), projection(now, expected)),
    ],
  });
}

function runningSums(rows: readonly SlicedRow[], slot: string, count: number): number[] {
  const values = new Map(rows.filter((row) => row.slot === slot).map((row) => [row.bucket, row.value]));
  let sum = 0;
  return Array.from({ length: count }, (_, index) => (sum += values.get(index) ?? 0));
}

/** From the last complete bucket on: what is expected, as much higher or lower as the day has been so far. */
function projection(now: readonly number[], expected: ReadonlyArray<number | null>): Array<number | null> {
  const last = now.length - 1;
  const reached = now[last];
  const expectedByNow = expected[last];
  if (reached === undefined || !expectedByNow) {
    return expected.map(() => null);
  }
  return expected.map((value, index) => (index < last || value === null ? null : (value * reached) / expectedByNow));
}
