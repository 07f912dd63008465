import { FieldType, getFieldDisplayName, type DataFrame, type Field } from '@grafana/data';

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
    return numbers.map((field) => {
      const points = pointsOf(time?.values ?? [], field.values);
      return {
        refId: frame.refId ?? '',
        id: idOf(field, numbers.length),
        name: getFieldDisplayName(field, frame, all),
        field,
        times: points.map(({ at }) => at),
        values: points.map(({ value }) => value),
        step: stepOf(points.map(({ at }) => at)),
      };
    });
  });
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

function pointsOf(times: readonly unknown[], values: readonly unknown[]): Array<{ at: number; value: number }> {
  return Array.from(times, (time, index) => ({ at: numberOrNull(time), value: numberOrNull(values[index]) }))
    .flatMap(({ at, value }) => (at === null || value === null ? [] : [{ at: at / 1000, value }]))
    .sort((a, b) => a.at - b.at);
}

function idOf({ labels, name }: Field, siblings: number): string {
  const pairs = Object.entries(labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(siblings > 1 ? [name, pairs] : pairs);
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
