import { expectedOf, type WindowValue } from './expected';
import { judge, type DropState, type DropThresholds, type Judgement } from './judge';
import type { Reading } from './reading';

/** What a reading says of its KPI; `drop` is below 0 where there is more than expected, whatever is good. */
export type KpiJudgement = Omit<Judgement, 'now' | 'state'> & {
  state: Exclude<DropState, 'stale'>;
  /** Undefined where nothing happened that it could be told from: there is no mean of no events. */
  now?: number;
};

/** As much of a reading as a judgement needs. */
interface Judgeable {
  kpi: Pick<Reading['kpi'], 'goodDirection'>;
  now: Reading['now'];
  references: readonly WindowValue[];
  failure?: string;
}

const PATIENCE = 300;

/** Worst first; what can't be told stands between what is wrong and what is right. */
const SEVERITY: readonly DropState[] = ['drop', 'error', 'watch', 'stale', 'no-reference', 'low-traffic', 'ok'];

/**
 * Judges a reading as if it were fresh; one that could not be read is an error. A KPI that should stay low (withdrawals, failures) is judged as the mirror
 * image: its rise is the bad news.
 */
export function judgeReading(
  { kpi, now: { value: now }, references, failure }: Judgeable,
  thresholds: DropThresholds
): KpiJudgement {
  if (failure !== undefined) {
    return { state: 'error' };
  }
  const expected = expectedOf(references)?.value;
  if (now === null) {
    return { state: 'low-traffic', expected };
  }
  if (kpi.goodDirection === 'up') {
    return judge(now, references, thresholds);
  }
  const { state, drop } = judge(2 * (expected ?? 0) - now, references, thresholds);
  return { state, now, expected, drop: drop === undefined ? undefined : -drop };
}

/** Whether the newest window is too old at `asOf` (epoch seconds) to speak of the present. */
export function isStale({ judged }: Reading, asOf: number): boolean {
  return asOf - judged.to > Math.max(PATIENCE, 2 * (judged.to - judged.from));
}

/** A place in the order of what needs a person, worst first. */
export function severity(state: DropState): number {
  return SEVERITY.indexOf(state);
}
