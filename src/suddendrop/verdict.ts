import { expectedOf } from '../kpi/detect/expected';
import { judge, type DropState, type DropThresholds } from '../kpi/detect/judge';
import type { CurvePoint, Reading } from '../kpi/detect/reading';
import { sinceOf, type Since } from './since';

const PATIENCE = 300;

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

/** Worst first; what can't be told stands between what is wrong and what is right. */
const SEVERITY: readonly DropState[] = ['drop', 'error', 'watch', 'stale', 'no-reference', 'low-traffic', 'ok'];

/** Judges a reading as if it were fresh. */
export function verdictOf(reading: Reading, curve: readonly CurvePoint[], thresholds: DropThresholds): Verdict {
  const { value: now } = reading.now;
  if (now === null) {
    return { state: 'low-traffic', expected: expectedOf(reading.references)?.value };
  }
  const { state, drop, expected } = judgeGoodDirection(now, reading, thresholds);
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

/** Whether the newest window is too old at `asOf` (epoch seconds) to speak of the present. */
export function isStale({ judged }: Reading, asOf: number): boolean {
  return asOf - judged.to > Math.max(PATIENCE, 2 * (judged.to - judged.from));
}

export function severity(state: DropState): number {
  return SEVERITY.indexOf(state);
}

/** A KPI that should stay low (withdrawals, failures) is judged as the mirror image: its rise is the bad news. */
function judgeGoodDirection(now: number, { kpi, references }: Reading, thresholds: DropThresholds) {
  if (kpi.goodDirection === 'up') {
    return judge(now, references, thresholds);
  }
  const expected = expectedOf(references)?.value ?? 0;
  const mirrored = judge(2 * expected - now, references, thresholds);
  return { ...mirrored, drop: mirrored.drop === undefined ? undefined : -mirrored.drop };
}
