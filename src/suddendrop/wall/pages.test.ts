import { testItem } from '../testing';
import { pagesOf, wallGrid } from './pages';

type Area = 'customers' | 'sellers';
const fine = (name: string, area: Area = 'customers') => testItem({ now: { value: 104, events: 104 } }, { name, area });
const falling = (name: string, area: Area = 'customers') => testItem({}, { name, area });

const shown = (...args: Parameters<typeof pagesOf>) =>
  pagesOf(...args).map(({ area, items }) => [area, ...items.map(({ reading }) => reading.kpi.name)]);

describe('pagesOf', () => {
  test('goes through the areas, page by page', () => {
    expect(shown([fine('a'), fine('x', 'sellers'), fine('b'), fine('c')], 2)).toEqual([
      ['customers', 'a', 'b'],
      ['customers', 'c'],
      ['sellers', 'x'],
    ]);
  });

  test('keeps what alarms on every page, first', () => {
    expect(shown([fine('a'), fine('b'), falling('x', 'sellers')], 2)).toEqual([
      ['customers', 'x', 'a'],
      ['customers', 'x', 'b'],
    ]);
  });

  test('shows every KPI, also when more of them alarm than fit', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const pages = shown(
      names.map((name) => falling(name)),
      3
    );
    expect(new Set(pages.flat())).toEqual(new Set(['customers', ...names]));
    expect(Math.max(...pages.map((page) => page.length - 1))).toBe(3);
  });

  test('is one page where everything alarms and fits, and where there is nothing', () => {
    expect(shown([falling('a'), falling('b')], 4)).toEqual([[undefined, 'a', 'b']]);
    expect(shown([], 4)).toEqual([[undefined]]);
  });
});

test('a wall has few, large tiles; a phone has one in a row', () => {
  expect(wallGrid(1900, 900)).toEqual({ columns: 3, rows: 3 });
  expect(wallGrid(390, 700)).toEqual({ columns: 1, rows: 2 });
  expect(wallGrid(100, 50)).toEqual({ columns: 1, rows: 1 });
});
