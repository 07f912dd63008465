import { expectedOf } from '../kpi/detect/expected';
import { judge, type DropState, type DropThresholds } from '../kpi/detect/judge';
import type { Reading } from '../kpi/detect/reading';

const PATIENCE = 300;

/** What the panel says of a KPI. `change` is a fraction of expected, `difference` a number; both below 0 for less. */
export interface Verdict {
  state: DropState;
  now: number;
  expected?: number;
  change?: number;
  difference?: number;
}

/** Worst first; what can't be told stands between what is wrong and what is right. */
const SEVERITY: readonly DropState[] = ['drop', 'error', 'watch', 'stale', 'no-reference', 'low-traffic', 'ok'];

/** Judges a reading. `asOf` (epoch seconds) is the moment that the panel speaks of. */
export function verdictOf(reading: Reading, thresholds: DropThresholds, asOf: number): Verdict {
  const { state, drop, expected } = judgeGoodDirection(reading, thresholds);
  const now = reading.now.value;
  return {
    state: isStale(reading, asOf) ? 'stale' : state,
    now,
    expected,
    change: drop === undefined ? undefined : -drop,
    difference: expected === undefined ? undefined : now - expected,
  };
}

export function severity(state: DropState): number {
  return SEVERITY.indexOf(state);
}

/** A KPI that should stay low (withdrawals, failures) is judged as the mirror image: its rise is the bad news. */
function judgeGoodDirection({ kpi, now, references }: Reading, thresholds: DropThresholds) {
  if (kpi.goodDirection === 'up') {
    return judge(now.value, references, thresholds);
  }
  const expected = expectedOf(references)?.value ?? 0;
  const mirrored = judge(2 * expected - now.value, references, thresholds);
  return { ...mirrored, drop: mirrored.drop === undefined ? undefined : -mirrored.drop };
}

function isStale({ judged }: Reading, asOf: number): boolean {
  return asOf - judged.to > Math.max(PATIENCE, 2 * (judged.to - judged.from));
}
