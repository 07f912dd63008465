import { durationSeconds } from '../kpi/time/duration';
import { anyQuery, math, reduce, threshold, type RuleQuery } from './query';
import type { WatchedQuery } from './schema';
import { linesOf } from './trigger';
import type { Shifted, Threshold } from './triggerSchema';

/** Of a window, at most: one every ten seconds of ten minutes. */
const POINTS = 60;

const TEST_DATA = 'grafana-testdata-datasource';

/** What a query is judged by. */
type QueryTrigger = Shifted | Threshold;

/**
 * Any data source's query: A = now; of a change B = expected and C = the change as a fraction of that; D = the condition.
 * Q is the query over the window; R1, R2 … the same over earlier ones, E1, E2 … a number of each. Where one of them has no
 * data the rule has none: it stays as it was, and who is told of it asks for now alone (see compilePresence).
 */
export function compileQuery(trigger: QueryTrigger, query: WatchedQuery, uid: string): RuleQuery[] {
  return [
    ...(trigger.kind === 'shifted'
      ? changeReadings(trigger, query, uid)
      : readings(query, uid, trigger.window, 0, NOW)),
    // A number that is none would be Normal: left out, it is no data.
    reduce('K', trigger.kind === 'shifted' ? 'C' : 'A', 'last'),
    threshold('D', 'K', ...linesOf(trigger)),
  ];
}

/**
 * The query over the window that is judged alone, and D, a condition that never holds: where it has no data, this rule
 * says so. In the rule that compares windows, an earlier one without data says the same of all of it.
 */
export function compilePresence({ window, delay = '0s' }: Shifted, query: WatchedQuery, uid: string): RuleQuery[] {
  return [...readings(query, uid, window, durationSeconds(delay), NOW), math('D', '0 * $A')];
}

const NOW = { series: 'Q', number: 'A' };

/** The query over a window that ends `end` seconds ago, and a number of it. */
function readings(
  { type, model, reduce: reducer }: WatchedQuery,
  uid: string,
  window: string,
  end: number,
  refs: typeof NOW
): RuleQuery[] {
  const seconds = durationSeconds(window);
  // Left to itself Grafana asks for a point a second.
  const asked = {
    ...(type === TEST_DATA ? labelled(model) : model),
    intervalMs: (seconds * 1000) / POINTS,
    maxDataPoints: POINTS,
  };
  return [
    anyQuery(refs.series, { type, uid }, asked, { from: end + seconds, to: end }),
    reduce(refs.number, refs.series, reducer),
  ];
}

function changeReadings(trigger: Shifted, query: WatchedQuery, uid: string): RuleQuery[] {
  const { window, delay = '0s', against } = trigger;
  const late = durationSeconds(delay);
  const numbers = against.map((_, index) => `E${index + 1}`);
  return [
    ...readings(query, uid, window, late, NOW),
    ...against.flatMap((ago, index) =>
      readings(query, uid, window, late + durationSeconds(ago), { series: `R${index + 1}`, number: `E${index + 1}` })
    ),
    math('B', medianOf(numbers.map((ref) => `$${ref}`))),
    math('C', changeOf(trigger)),
  ];
}

/** Where too little is expected the divisor is 1, and the result is no change. */
function changeOf({ direction, minimum }: Shifted): string {
  const change = direction === 'drop' ? '($B - $A)' : '($A - $B)';
  return `${change} / ($B + ($B == 0)) * ($B > 0) * ($B >= ${minimum})`;
}

/** The median of up to four numbers, in Grafana's math, which knows `abs` and can't sort. */
function medianOf([a = '0', b, c, d]: readonly string[]): string {
  if (b === undefined) {
    return a;
  }
  if (c === undefined) {
    return `(${a} + ${b}) / 2`;
  }
  if (d === undefined) {
    return greater(lesser(a, b), lesser(greater(a, b), c));
  }
  return `(${greater(lesser(a, b), lesser(c, d))} + ${lesser(greater(a, b), greater(c, d))}) / 2`;
}

function lesser(a: string, b: string): string {
  return `((${a} + ${b} - abs(${a} - ${b})) / 2)`;
}

function greater(a: string, b: string): string {
  return `((${a} + ${b} + abs(${a} - ${b})) / 2)`;
}

/** TestData names a series after its ref, unless it has labels: in each window it would be another one. */
function labelled(model: WatchedQuery['model']): WatchedQuery['model'] {
  return { ...model, labels: model.labels || 'series=$seriesIndex' };
}
