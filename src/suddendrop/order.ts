import { severity } from '../kpi/detect/judgeReading';
import type { Item } from './items';
import type { SuddenDropOptions } from './options';

type Order = SuddenDropOptions['sort'];

/** The items in that order; those of the query keep theirs. */
export function sorted(items: readonly Item[], order: Order): Item[] {
  switch (order) {
    case 'query':
      return [...items];
    case 'drop':
      return [...items].sort(byDrop);
    case 'lost':
      return [...items].sort(byLost);
    case 'name':
      return [...items].sort(byName);
  }
}

/** The worst state first, and within a state the deepest drop. */
export function byDrop(a: Item, b: Item): number {
  return severity(a.verdict.state) - severity(b.verdict.state) || byChange(a, b);
}

/** The deepest drop first, whatever the state. */
export function byChange(a: Item, b: Item): number {
  return badSide(b, 'change') - badSide(a, 'change');
}

/** What is missing most (or too many, where less is better) first, in the KPI's own unit. */
export function byLost(a: Item, b: Item): number {
  return badSide(b, 'difference') - badSide(a, 'difference');
}

export function byName(a: Item, b: Item): number {
  return a.reading.kpi.name.localeCompare(b.reading.kpi.name, undefined, { numeric: true });
}

/** How far a KPI is on its bad side; where nothing is expected, nothing is bad. */
function badSide({ reading, verdict }: Item, what: 'change' | 'difference'): number {
  const value = verdict[what] ?? 0;
  return reading.kpi.goodDirection === 'up' ? -value : value;
}
