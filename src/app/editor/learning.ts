import type { UseQueryOptions } from '@tanstack/react-query';

import { readMinutes, readMinutesBy, readValues } from '../../grafana/kpiHistory';
import type { Kpi } from '../../kpi/catalogue/schema';
import { isCount, rounded } from '../../kpi/detect/calibrations';
import type { Calibration } from '../../kpi/detect/detector';
import { dayWindows } from '../../kpi/detect/history';
import { MINUTE, minutesWindow, pointsOf, type Minute } from '../../kpi/detect/minutes';
import type { Direction } from '../../kpi/detect/noise';
import { rehearse, type Step } from '../../kpi/detect/replay';
import { NAMES_OF_REST } from '../../kpi/sql/judgement';
import type { TimeWindow } from '../../kpi/time/windows';

const DAY = 86_400;
/** Four weeks of habits, and what their first days are compared with. */
const LEARNT_DAYS = 35;
/** What a backtest goes through. */
export const BACKTEST_DAYS = 7;
/** A page that does nothing else for longer than this (milliseconds) feels stuck. */
const PATIENCE = 12;

/** A KPI minute by minute. */
export interface KpiHistory {
  minutes: Minute[];
  range: TimeWindow;
}

/** The same of parts of it: of values of a dimension and, without a value, of all others together. */
export interface ValuesHistory {
  parts: Array<{ value?: string; minutes: Minute[] }>;
  range: TimeWindow;
}

const NO_HISTORY: KpiHistory = { minutes: [], range: { from: 0, to: 0 } };

/** What a KPI's history says about it. */
export interface Learnt {
  /** Without scales where the history is too short. */
  calibration: Calibration;
  /** How long the history is, in whole days. */
  days: number;
  /** Of the days of a backtest, where there is one. */
  steps: Step[];
}

/** Read once while something on the page shows it: it is large. */
const ONCE = { staleTime: Infinity, gcTime: 0, retry: false, structuralSharing: false, refetchOnWindowFocus: false };

export function historyQuery(uid: string, kpi: Kpi) {
  return {
    ...ONCE,
    queryKey: ['kpi-history', uid, kpi],
    queryFn: () => readHistory(uid, kpi),
  } satisfies UseQueryOptions<KpiHistory>;
}

async function readHistory(uid: string, kpi: Kpi): Promise<KpiHistory> {
  const range = learntRange();
  return { range, minutes: await readMinutes(uid, kpi, range) };
}

function learntRange(): TimeWindow {
  const now = Math.floor(Date.now() / 1000);
  return { from: Math.floor(now / MINUTE) * MINUTE - LEARNT_DAYS * DAY, to: now };
}

/** The history of a KPI by the values of a dimension, of so many at most that have the most events. */
export function valuesHistoryQuery(uid: string, kpi: Kpi, by: string, most: number) {
  return {
    ...ONCE,
    queryKey: ['kpi-values-history', uid, kpi, by, most],
    queryFn: () => readValuesHistory(uid, kpi, by, most),
  } satisfies UseQueryOptions<ValuesHistory>;
}

async function readValuesHistory(uid: string, kpi: Kpi, by: string, most: number): Promise<ValuesHistory> {
  const range = learntRange();
  const known = await readValues(uid, kpi, by, range);
  // In an order that stays: KPIs with the same values are then read as one.
  const values = known
    .filter((value) => !NAMES_OF_REST.includes(value))
    .slice(0, most)
    .sort();
  const [others = [], ...listed] = await readMinutesBy(uid, kpi, by, values, range);
  const parts = values.map((value, index) => ({ value, minutes: listed[index] ?? [] }));
  return { range, parts: [{ minutes: others }, ...parts] };
}

/** What its history, or that of a value of a dimension, says of a KPI; to be asked once that is there. */
export function learnQuery(
  uid: string,
  kpi: Kpi,
  history: KpiHistory | undefined,
  direction: Direction,
  value?: string
) {
  const { range, minutes } = history ?? NO_HISTORY;
  // Of values nothing is gone through.
  const since = value === undefined ? range.to - BACKTEST_DAYS * DAY : Infinity;
  return {
    ...ONCE,
    queryKey: ['kpi-learnt', uid, kpi, history?.range.to, direction, value],
    queryFn: ({ signal }: { signal: AbortSignal }) => learn(kpi, { range, minutes }, { direction, since }, signal),
  } satisfies UseQueryOptions<Learnt>;
}

/** Learns what is usual for a KPI, without holding the page up, and keeps what its steps from `since` on said. */
async function learn(
  kpi: Kpi,
  { minutes, range }: KpiHistory,
  { direction, since }: { direction: Direction; since: number },
  signal: AbortSignal
): Promise<Learnt> {
  const points = pointsOf(kpi, minutes, minutesWindow(kpi, range).to);
  const options = {
    zone: kpi.zone,
    step: MINUTE,
    direction,
    counts: isCount(kpi),
    spoilt: dayWindows(kpi.holidays ?? [], kpi.zone),
  };
  const { calibration, steps } = await unhurried(rehearse(points, options, since), signal);
  const first = minutes[0]?.time ?? range.to;
  return {
    calibration: rounded(calibration),
    days: Math.floor((range.to - first) / DAY),
    steps,
  };
}

/** Does the work piece by piece, and lets the page live in between. */
async function unhurried<T>(work: Generator<void, T>, signal: AbortSignal): Promise<T> {
  let since = performance.now();
  let piece = work.next();
  while (!piece.done) {
    if (performance.now() - since > PATIENCE) {
      await new Promise((resolve) => setTimeout(resolve));
      signal.throwIfAborted();
      since = performance.now();
    }
    piece = work.next();
  }
  return piece.value;
}
