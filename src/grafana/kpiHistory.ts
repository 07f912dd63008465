import { dateTime, type DataFrame } from '@grafana/data';
import { z } from 'zod';

import type { Kpi } from '../kpi/catalogue/schema';
import type { Minute } from '../kpi/detect/minutes';
import { ingestDelay } from '../kpi/sql/windows';
import type { TimeWindow } from '../kpi/time/windows';
import { readKpisOver, type KpiTarget } from './kpiData';

const DAY = 86_400;
const WEEK = 7 * DAY;

const numbers = z.array(z.number());
const minutesSchema = z.object({ time: numbers, value: numbers, events: numbers, part: numbers.optional() });
const valuesSchema = z.object({ value: z.array(z.string()) });

/** Why a KPI's history can't be read, in the words of its data source. */
export class HistoryError extends Error {
  override name = 'HistoryError';
}

/**
 * A KPI minute by minute over `range`, which begins on a minute, as far as it is complete; in order. It is read week by
 * week, one after the other: so each statement is over soon, and the database has time for others. Throws a
 * HistoryError.
 */
export async function readMinutes(uid: string, kpi: Kpi, range: TimeWindow): Promise<Minute[]> {
  const [minutes = []] = await readParts(uid, kpi, range, {});
  return minutes;
}

/** The same of each of these values of a dimension, behind that of all others together. */
export function readMinutesBy(
  uid: string,
  kpi: Kpi,
  by: string,
  values: readonly string[],
  range: TimeWindow
): Promise<Minute[][]> {
  return readParts(uid, kpi, range, { by: [by], among: [...values] });
}

/**
 * The values of a KPI's dimension in the last week of `range`, those with the most events first; as a rule labels them,
 * so that an empty one is `none`. Throws a HistoryError.
 */
export async function readValues(uid: string, kpi: Kpi, by: string, { to }: TimeWindow): Promise<string[]> {
  const frames = await ask(uid, { refId: 'A', kpis: [kpi.id], view: 'values', by: [by] }, { from: to - WEEK, to });
  const values = frames.flatMap((frame) => valuesSchema.parse(columnsOf(frame)).value);
  return [...new Set(values.map((value) => value || 'none'))];
}

async function readParts(
  uid: string,
  kpi: Kpi,
  { from, to }: TimeWindow,
  split: Pick<KpiTarget, 'by' | 'among'>
): Promise<Minute[][]> {
  const parts = Array.from({ length: 1 + (split.among?.length ?? 0) }, () => new Array<Minute>());
  for (let start = from; start < to; start += WEEK) {
    // A reading ends where the KPI is complete, that much before the end of its range.
    const week = { from: start, to: Math.min(start + WEEK + ingestDelay(kpi), to) };
    for (const frame of await ask(uid, { refId: 'A', kpis: [kpi.id], view: 'minutes', ...split }, week)) {
      const { time, value, events, part } = minutesSchema.parse(columnsOf(frame));
      time.forEach((at, index) => {
        const minute = { time: at / 1000, value: value[index] ?? 0, events: events[index] ?? 0 };
        parts[part?.[index] ?? 0]?.push(minute);
      });
    }
  }
  return parts;
}

async function ask(uid: string, target: KpiTarget, range: TimeWindow): Promise<DataFrame[]> {
  const from = dateTime(range.from * 1000);
  const to = dateTime(range.to * 1000);
  const { series, errors = [] } = await readKpisOver(uid, [target], { from, to, raw: { from, to } });
  const [failure] = errors;
  if (failure) {
    throw new HistoryError(failure.message);
  }
  return series;
}

function columnsOf({ fields }: DataFrame): Record<string, unknown[]> {
  return Object.fromEntries(fields.map(({ name, values }) => [name, [...values]]));
}
