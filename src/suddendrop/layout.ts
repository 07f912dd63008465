const GAP = 8;
const IDEAL = { width: 300, height: 190 };
const SMALLEST = { width: 150, height: 96 };

/** A grid of tiles; `tileHeight` in pixels. Taller than the panel, it scrolls. */
export interface Grid {
  columns: number;
  tileHeight: number;
  gap: number;
}

/** The grid in which `count` tiles become largest in a panel of `width` x `height` pixels, and never unreadable. */
export function gridFor(count: number, width: number, height: number): Grid {
  const most = Math.max(1, Math.min(count, Math.floor((width + GAP) / (SMALLEST.width + GAP))));
  const grids = Array.from({ length: most }, (_, index) => {
    const columns = index + 1;
    const rows = Math.ceil(count / columns);
    const tileWidth = (width - GAP * (columns - 1)) / columns;
    const tileHeight = Math.max((height - GAP * (rows - 1)) / rows, SMALLEST.height);
    const overflow = Math.max(0, tileHeight * rows + GAP * (rows - 1) - height);
    return { columns, tileHeight, overflow, fit: Math.min(tileWidth / IDEAL.width, tileHeight / IDEAL.height) };
  });
  const best = grids.reduce((a, b) =>
    b.overflow < a.overflow || (b.overflow === a.overflow && b.fit > a.fit) ? b : a
  );
  return { columns: best.columns, tileHeight: Math.floor(best.tileHeight), gap: GAP };
}
