import { groupBy } from '../../kpi/groupBy';
import type { Item } from '../items';

/** What a wallboard shows at a time. */
export interface Page {
  /** The area of the KPIs that change from page to page; undefined on a page of alarms alone. */
  area: string | undefined;
  items: Item[];
}

/** What needs a person: a drop, and data that is too old or missing to tell. */
export function isAlarming({ verdict }: Item): boolean {
  return ['drop', 'stale', 'error'].includes(verdict.state);
}

/**
 * Pages of at most `capacity` KPIs, area by area. What alarms stands first on every page; when there is more of it than
 * fits, a place is kept for the rest to pass through.
 */
export function pagesOf(items: readonly Item[], capacity: number): Page[] {
  const alarming = items.filter(isAlarming);
  const calm = items.filter((item) => !isAlarming(item));
  const fits = alarming.length < capacity || calm.length + alarming.length <= capacity;
  const pinned = fits ? alarming : alarming.slice(0, Math.max(0, capacity - 1));
  const passing = [...alarming.slice(pinned.length), ...calm];
  if (passing.length === 0) {
    return [{ area: undefined, items: pinned }];
  }
  const room = Math.max(1, capacity - pinned.length);
  return groupBy(passing, ({ reading }) => reading.kpi.area).flatMap(([area, members]) =>
    chunks(members, room).map((chunk) => ({ area, items: [...pinned, ...chunk] }))
  );
}

/** How many KPIs can be read from across a room on a wall of `width` x `height` pixels. */
export function wallGrid(width: number, height: number): { columns: number; rows: number } {
  const fit = (pixels: number, each: number) => Math.min(3, Math.max(1, Math.floor(pixels / each)));
  return { columns: fit(width, 420), rows: fit(height, 240) };
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size)
  );
}
