import { z } from 'zod';

import type { Kpi } from '../catalogue/schema';
import { calibrationSchema, type Calibration } from './detector';
import type { Direction, Noise } from './noise';
import { shapeOf } from './shape';
import { ALIKE } from './weekdays';

const MINUTE = 60;

/** So many values of a dimension are judged each for itself: those with the most events. */
const MOST_VALUES = 10;
/** ... and so many in all of a policy: what is usual for them is written into its rule. */
const MOST_OF_POLICY = 30;

/**
 * What is usual for a KPI; where values of a dimension (`by`) are judged each for itself, for these, and then the rest is
 * what is usual for all others together.
 */
const measuredSchema = calibrationSchema.extend({
  parts: z
    .object({
      by: z.string(),
      values: z.array(calibrationSchema.pick({ weekdays: true, scales: true }).extend({ value: z.string() })),
    })
    .optional(),
});

export type Measured = z.infer<typeof measuredSchema>;

/** What is usual for KPIs, by their ids. */
export const calibrationsSchema = z.record(z.string(), measuredSchema);

export type Calibrations = Readonly<Record<string, Measured>>;

/** How many values of a dimension are measured of each of so many KPIs. */
export function valuesToMeasure(kpis: number): number {
  return Math.max(1, Math.min(MOST_VALUES, Math.floor(MOST_OF_POLICY / kpis)));
}

/** Noisier than most KPIs are, for one that nobody has measured: rather late than wrong. */
const CAREFUL: Record<'counts' | 'other', Noise> = {
  counts: careful({ dispersion: 2, spread: 0.1 }),
  // Of money or a gauge nobody can say beforehand how much one event is worth.
  other: careful({ dispersion: 0, spread: 0.2 }),
};

function careful(variance: Pick<Noise, 'dispersion' | 'spread'>): Noise {
  return { ...variance, hours: Array.from({ length: 24 }, () => 1), threshold: 5 };
}

/** Whether a KPI's values are numbers of events, which come one by one. */
export function isCount({ value: { kind } }: Pick<Kpi, 'value'>): boolean {
  return kind === 'count' || kind === 'distinct';
}

/** How a KPI is judged. */
export interface Judged {
  direction: Direction;
  /** The dimension whose values are judged each for itself; the KPI as a whole is, where there is none. */
  by?: string;
}

/** What is usual for the KPI: as it was measured or, where it was not, as careful people would assume. */
export function calibrationFor(kpi: Kpi, judged: Judged, measured: Calibrations): Calibration {
  return told(measuredIn(measured, kpi.id, judged)) ?? assumed(isCount(kpi), judged.direction);
}

/** The same of each value that is judged for itself; of none as long as nobody knows which there are. */
export function valuesFor(
  kpi: Kpi,
  judged: Judged,
  measured: Calibrations
): Array<{ value: string; calibration: Calibration }> {
  const { parts, ...whole } = measuredIn(measured, kpi.id, judged) ?? {};
  const otherwise = assumed(isCount(kpi), judged.direction);
  return (parts?.values ?? []).map(({ value, ...own }) => ({
    value,
    calibration: told({ ...otherwise, ...whole, ...own }) ?? otherwise,
  }));
}

/** What was measured of a KPI to be judged so. */
export function measuredIn(measured: Calibrations, id: string, { direction, by }: Judged): Measured | undefined {
  const own = measured[id];
  return own?.direction === direction && (own.parts === undefined || own.parts.by === by) ? own : undefined;
}

/** Undefined where the history was too short. */
function told<Told extends Calibration>(calibration: Told | undefined): Told | undefined {
  return calibration && calibration.scales.length > 0 ? calibration : undefined;
}

/** What careful people would assume to be usual. */
export function assumed(counts: boolean, direction: Direction): Calibration {
  const noise = counts ? CAREFUL.counts : CAREFUL.other;
  return {
    version: 1,
    direction,
    counts,
    at: 0,
    weekdays: [...ALIKE],
    scales: shapeOf(MINUTE).scales.map((seconds) => ({ seconds, noise })),
  };
}

/** What was found of parts of a KPI: of values of a dimension and, without a value, of all others together. */
export function measuredBy(
  by: string,
  found: ReadonlyArray<{ value?: string; calibration: Calibration }>
): Measured | undefined {
  const others = found.find(({ value }) => value === undefined)?.calibration;
  const values = found.flatMap(({ value, calibration: { weekdays, scales } }) =>
    value === undefined ? [] : [{ value, weekdays, scales }]
  );
  // Where there are no others, they tell no time.
  const at = Math.max(...found.map(({ calibration }) => calibration.at));
  return others && { ...others, at, parts: { by, values } };
}

/** Whether there was history enough to measure anything. */
export function isMeasured({ scales, parts }: Measured): boolean {
  return scales.length > 0 || (parts?.values.some((value) => value.scales.length > 0) ?? false);
}

/** With no more digits than its numbers are sure of: it is written into annotations and statements. */
export function rounded(calibration: Calibration): Calibration {
  return {
    ...calibration,
    weekdays: calibration.weekdays.map(short),
    scales: calibration.scales.map(({ seconds, noise: { dispersion, spread, hours, threshold } }) => ({
      seconds,
      noise: {
        dispersion: short(dispersion),
        spread: short(spread),
        hours: hours.map(short),
        threshold: short(threshold),
      },
    })),
  };
}

function short(value: number): number {
  return Number(value.toPrecision(4));
}
