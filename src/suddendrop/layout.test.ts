import { gridFor } from './layout';

describe('gridFor', () => {
  test('gives a single KPI the whole panel', () => {
    expect(gridFor(1, 800, 400)).toEqual({ columns: 1, tileWidth: 800, tileHeight: 400, gap: 8 });
  });

  test('makes a square of four in a squarish panel, a line of four in a flat one', () => {
    expect(gridFor(4, 800, 500).columns).toBe(2);
    expect(gridFor(4, 1400, 160).columns).toBe(4);
  });

  test('stacks the tiles on a phone, and scrolls rather than making them unreadable', () => {
    expect(gridFor(3, 280, 600).columns).toBe(1);
    const { columns, tileHeight } = gridFor(9, 300, 300);
    expect(columns).toBe(1);
    expect(tileHeight).toBe(96);
  });

  test('has a column even where there is no room', () => {
    expect(gridFor(2, 0, 0).columns).toBe(1);
  });

  test('shows everything without scrolling where that can be read', () => {
    for (let count = 1; count <= 12; count++) {
      const { columns, tileHeight, gap } = gridFor(count, 1400, 400);
      const rows = Math.ceil(count / columns);
      expect(rows * tileHeight + (rows - 1) * gap).toBeLessThanOrEqual(400);
    }
  });
});
