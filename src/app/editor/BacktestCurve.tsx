import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import type { Backtest } from '../../kpi/detect/backtest';
import { linePath } from '../linePath';

const SIZE = { width: 400, height: 90 };
/** A breach of some minutes would be too thin to see among days. */
const LEAST_WIDTH = 2;

interface Props {
  backtest: Backtest;
  /** What a person who can't see it is told. */
  label: string;
}

/** What the KPI was (the line) and should have been (dashed), and where the policy would have been in breach (bars). */
export function BacktestCurve({ backtest: { curve, episodes }, label }: Props) {
  const styles = useStyles2(getStyles);
  const first = curve[0]?.time ?? 0;
  const last = curve.at(-1)?.time ?? first;
  const most = Math.max(1e-9, ...curve.flatMap(({ now, expected }) => [now ?? 0, expected ?? 0]));
  const x = (time: number) => Math.min(1, Math.max(0, (time - first) / Math.max(1, last - first))) * SIZE.width;
  const line = (of: 'now' | 'expected') =>
    linePath(
      curve.map((point) => point[of]),
      most,
      SIZE
    );
  return (
    <figure className={styles.figure}>
      <svg
        role="img"
        aria-label={label}
        className={styles.curve}
        viewBox={`0 -2 ${SIZE.width} ${SIZE.height + 4}`}
        preserveAspectRatio="none"
      >
        {episodes.map(({ from, to }) => (
          <rect
            key={from}
            className={styles.breach}
            x={x(from)}
            y={0}
            width={Math.max(LEAST_WIDTH, x(to) - x(from))}
            height={SIZE.height}
          />
        ))}
        <path d={line('expected')} className={styles.expected} />
        <path d={line('now')} className={styles.now} />
      </svg>
      <figcaption className={styles.days}>
        {[first, (first + last) / 2, last].map((time) => (
          <span key={time}>{dateTimeFormat(time * 1000, { format: 'ddd DD' })}</span>
        ))}
      </figcaption>
    </figure>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const line = { fill: 'none', vectorEffect: 'non-scaling-stroke' } as const;
  return {
    figure: css({ margin: 0 }),
    curve: css({ display: 'block', width: '100%', height: SIZE.height }),
    now: css({ ...line, stroke: theme.visualization.getColorByName('blue'), strokeWidth: 1 }),
    expected: css({ ...line, stroke: theme.colors.text.secondary, strokeWidth: 1, strokeDasharray: '3 3' }),
    breach: css({ fill: theme.colors.error.main, fillOpacity: 0.55 }),
    days: css({
      display: 'flex',
      justifyContent: 'space-between',
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
    }),
  };
};
