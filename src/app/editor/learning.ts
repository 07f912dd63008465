import type { UseQueryOptions } from '@tanstack/react-query';

import { readMinutes } from '../../grafana/kpiHistory';
import type { Kpi } from '../../kpi/catalogue/schema';
import { isCount, rounded } from '../../kpi/detect/calibrations';
import type { Calibration } from '../../kpi/detect/detector';
import { dayWindows } from '../../kpi/detect/history';
import { MINUTE, minutesWindow, pointsOf, type Minute } from '../../kpi/detect/minutes';
import type { Direction } from '../../kpi/detect/noise';
import { rehearse, type Step } from '../../kpi/detect/replay';
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

const NO_HISTORY: KpiHistory = { minutes: [], range: { from: 0, to: 0 } };

/** What a KPI's history says about it. */
export interface Learnt {
  /** Undefined where the history is too short. */
  calibration?: Calibration;
  /** How long the history is, in whole days. */
  days: number;
  /** Of the days of a backtest. */
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
  const now = Math.floor(Date.now() / 1000);
  const range = { from: Math.floor(now / MINUTE) * MINUTE - LEARNT_DAYS * DAY, to: now };
  return { range, minutes: await readMinutes(uid, kpi, range) };
}

/** What its history says of a KPI; to be asked once that is there. */
export function learnQuery(uid: string, kpi: Kpi, history: KpiHistory | undefined, direction: Direction) {
  return {
    ...ONCE,
    queryKey: ['kpi-learnt', uid, kpi, history?.range.to, direction],
    queryFn: ({ signal }: { signal: AbortSignal }) => learn(kpi, history ?? NO_HISTORY, direction, signal),
  } satisfies UseQueryOptions<Learnt>;
}

/** Learns what is usual for a KPI, without holding the page up. */
async function learn(
  kpi: Kpi,
  { minutes, range }: KpiHistory,
  direction: Direction,
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
  const { calibration, steps } = await unhurried(rehearse(points, options, range.to - BACKTEST_DAYS * DAY), signal);
  const first = minutes[0]?.time ?? range.to;
  return {
    calibration: calibration.scales.length > 0 ? rounded(calibration) : undefined,
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
