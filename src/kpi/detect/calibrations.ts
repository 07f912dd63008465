import { z } from 'zod';

import type { Kpi } from '../catalogue/schema';
import { calibrationSchema, type Calibration } from './detector';
import type { Direction, Noise } from './noise';
import { shapeOf } from './shape';
import { ALIKE } from './weekdays';

const MINUTE = 60;

/** What is usual for KPIs, by their ids. */
export const calibrationsSchema = z.record(z.string(), calibrationSchema);

export type Calibrations = Readonly<Record<string, Calibration>>;

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

/** What is usual for the KPI: as it was measured or, where it was not, as careful people would assume. */
export function calibrationFor(kpi: Kpi, direction: Direction, measured: Calibrations): Calibration {
  return measuredIn(measured, kpi.id, direction) ?? assumed(isCount(kpi), direction);
}

/** What was measured of a KPI for changes in this direction. */
export function measuredIn(measured: Calibrations, id: string, direction: Direction): Calibration | undefined {
  const own = measured[id];
  return own?.direction === direction && own.scales.length > 0 ? own : undefined;
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
