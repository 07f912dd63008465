import type { Item } from './items';
import { severity } from './verdict';

/** The worst state first, and within a state the deepest drop. */
export function byDrop(a: Item, b: Item): number {
  return severity(a.verdict.state) - severity(b.verdict.state) || badness(b) - badness(a);
}

/** How far a KPI is on its bad side, as a fraction of expected; nothing expected is nothing bad. */
function badness({ reading, verdict: { change = 0 } }: Item): number {
  return reading.kpi.goodDirection === 'up' ? -change : change;
}
