import { judgeReading } from '../kpi/detect/judgeReading';
import type { DropState, DropThresholds } from '../kpi/detect/judge';
import type { CurvePoint, Reading } from '../kpi/detect/reading';
import { sinceOf, type Since } from './since';

/** What the panel says of a KPI. `change` is a fraction of expected, `difference` a number; both below 0 for less. */
export interface Verdict {
  state: DropState;
  /** Undefined where nothing happened that it could be told from: there is no mean of no events. */
  now?: number;
  expected?: number;
  change?: number;
  difference?: number;
  since?: Since;
}

/** Judges a reading as if it were fresh. */
export function verdictOf(reading: Reading, curve: readonly CurvePoint[], thresholds: DropThresholds): Verdict {
  const { state, now, drop, expected } = judgeReading(reading, thresholds);
  if (now === undefined) {
    return { state, expected };
  }
  return {
    state,
    now,
    expected,
    change: drop === undefined ? undefined : -drop,
    difference: expected === undefined ? undefined : now - expected,
    // A drop that swings about its limit began when it left what is usual, not at its last swing.
    since: state === 'drop' || state === 'watch' ? sinceOf(reading, curve, thresholds.watch) : undefined,
  };
}
