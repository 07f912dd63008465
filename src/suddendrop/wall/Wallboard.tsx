import { css } from '@emotion/css';
import { createTheme, ThemeContext, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { Clock } from '../clock';
import type { Item } from '../items';
import { Message } from '../Message';
import type { Notice } from '../notices';
import { policiesOf, takenBy, useWatches } from '../watch/WatchContext';
import { isAlarming, pagesOf, wallGrid } from './pages';
import { useAcknowledged } from './useAcknowledged';
import { useRotation } from './useRotation';
import { useSound } from './useSound';
import { WallBar } from './WallBar';
import { WallTile } from './WallTile';

interface Props {
  items: Item[];
  notices: Notice[];
  /** Tiles whose data is on its way. */
  places: number;
  clock: Clock;
  pageSeconds: number;
  showSparkline: boolean;
  busy: boolean;
  width: number;
  height: number;
}

const BAR = 64;
/** A screen on a wall is dark, whatever the theme of who set it up. */
const DARK = createTheme({ colors: { mode: 'dark' } });

/** For a screen on a wall: large and dark; it turns its pages, and alarms flash and sound until someone has seen them. */
export function Wallboard(props: Props) {
  return (
    <ThemeContext.Provider value={DARK}>
      <Wall {...props} />
    </ThemeContext.Provider>
  );
}

function Wall({ items, notices, places, clock, pageSeconds, showSparkline, busy, width, height }: Props) {
  const styles = useStyles2(getStyles);
  const { columns, rows } = wallGrid(width, height - BAR);
  const pages = pagesOf(items, columns * rows);
  const rotation = useRotation(pages.length, pageSeconds);
  const acknowledged = useAcknowledged(items);
  const watches = useWatches();
  // Whoever has a drop has not yet seen that its data is too old to tell.
  const takenOf = (item: Item) => (item.verdict.state === 'drop' ? takenBy(policiesOf(item, watches)) : undefined);
  const isSeen = (item: Item) => acknowledged.has(item) || takenOf(item) !== undefined;
  const unseen = items.some((item) => isAlarming(item) && !isSeen(item));
  const unreadUnseen = items.filter((item) => item.verdict.state === 'error' && !isSeen(item));
  const sound = useSound(unseen || notices.some(({ role, isOfTiles }) => role === 'alert' && !isOfTiles));
  const page = pages[rotation.page];
  return (
    <section className={styles.wall} style={{ height }} aria-busy={busy}>
      <WallBar
        items={items}
        area={page?.area}
        page={rotation.page}
        // As long as nothing is known of the KPIs, their places say how many pages there will be.
        pages={items.length > 0 ? pages.length : Math.ceil(places / (columns * rows))}
        paused={rotation.paused}
        sound={sound}
        onTurn={rotation.turn}
        onTogglePause={rotation.togglePause}
      />
      {notices.map((notice) => (
        <div key={notice.text} className={styles.notice}>
          <Message {...notice} isStrip>
            {notice.isOfTiles && unreadUnseen.length > 1 && (
              <Button variant="secondary" icon="bell" onClick={() => acknowledged.add(unreadUnseen)}>
                {t('wall.acknowledge-unread', 'Acknowledge all {{count}}', { count: unreadUnseen.length })}
              </Button>
            )}
          </Message>
        </div>
      ))}
      <ul className={styles.tiles} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
        {page?.items.map((item) => (
          <li key={item.key} className={styles.place}>
            <WallTile
              item={item}
              clock={clock}
              acknowledged={acknowledged.has(item)}
              taken={takenOf(item)}
              showSparkline={showSparkline}
              onAcknowledge={() => acknowledged.toggle(item)}
            />
          </li>
        ))}
        {Array.from({ length: Math.min(places, columns * rows) }, (_, index) => (
          <li key={index} className={styles.empty} />
        ))}
      </ul>
    </section>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    wall: css({
      containerType: 'inline-size',
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(1),
      padding: theme.spacing(1),
      overflow: 'hidden auto',
      borderRadius: theme.shape.radius.default,
      background: theme.colors.background.canvas,
      color: theme.colors.text.primary,
    }),
    notice: css({ fontSize: 'clamp(14px, 2cqw, 32px)', lineHeight: 1.3 }),
    tiles: css({
      flex: 1,
      display: 'grid',
      gridAutoRows: 'minmax(150px, 1fr)',
      gap: theme.spacing(1),
      margin: 0,
      padding: 0,
      listStyle: 'none',
    }),
    place: css({ containerType: 'size', minWidth: 0 }),
    empty: css({ borderRadius: theme.shape.radius.default, background: theme.colors.background.secondary }),
  };
}
