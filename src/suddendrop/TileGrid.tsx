import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import type { Item } from './items';
import { gridFor, TINY, type TileSizes } from './layout';
import { Message } from './Message';
import type { Notice } from './notices';

interface Props {
  items: Item[];
  notices: Notice[];
  /** Tiles whose data is on its way. */
  places: number;
  busy: boolean;
  width: number;
  height: number;
  sizes: TileSizes;
  children: (item: Item, isTiny: boolean) => ReactNode;
}

/** A place for each KPI, as large as the panel allows; alone, a KPI has the whole panel. */
export function TileGrid({ items, notices, places, busy, width, height, sizes, children }: Props) {
  const styles = useStyles2(getStyles);
  const grid = gridFor(items.length + notices.length + places, width, height, sizes);
  const isTiny = grid.tileWidth < TINY.width && grid.tileHeight < TINY.height;
  return (
    <ul
      className={styles.grid}
      style={{
        height,
        gap: grid.gap,
        gridTemplateColumns: `repeat(${grid.columns}, minmax(0, 1fr))`,
        gridAutoRows: grid.tileHeight,
      }}
      aria-busy={busy}
    >
      {notices.map((notice, index) => (
        <li key={index} className={styles.place}>
          <Message {...notice} />
        </li>
      ))}
      {items.map((item) => (
        <li key={item.key} className={styles.place}>
          {children(item, isTiny)}
        </li>
      ))}
      {Array.from({ length: places }, (_, index) => (
        <li key={index} className={styles.empty} />
      ))}
    </ul>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    grid: css({ display: 'grid', margin: 0, padding: 0, listStyle: 'none', overflowY: 'auto' }),
    place: css({ containerType: 'size', minWidth: 0 }),
    empty: css({ borderRadius: theme.shape.radius.default, background: theme.colors.background.secondary }),
  };
}
