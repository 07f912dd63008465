import { FieldType, type DataFrame } from '@grafana/data';
import { z } from 'zod';

import { numberOrNull } from './readings';

/** A value of a dimension, and how much of a KPI's whole difference it makes (a fraction; null where there is none). */
export interface Driver {
  dimension: string;
  value: string;
  now: number;
  expected: number;
  share: number | null;
}

/** The day so far beside the usual one, and where both end. */
export interface Today {
  soFar: number;
  usualSoFar: number | null;
  projected: number | null;
  usualAtEnd: number | null;
}

/** What other views of the data source say of the KPIs that the panel judges; by the KPIs' names in the catalogue. */
export interface Companions {
  drivers: Map<string, Driver[]>;
  today: Map<string, Today>;
}

const driverRow = z.object({
  kpi: z.string(),
  dimension: z.string(),
  value: z
    .string()
    .nullable()
    .transform((value) => value ?? ''),
  now: z.number(),
  expected: z.number(),
  share: z.number().nullable(),
});

/** Takes the views "Drivers" and "Today so far" out of the frames; `rest` is everything else. */
export function splitCompanions(frames: readonly DataFrame[]): Companions & { rest: DataFrame[] } {
  const drivers = new Map<string, Driver[]>();
  const today = new Map<string, Today>();
  const rest = frames.filter((frame) => {
    if (hasFields(frame, FieldType.string, ['kpi', 'dimension', 'value'])) {
      for (const { kpi, ...driver } of driversIn(frame)) {
        drivers.set(kpi, [...(drivers.get(kpi) ?? []), driver]);
      }
      return false;
    }
    if (hasFields(frame, FieldType.number, ['now', 'expected', 'projected'])) {
      const read = todayIn(frame);
      if (read) {
        today.set(frame.name ?? '', read);
      }
      return false;
    }
    return true;
  });
  return { drivers, today, rest };
}

function hasFields({ fields }: DataFrame, type: FieldType, names: readonly string[]): boolean {
  return names.every((name) => fields.some((field) => field.name === name && field.type === type));
}

function driversIn(frame: DataFrame) {
  return Array.from({ length: frame.length }, (_, index) =>
    driverRow.safeParse(Object.fromEntries(frame.fields.map(({ name, values }) => [name, values[index]])))
  ).flatMap(({ data }) => (data ? [data] : []));
}

function todayIn(frame: DataFrame): Today | undefined {
  const column = (name: string) =>
    Array.from(frame.fields.find((field) => field.name === name)?.values ?? [], (value: unknown) =>
      numberOrNull(value)
    );
  const [now, expected, projected] = [column('now'), column('expected'), column('projected')];
  const last = now.map((value) => value !== null).lastIndexOf(true);
  const soFar = now[last];
  if (soFar === undefined || soFar === null) {
    return undefined;
  }
  return {
    soFar,
    usualSoFar: expected[last] ?? null,
    projected: projected[projected.length - 1] ?? null,
    usualAtEnd: expected[expected.length - 1] ?? null,
  };
}
