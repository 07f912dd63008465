import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import type { CurveValues } from './standing';

const WIDTH = 120;
const HEIGHT = 32;

/** What a KPI was (the line) and should have been (dashed), from 0 up. Words beside it say the same. */
export function SmallCurve({ curve: { now, expected } }: { curve: CurveValues }) {
  const styles = useStyles2(getStyles);
  const most = Math.max(0, ...[...now, ...expected].map((value) => value ?? 0));
  return (
    <svg
      aria-hidden
      className={styles.curve}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 -1 ${WIDTH} ${HEIGHT + 2}`}
      preserveAspectRatio="none"
    >
      {most > 0 && (
        <>
          <path d={pathOf(expected, most)} className={styles.expected} />
          <path d={pathOf(now, most)} className={styles.now} />
        </>
      )}
    </svg>
  );
}

/** A line through the values, with a gap where one is missing. */
function pathOf(values: ReadonlyArray<number | null>, most: number): string {
  const step = WIDTH / Math.max(1, values.length - 1);
  return values
    .map((value, index) => {
      if (value === null) {
        return '';
      }
      const command = values[index - 1] === null || index === 0 ? 'M' : 'L';
      return `${command}${(index * step).toFixed(1)} ${(HEIGHT * (1 - value / most)).toFixed(1)}`;
    })
    .join('');
}

const getStyles = (theme: GrafanaTheme2) => {
  const line = { fill: 'none', vectorEffect: 'non-scaling-stroke' } as const;
  return {
    curve: css({ display: 'block' }),
    now: css({ ...line, stroke: theme.visualization.getColorByName('blue'), strokeWidth: 1.5 }),
    expected: css({ ...line, stroke: theme.colors.text.secondary, strokeWidth: 1, strokeDasharray: '3 3' }),
  };
};
