import { createDataFrame, type DataFrame } from '@grafana/data';
import { t } from '@grafana/i18n';

import { isTotal, type Kpi } from '../../kpi/catalogue/schema';
import { expectedOf } from '../../kpi/detect/expected';
import { ingestDelay } from '../../kpi/sql/windows';
import { resolution } from '../../kpi/sql/timeColumn';
import { durationSeconds } from '../../kpi/time/duration';
import {
  bucketsDaysBefore,
  bucketSeconds,
  bucketStarts,
  judgedWindow,
  REFERENCES,
  seriesWindow,
  type TimeWindow,
} from '../../kpi/time/windows';
import type { Viewing } from '../plan';
import type { SlicedRow } from '../rows';
import { EDGE, expectedName, HIDDEN, referenceName, timeField, valueField } from './fields';

const MOST_POINTS = 300;
/** Several lines in finer steps than this are a tangle. */
const MOST_COMPARED_POINTS = 72;
/** A panel with more lines than this tells nobody anything. */
const MOST_LINES = 20;
const DAY = 86_400;

interface Curve {
  kpi: Kpi;
  window: TimeWindow;
  bucket: number;
}

/** The value, bucket by bucket, of the whole or of each value of the dimensions. */
export function seriesView(viewing: Viewing) {
  const { slice } = viewing;
  const curve = curveOf(viewing, MOST_POINTS);
  const windows = [{ slot: 'series/now', bucket: curve.bucket, ...curve.window }];
  return { windows, slice, frame: (rows: readonly SlicedRow[]) => seriesFrame(curve, slice.by, rows) };
}

/** The value beside each of its references, what they make expected, and how far they lie apart. */
export function compareView(viewing: Viewing) {
  const curve = curveOf(viewing, MOST_COMPARED_POINTS);
  const { kpi, window, bucket } = curve;
  const windows = [{ id: 'now', days: 0 }, ...REFERENCES].flatMap(({ id, days }) =>
    bucketsDaysBefore(window, bucket, days, kpi.zone).map((part) => ({ slot: `series/${id}`, bucket, ...part }))
  );
  const slice = { ...viewing.slice, by: [] };
  return { windows, slice, frame: (rows: readonly SlicedRow[]) => compareFrame(curve, rows) };
}

/** A newest bucket that is not complete would look like a drop: it is left out. */
function curveOf({ query, kpi, range, step }: Viewing, mostPoints: number): Curve {
  const seconds = range.to - range.from;
  const automatic = bucketSeconds(seconds, Math.min(mostPoints, seconds / step));
  const wanted = query.bucket === 'auto' ? automatic : durationSeconds(query.bucket);
  const bucket = Math.max(wanted, resolution(kpi.source) > DAY ? DAY : resolution(kpi.source));
  const complete = judgedWindow(range.to, bucket, ingestDelay(kpi)).to;
  return { kpi, bucket, window: seriesWindow({ from: range.from, to: complete - bucket + 1 }, bucket, kpi.zone) };
}

function seriesFrame({ kpi, window, bucket }: Curve, by: readonly string[], rows: readonly SlicedRow[]): DataFrame {
  const starts = bucketStarts(window, bucket, kpi.zone);
  const lines = linesOf(rows);
  const shown = by.length === 0 ? [{ by: [], rows }] : lines.slice(0, MOST_LINES);
  const message = 'Shown are the {{shown}} largest of {{all}} lines. Filter to see others.';
  return createDataFrame({
    name: kpi.name,
    meta: {
      preferredVisualisationType: 'graph',
      ...(lines.length > shown.length && {
        notices: [
          {
            severity: 'info' as const,
            text: t('frames.largest', message, { shown: shown.length, all: lines.length }),
          },
        ],
      }),
    },
    fields: [
      // Times without a line would be an error of the panel's, and not "No data".
      timeField(shown.length === 0 ? [] : starts, bucket),
      ...shown.map((line) => {
        const labels = Object.fromEntries(by.map((dimension, index) => [dimension, line.by[index] ?? '']));
        const name = [kpi.name, ...line.by].join(' ');
        return valueField('value', kpi, name, valuesOf(kpi, starts.length, line.rows), by.length > 0 ? { labels } : {});
      }),
    ],
  });
}

/** The rows of each combination of dimension values, the largest first. */
function linesOf(rows: readonly SlicedRow[]): Array<{ by: string[]; rows: SlicedRow[] }> {
  const lines = new Map<string, { by: string[]; rows: SlicedRow[]; sum: number }>();
  for (const row of rows) {
    const key = JSON.stringify(row.by);
    const line = lines.get(key) ?? { by: row.by, rows: [], sum: 0 };
    line.rows.push(row);
    line.sum += row.value;
    lines.set(key, line);
  }
  return [...lines.values()].sort((a, b) => b.sum - a.sum);
}

/** A bucket without events is 0 of a total, and a gap of any other value. */
function valuesOf(kpi: Kpi, count: number, rows: readonly SlicedRow[]): Array<number | null> {
  const values = new Map(rows.map((row) => [row.bucket, row.value]));
  const nothing = isTotal(kpi) ? 0 : null;
  return Array.from({ length: count }, (_, index) => values.get(index) ?? nothing);
}

function compareFrame({ kpi, window, bucket }: Curve, rows: readonly SlicedRow[]): DataFrame {
  const starts = bucketStarts(window, bucket, kpi.zone);
  const cells = new Map(rows.map((row) => [`${row.slot}/${row.bucket}`, row]));
  const references = starts.map((_, index) =>
    REFERENCES.flatMap(({ id }) => {
      const { value, events } = cells.get(`series/${id}/${index}`) ?? { value: 0, events: 0 };
      return events > 0 ? [{ value, events }] : [];
    })
  );
  const inSlot = (slot: string) => rows.filter((row) => row.slot === slot);
  const edge = (of: (...values: number[]) => number) =>
    references.map((known) => (known.length > 0 ? of(...known.map(({ value }) => value)) : null));
  const { name } = kpi;
  const lowest = t('frames.lowest', '{{- name}}, lowest reference', { name });
  return createDataFrame({
    name,
    meta: { preferredVisualisationType: 'graph' },
    fields: [
      timeField(starts, bucket),
      valueField('now', kpi, name, valuesOf(kpi, starts.length, inSlot('series/now'))),
      valueField(
        'expected',
        kpi,
        expectedName(kpi),
        references.map((known) => expectedOf(known)?.value ?? null),
        { drawn: { lineStyle: { fill: 'dash' } } }
      ),
      valueField('lowest', kpi, lowest, edge(Math.min), { drawn: EDGE }),
      valueField('highest', kpi, t('frames.highest', '{{- name}}, highest reference', { name }), edge(Math.max), {
        drawn: { ...EDGE, fillBelowTo: lowest },
      }),
      // Six more lines hide what they are drawn for; the tooltip has them, and a click in the legend shows one.
      ...REFERENCES.map((reference) =>
        valueField(
          reference.id,
          kpi,
          referenceName(kpi, reference),
          valuesOf(kpi, starts.length, inSlot(`series/${reference.id}`)),
          { drawn: HIDDEN }
        )
      ),
    ],
  });
}
