import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { t } from '@grafana/i18n';

import { isSum, type Kpi } from '../../kpi/catalogue/schema';
import { median } from '../../kpi/detect/expected';
import { ingestDelay } from '../../kpi/sql/windows';
import { durationSeconds } from '../../kpi/time/duration';
import { judgedWindow, REFERENCES, windowDaysBefore } from '../../kpi/time/windows';
import type { Viewing } from '../plan';
import type { SlicedRow } from '../rows';

/** A value of a dimension, and how much of the whole change it makes. */
interface Driver {
  value: string;
  now: number;
  expected: number;
  /** Of the difference between what is expected of the whole and what it is; undefined where there is none. */
  share?: number;
}

/**
 * Which values of which dimension make the difference to what is expected, in the judged window; by each dimension of
 * the query, or all of the KPI's. Throws for a KPI whose values don't add up, or that has no dimension.
 */
export function driverViews({ query, kpi, range, slice }: Viewing) {
  const dimensions = slice.by.length > 0 ? slice.by : kpi.dimensions;
  if (!isSum(kpi) || dimensions.length === 0) {
    const message = 'Drivers need a count or a sum, and dimensions in the catalogue. Choose another KPI.';
    throw new Error(t('errors.no-drivers', message));
  }
  const judged = judgedWindow(range.to, durationSeconds(query.window), ingestDelay(kpi));
  const windows = [{ id: 'now', days: 0 }, ...REFERENCES].map(({ id, days }) => ({
    slot: `judged/${id}`,
    ...windowDaysBefore(judged, days, kpi.zone),
  }));
  return dimensions.map((dimension) => ({
    windows,
    slice: { ...slice, by: [dimension] },
    frame: (rows: readonly SlicedRow[]) => driversFrame(kpi, dimension, driversOf(rows)),
  }));
}

/** Largest share first. A reference in which nothing at all happened is a gap, and says nothing. */
function driversOf(rows: readonly SlicedRow[]): Driver[] {
  const cells = new Map(rows.map((row) => [`${row.slot}/${row.by[0]}`, row.value]));
  const known = REFERENCES.map(({ id }) => `judged/${id}`).filter((slot) => rows.some((row) => row.slot === slot));
  const drivers = [...new Set(rows.map(({ by }) => by[0] ?? ''))].map((value) => ({
    value,
    now: cells.get(`judged/now/${value}`) ?? 0,
    expected: known.length > 0 ? median(known.map((slot) => cells.get(`${slot}/${value}`) ?? 0)) : 0,
  }));
  const whole = drivers.reduce((sum, { now, expected }) => sum + expected - now, 0);
  return drivers
    .map((driver) => ({ ...driver, share: whole === 0 ? undefined : (driver.expected - driver.now) / whole }))
    .sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
}

function driversFrame(kpi: Kpi, dimension: string, drivers: readonly Driver[]): DataFrame {
  const text = (name: string, displayName: string, values: string[]) => ({
    name,
    type: FieldType.string,
    config: { displayName },
    values,
  });
  const numbers = (name: string, displayName: string, unit: string, values: Array<number | undefined>) => ({
    name,
    type: FieldType.number,
    config: { displayName, unit },
    values: values.map((value) => value ?? null),
  });
  return createDataFrame({
    name: kpi.name,
    meta: { preferredVisualisationType: 'table' },
    fields: [
      text(
        'kpi',
        t('frames.kpi', 'KPI'),
        drivers.map(() => kpi.name)
      ),
      text(
        'dimension',
        t('frames.dimension', 'Dimension'),
        drivers.map(() => dimension)
      ),
      text(
        'value',
        t('frames.value', 'Value'),
        drivers.map(({ value }) => value)
      ),
      numbers(
        'now',
        t('frames.now', 'Now'),
        kpi.unit,
        drivers.map(({ now }) => now)
      ),
      numbers(
        'expected',
        t('frames.expected-column', 'Expected'),
        kpi.unit,
        drivers.map(({ expected }) => expected)
      ),
      numbers(
        'share',
        t('frames.share', 'Explains'),
        'percentunit',
        drivers.map(({ share }) => share)
      ),
    ],
  });
}
