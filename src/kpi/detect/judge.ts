import { expectedOf, type WindowValue } from './expected';

/** What counts as a drop; fractions of expected. */
export interface DropThresholds {
  /** A drop of at least this much is a drop (0.3 = 30 %). */
  drop: number;
  /** A drop of at least this much is worth watching. */
  watch: number;
  /** Fewer expected events than this are too few to judge. */
  minimumEvents: number;
}

/** Unknown is not green: "can't tell" has states of its own. */
export type DropState = 'ok' | 'watch' | 'drop' | 'low-traffic' | 'no-reference' | 'stale' | 'error';

export interface Judgement {
  state: Exclude<DropState, 'stale' | 'error'>;
  now: number;
  /** Undefined without references. */
  expected?: number;
  /** (expected - now) / expected; negative when there is more than expected. Undefined where nothing is expected, and something came. */
  drop?: number;
}

/**
 * Is the KPI dropping? `now` and `references` are its values in windows of the same length.
 * Its twin for alert rules is `compileRuleExpected` in kpi/sql, joined by Grafana's server-side math.
 */
export function judge(now: number, references: readonly WindowValue[], thresholds: DropThresholds): Judgement {
  const expected = expectedOf(references);
  if (!expected) {
    return { state: 'no-reference', now };
  }
  const drop = dropOf(now, expected.value);
  if (drop === undefined || expected.events < thresholds.minimumEvents) {
    return { state: 'low-traffic', now, expected: expected.value, drop };
  }
  return { state: stateOf(drop, thresholds), now, expected: expected.value, drop };
}

/** Of nothing no part can be missing; nothing where nothing is expected, such as a replica's lag, is no change. */
function dropOf(now: number, expected: number): number | undefined {
  if (expected === 0) {
    return now === 0 ? 0 : undefined;
  }
  return (expected - now) / expected;
}

function stateOf(drop: number, thresholds: DropThresholds): 'ok' | 'watch' | 'drop' {
  if (drop > thresholds.drop) {
    return 'drop';
  }
  return drop > thresholds.watch ? 'watch' : 'ok';
}

/**
 * The smallest expected number of events that can show a drop of `drop` (0.5 = 50 %) at four standard deviations of a
 * Poisson count: 64 for 50 %, 178 for 30 %.
 */
export function minimumEventsFor(drop: number): number {
  return Math.ceil((4 / drop) ** 2);
}
