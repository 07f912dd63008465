import { css } from '@emotion/css';
import { LoadingState, type GrafanaTheme2, type PanelProps } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { gridFor } from './layout';
import { errorNotices, foreignNotice, nothingNotice, type Notice } from './notices';
import { Message } from './Message';
import { parseOptions, thresholdsOf, type SuddenDropOptions } from './options';
import { expectedTiles, readFrame, type FrameContent } from './readings';
import { Tile } from './Tile';
import type { Clock } from './text';
import { useNow } from './useNow';
import { severity, verdictOf, type Verdict } from './verdict';

const STEP = 5000;

type ReadingContent = Extract<FrameContent, { kind: 'reading' }>;
type Judged = ReadingContent & { verdict: Verdict };

/** Tiles: one for each KPI of the panel's queries. */
export function SuddenDropPanel(props: PanelProps<SuddenDropOptions>) {
  const { data, width, height } = props;
  const styles = useStyles2(getStyles);
  const clock = useClock(props);
  const options = parseOptions(props.options);
  const thresholds = thresholdsOf(options);

  const contents = data.series.map(readFrame);
  const tiles: Judged[] = contents
    .filter((content) => content.kind === 'reading')
    .map((content) => ({ ...content, verdict: verdictOf(content.reading, thresholds, clock.asOf) }));
  if (options.sort === 'worst') {
    tiles.sort(worstFirst);
  }
  const notices: Notice[] = [
    ...errorNotices(data),
    ...(contents.some(({ kind }) => kind === 'foreign') ? [foreignNotice()] : []),
  ];
  const loading = data.state === LoadingState.Loading || data.state === LoadingState.NotStarted;
  const places = loading && contents.length === 0 ? expectedTiles(data.request?.targets ?? []) : 0;

  if (tiles.length + notices.length + places === 0) {
    return loading ? <div aria-busy /> : <Message {...nothingNotice()} />;
  }
  const grid = gridFor(tiles.length + notices.length + places, width, height);
  return (
    <ul
      className={styles.grid}
      style={{
        height,
        gap: grid.gap,
        gridTemplateColumns: `repeat(${grid.columns}, minmax(0, 1fr))`,
        gridAutoRows: grid.tileHeight,
      }}
      aria-busy={loading}
    >
      {notices.map((notice, index) => (
        <li key={index} className={styles.place}>
          <Message {...notice} />
        </li>
      ))}
      {tiles.map(({ reading, curve, verdict }, index) => (
        <li key={`${reading.kpi.id}/${index}`} className={styles.place}>
          <Tile {...{ reading, curve, verdict, thresholds, clock }} showSparkline={options.showSparkline} />
        </li>
      ))}
      {Array.from({ length: places }, (_, index) => (
        <li key={index} className={styles.empty} />
      ))}
    </ul>
  );
}

/**
 * A panel that ends now, or later ("Today"), lives on between two refreshes: its data ages. Of an older time range the
 * end counts.
 */
function useClock({ data: { timeRange }, timeZone }: PanelProps<SuddenDropOptions>): Clock {
  const now = useNow(STEP);
  const end = timeRange.to.valueOf();
  if (timeRange.raw.to === 'now') {
    // A refresh may be newer than the last step.
    return { asOf: Math.max(now, end) / 1000, live: true, timeZone };
  }
  return { asOf: Math.min(now, end) / 1000, live: end > now, timeZone };
}

function worstFirst(a: Judged, b: Judged): number {
  return severity(a.verdict.state) - severity(b.verdict.state) || badness(b) - badness(a);
}

function badness({ reading, verdict: { change = 0 } }: Judged): number {
  return reading.kpi.goodDirection === 'up' ? -change : change;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    grid: css({ display: 'grid', margin: 0, padding: 0, listStyle: 'none', overflowY: 'auto' }),
    place: css({ containerType: 'size', minWidth: 0 }),
    empty: css({ borderRadius: theme.shape.radius.default, background: theme.colors.background.secondary }),
  };
}
