import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import type { Item } from './items';
import { GAP, gridFor, TINY, type TileSizes } from './layout';
import { Message } from './Message';
import type { Notice } from './notices';
import { useHeight } from './useHeight';

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

/** In pixels: a lower panel has no room for a reason and tiles that have nothing to say beside it. */
const LOW = 240;

/** A place for each KPI, as large as the panel allows; alone, a KPI has the whole panel. What fails stands above them. */
export function TileGrid({ items, notices, places, busy, width, height, sizes, children }: Props) {
  const styles = useStyles2(getStyles);
  const [strip, stripHeight] = useHeight(notices, width);
  const isNothingRead = places === 0 && items.every(({ verdict }) => verdict.state === 'error');
  const fills = notices.length > 0 && isNothingRead && (items.length === 0 || height < LOW);
  const hasStrip = notices.length > 0 && !fills;
  const room = hasStrip ? Math.max(height - stripHeight - GAP, sizes.smallest.height) : height;
  const grid = gridFor(fills ? notices.length : items.length + places, width, room, sizes);
  const isTiny = grid.tileWidth < TINY.width && grid.tileHeight < TINY.height;
  return (
    <div className={styles.panel} style={{ height }}>
      {hasStrip && (
        <div ref={strip} className={styles.strip}>
          {notices.map((notice) => (
            <Message key={notice.text} {...notice} isStrip />
          ))}
        </div>
      )}
      <ul
        className={styles.grid}
        style={{
          height: room,
          gap: grid.gap,
          gridTemplateColumns: `repeat(${grid.columns}, minmax(0, 1fr))`,
          gridAutoRows: grid.tileHeight,
        }}
        aria-busy={busy}
      >
        {fills
          ? notices.map((notice) => (
              <li key={notice.text} className={styles.place}>
                <Message {...notice} />
              </li>
            ))
          : items.map((item) => (
              <li key={item.key} className={styles.place}>
                {children(item, isTiny)}
              </li>
            ))}
        {Array.from({ length: places }, (_, index) => (
          <li key={index} className={styles.empty} />
        ))}
      </ul>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    panel: css({ overflow: 'hidden auto' }),
    strip: css({ display: 'grid', gap: GAP, marginBottom: GAP }),
    grid: css({ display: 'grid', margin: 0, padding: 0, listStyle: 'none', overflowY: 'auto' }),
    // What is scrolled out of sight is not drawn until it comes near.
    place: css({ containerType: 'size', contentVisibility: 'auto', minWidth: 0 }),
    empty: css({ borderRadius: theme.shape.radius.default, background: theme.colors.background.secondary }),
  };
}
