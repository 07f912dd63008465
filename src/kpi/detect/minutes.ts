import { isTotal, type Kpi } from '../catalogue/schema';
import { resolution } from '../sql/timeColumn';
import { ingestDelay, sidesOf, type SlotWindow } from '../sql/windows';
import { judgedWindow, type TimeWindow } from '../time/windows';
import type { Point } from './history';

export const MINUTE = 60;

/** A minute of a KPI in which something happened. */
export interface Minute {
  /** Its start, epoch seconds. */
  time: number;
  value: number;
  /** Rows that made it. */
  events: number;
}

/** Whether each minute of the KPI can be told: what a DATE column has happened at midnight. */
export function isToldByMinute(kpi: Kpi): boolean {
  const sides = sidesOf(kpi);
  const sources = sides ? [sides.numerator, sides.denominator] : [kpi.source];
  return sources.every((source) => resolution(source) <= MINUTE);
}

/** The complete minutes of `range`, to be read one by one. */
export function minutesWindow(kpi: Kpi, { from, to }: TimeWindow): SlotWindow {
  return {
    slot: 'minutes',
    bucket: MINUTE,
    from: Math.floor(from / MINUTE) * MINUTE,
    to: judgedWindow(to, MINUTE, ingestDelay(kpi)).to,
  };
}

/**
 * A KPI's minutes as the detector takes them, from the first one up to `until` (epoch seconds): a minute without rows is
 * 0 of a total and a gap of anything else. `minutes` are in order.
 */
export function pointsOf(kpi: Kpi, minutes: readonly Minute[], until: number): Point[] {
  if (!isTotal(kpi)) {
    return minutes.map(({ time, value, events }) => ({ time, value, weight: events }));
  }
  const values = new Map(minutes.map(({ time, value }) => [time, value]));
  const first = minutes[0]?.time ?? until;
  return Array.from({ length: Math.max(0, (until - first) / MINUTE) }, (_, index) => {
    const time = first + index * MINUTE;
    return { time, value: values.get(time) ?? 0 };
  });
}
