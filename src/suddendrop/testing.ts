import {
  dateTime,
  EventBusSrv,
  FieldType,
  LoadingState,
  toDataFrame,
  type DataFrame,
  type PanelData,
  type PanelProps,
} from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { setPluginComponentHook } from '@grafana/runtime';

import type { CurvePoint, Reading } from '../kpi/detect/reading';
import { chanceCalibration, steadyRecent } from '../kpi/detect/testing';
import type { KpiJudging } from '../kpi/watch';
import english from './locales/en-US/kpiwatch-suddendrop-panel.json';
import korean from './locales/ko-KR/kpiwatch-suddendrop-panel.json';
import { agingItems, type Item } from './items';
import { parseOptions, type SuddenDropOptions } from './options';
import pluginJson from './plugin.json';
import type { Judge } from './verdict';

/** 14:05:00 UTC, the end of the judged window. */
export const TO = Date.UTC(2026, 2, 4, 14, 5) / 1000;

/** A reading of 31 orders where 104 are expected. */
export function testReading(changes: Partial<Reading> = {}, kpi: Partial<Reading['kpi']> = {}): Reading {
  return {
    version: 1,
    kpi: {
      id: 'orders',
      name: 'Orders',
      area: 'customers',
      unit: 'short',
      goodDirection: 'up',
      zone: 'Asia/Seoul',
      ...kpi,
    },
    judged: { from: TO - 600, to: TO },
    now: { value: 31, events: 31 },
    references: [
      { id: 'week1', days: 7, value: 110, events: 110 },
      { id: 'week2', days: 14, value: 104, events: 104 },
      { id: 'week3', days: 21, value: 0, events: 0 },
      { id: 'day1', days: 1, value: 98, events: 98 },
      { id: 'day2', days: 2, value: 104, events: 104 },
      { id: 'day3', days: 3, value: 120, events: 120 },
    ],
    latestEvent: TO + 4,
    bucketSeconds: 120,
    ...changes,
  };
}

/** 20 in each bucket where 21 are expected; the newest one is not complete. */
export function testCurve(count = 5, now = 20): CurvePoint[] {
  return Array.from({ length: count }, (_, index) => ({
    time: TO - (count - 1 - index) * 120,
    now: index === count - 1 ? null : now,
    expected: 21,
    low: null,
    high: null,
    lastWeek: null,
  }));
}

/** A KPI as the layouts get it, judged by 30 % (drop) and 15 % (watch). */
export function testItem(
  changes: Partial<Reading> = {},
  kpi: Partial<Reading['kpi']> = {},
  curve: CurvePoint[] = testCurve()
): Item {
  const reading = testReading(changes, kpi);
  const content = { kind: 'reading', reading, measure: { unit: reading.kpi.unit }, curve, links: () => [] } as const;
  const [item] = agingItems([content], () => ({ drop: 0.3, watch: 0.15, minimumEvents: 64 }));
  if (!item) {
    throw new Error('A reading gives an item.');
  }
  return item.fresh;
}

/** A frame as the Business KPI data source gives it. */
export function testFrame(reading: unknown, curve: CurvePoint[] = testCurve()): DataFrame {
  return toDataFrame({
    name: 'Orders',
    refId: 'A',
    meta: { custom: { kpiwatch: reading } },
    fields: [
      { name: 'time', type: FieldType.time, values: curve.map(({ time }) => time * 1000) },
      { name: 'now', type: FieldType.number, values: curve.map(({ now }) => now) },
      { name: 'expected', type: FieldType.number, values: curve.map(({ expected }) => expected) },
      { name: 'low', type: FieldType.number, values: curve.map(({ low }) => low) },
      { name: 'high', type: FieldType.number, values: curve.map(({ high }) => high) },
      { name: 'last week', type: FieldType.number, values: curve.map(({ lastWeek }) => lastWeek) },
    ],
  });
}

/** What Grafana hands the panel: the last three hours, to now, in UTC. */
export function panelProps(
  series: DataFrame[],
  options: Partial<SuddenDropOptions> = {},
  data: Partial<PanelData> = {}
): PanelProps<SuddenDropOptions> {
  const to = dateTime((TO + 7) * 1000);
  const timeRange = { from: dateTime(to).subtract(3, 'h'), to, raw: { from: 'now-3h', to: 'now' } };
  const nothing = () => undefined;
  return {
    id: 1,
    title: 'Sudden drop',
    data: { state: LoadingState.Done, series, timeRange, ...data },
    timeRange,
    timeZone: 'utc',
    options: parseOptions(options),
    fieldConfig: { defaults: {}, overrides: [] },
    width: 900,
    height: 400,
    transparent: false,
    renderCounter: 0,
    eventBus: new EventBusSrv(),
    replaceVariables: (text) => text,
    onOptionsChange: nothing,
    onFieldConfigChange: nothing,
    onChangeTimeRange: nothing,
  };
}

/** Speaks as Grafana would in that language; no app is beside the panel. */
export async function speak(language: 'en-US' | 'ko-KR'): Promise<void> {
  setPluginComponentHook(() => ({ isLoading: false, component: null }));
  await initPluginTranslations(pluginJson.id, [() => Promise.resolve(language === 'en-US' ? english : korean)]);
}

/**
 * What the detector reads of a count up to TO: `usual` events a minute, but `now` in the last `minutes`, and none on the
 * reference days `gaps`.
 */
export function testRecent(usual: number, now: number, minutes: number, gaps: number[] = []): Reading['recent'] {
  return steadyRecent(TO, { usual, now, minutes, gaps });
}

/** A policy by which orders are judged: what is usual are events as chance brings them. */
export function testJudge(changes: Partial<KpiJudging> = {}): Judge {
  const sensitivity = { least: 0.25, over: 0.5 };
  return {
    policy: 'Orders fall',
    judging: { direction: 'drop', sensitivity, calibration: chanceCalibration(), ...changes },
  };
}
