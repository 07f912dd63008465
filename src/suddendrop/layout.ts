export const GAP = 8;

/** In pixels: the size at which a tile looks best, and below which it can't be read. */
export interface TileSizes {
  ideal: { width: number; height: number };
  smallest: { width: number; height: number };
}

export const TILE: TileSizes = { ideal: { width: 300, height: 190 }, smallest: { width: 150, height: 96 } };
export const CELL: TileSizes = { ideal: { width: 190, height: 84 }, smallest: { width: 120, height: 68 } };

/** In pixels: smaller than this, a tile says how its KPI stands, and nothing of why. */
export const TINY = { width: 220, height: 131 };

/** A grid of tiles; `tileWidth` and `tileHeight` in pixels. Taller than the panel, it scrolls. */
export interface Grid {
  columns: number;
  tileWidth: number;
  tileHeight: number;
  gap: number;
}

/** The grid in which `count` tiles become largest in a panel of `width` x `height` pixels, and never unreadable. */
export function gridFor(count: number, width: number, height: number, { ideal, smallest }: TileSizes = TILE): Grid {
  const most = Math.max(1, Math.min(count, Math.floor((width + GAP) / (smallest.width + GAP))));
  const grids = Array.from({ length: most }, (_, index) => {
    const columns = index + 1;
    const rows = Math.ceil(count / columns);
    const tileWidth = (width - GAP * (columns - 1)) / columns;
    const tileHeight = Math.max((height - GAP * (rows - 1)) / rows, smallest.height);
    const overflow = Math.max(0, tileHeight * rows + GAP * (rows - 1) - height);
    return {
      columns,
      tileWidth,
      tileHeight,
      overflow,
      fit: Math.min(tileWidth / ideal.width, tileHeight / ideal.height),
    };
  });
  const best = grids.reduce((a, b) =>
    b.overflow < a.overflow || (b.overflow === a.overflow && b.fit > a.fit) ? b : a
  );
  const { columns, tileWidth, tileHeight } = best;
  return { columns, tileWidth, tileHeight: Math.floor(tileHeight), gap: GAP };
}
