import { FieldType, getFieldDisplayName, type DataFrame, type Field, type Labels } from '@grafana/data';

import type { WindowValue } from '../../kpi/detect/expected';
import type { TimeWindow } from '../../kpi/time/windows';
import { numberOrNull } from '../readings';

/** What the points of a series are: numbers of events that add up, or a level (a rate, a gauge) of which the mean counts. */
export type PointKind = 'count' | 'level';

/** A series of any data source; a point at `times[i]` (epoch seconds) speaks of the `step` seconds from there on. */
export interface Series {
  refId: string;
  /** Tells series of one query apart, and finds them again in another. */
  id: string;
  name: string;
  field: Field;
  times: number[];
  values: number[];
  step: number;
}

/** Every number over time in the frames. Points without a value are left out: a gap is no zero. */
export function seriesOf(frames: readonly DataFrame[]): Series[] {
  const all = [...frames];
  return all.flatMap((frame) => {
    const time = frame.fields.find(({ type }) => type === FieldType.time);
    const numbers = time ? frame.fields.filter(({ type }) => type === FieldType.number) : [];
    const parts = partsOf(frame, time);
    return numbers.flatMap((field) =>
      parts.map(({ labels, rows }) => {
        const points = pointsOf(time?.values ?? [], field.values, rows);
        const times = points.map(({ at }) => at);
        const shown = getFieldDisplayName(field, frame, all);
        return {
          refId: frame.refId ?? '',
          id: idOf({ ...field.labels, ...labels }, numbers.length > 1 ? field.name : undefined),
          name: labels ? nameOf(labels, numbers.length > 1 || field.config.displayName ? shown : undefined) : shown,
          field,
          times,
          values: points.map(({ value }) => value),
          step: stepOf(times),
        };
      })
    );
  });
}

/** The rows of a series: all of a frame, or those that have the same texts where a frame tells several series in turn. */
interface Part {
  labels?: Labels;
  rows?: number[];
}

/** A table in which a time stands several times is a long one: its columns of text tell the series apart. */
function partsOf({ fields, length }: DataFrame, time: Field | undefined): Part[] {
  const texts = fields.filter(({ type }) => type === FieldType.string);
  if (texts.length === 0 || !time || new Set(time.values).size === time.values.length) {
    return [{}];
  }
  const parts = new Map<string, { labels: Labels; rows: number[] }>();
  for (let row = 0; row < length; row++) {
    const labels = Object.fromEntries(texts.map(({ name, values }) => [name, String(values[row] ?? '')]));
    const key = JSON.stringify(labels);
    const part = parts.get(key) ?? { labels, rows: [] };
    part.rows.push(row);
    parts.set(key, part);
  }
  return [...parts.values()];
}

function nameOf(labels: Labels, field: string | undefined): string {
  return [...(field === undefined ? [] : [field]), ...Object.values(labels)].join(' ');
}

/** The points of a half-open window, as one value; events are points where the value is a mean. */
export function valueIn({ times, values }: Series, { from, to }: TimeWindow, kind: PointKind): WindowValue {
  let sum = 0;
  let count = 0;
  for (let index = firstFrom(times, from); index < times.length && (times[index] ?? to) < to; index++) {
    sum += values[index] ?? 0;
    count += 1;
  }
  return kind === 'count' ? { value: sum, events: sum } : { value: count === 0 ? 0 : sum / count, events: count };
}

/** Whether a window has any point at all. */
export function hasPoints({ times }: Series, { from, to }: TimeWindow): boolean {
  const first = times[firstFrom(times, from)];
  return first !== undefined && first < to;
}

function pointsOf(
  times: readonly unknown[],
  values: readonly unknown[],
  rows: readonly number[] = Array.from(times.keys())
): Array<{ at: number; value: number }> {
  return rows
    .flatMap((row) => {
      const [at, value] = [numberOrNull(times[row]), numberOrNull(values[row])];
      return at === null || value === null ? [] : [{ at: at / 1000, value }];
    })
    .sort((a, b) => a.at - b.at);
}

function idOf(labels: Labels, name: string | undefined): string {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(name === undefined ? pairs : [name, pairs]);
}

/** The usual distance of two points: a few missing ones do not change the middle. */
function stepOf(times: readonly number[]): number {
  const distances = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const sorted = distances.filter((distance) => distance > 0).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 60;
}

function firstFrom(times: readonly number[], from: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? from) < from) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
