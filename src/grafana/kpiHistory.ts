import { dateTime, type DataFrame } from '@grafana/data';
import { z } from 'zod';

import type { Kpi } from '../kpi/catalogue/schema';
import type { Minute } from '../kpi/detect/minutes';
import { ingestDelay } from '../kpi/sql/windows';
import type { TimeWindow } from '../kpi/time/windows';
import { readKpisOver, type KpiTarget } from './kpiData';

const WEEK = 7 * 86_400;

const columnsSchema = z.object({
  time: z.array(z.number()),
  value: z.array(z.number()),
  events: z.array(z.number()),
});

/** Why a KPI's history can't be read, in the words of its data source. */
export class HistoryError extends Error {
  override name = 'HistoryError';
}

/**
 * A KPI minute by minute over `range`, which begins on a minute, as far as it is complete; in order. It is read week by
 * week, one after the other: so each statement is over soon, and the database has time for others. Throws a
 * HistoryError.
 */
export async function readMinutes(uid: string, kpi: Kpi, { from, to }: TimeWindow): Promise<Minute[]> {
  const minutes: Minute[] = [];
  for (let start = from; start < to; start += WEEK) {
    // A reading ends where the KPI is complete, that much before the end of its range.
    const part = { from: start, to: Math.min(start + WEEK + ingestDelay(kpi), to) };
    minutes.push(...(await readPart(uid, kpi.id, part)));
  }
  return minutes;
}

async function readPart(uid: string, id: string, part: TimeWindow): Promise<Minute[]> {
  const from = dateTime(part.from * 1000);
  const to = dateTime(part.to * 1000);
  const targets: KpiTarget[] = [{ refId: 'A', kpis: [id], view: 'minutes' }];
  const { series, errors = [] } = await readKpisOver(uid, targets, { from, to, raw: { from, to } });
  const [failure] = errors;
  if (failure) {
    throw new HistoryError(failure.message);
  }
  return series.flatMap(minutesIn);
}

function minutesIn({ fields }: DataFrame): Minute[] {
  const columns = columnsSchema.parse(Object.fromEntries(fields.map(({ name, values }) => [name, [...values]])));
  return columns.time.map((time, index) => ({
    time: time / 1000,
    value: columns.value[index] ?? 0,
    events: columns.events[index] ?? 0,
  }));
}
