import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { linePath } from '../linePath';
import type { CurveValues } from './standing';

const SIZE = { width: 120, height: 32 };

/** What a KPI was (the line) and should have been (dashed), from 0 up. Words beside it say the same. */
export function SmallCurve({ curve: { now, expected } }: { curve: CurveValues }) {
  const styles = useStyles2(getStyles);
  const most = Math.max(0, ...[...now, ...expected].map((value) => value ?? 0));
  return (
    <svg
      aria-hidden
      className={styles.curve}
      {...SIZE}
      viewBox={`0 -1 ${SIZE.width} ${SIZE.height + 2}`}
      preserveAspectRatio="none"
    >
      {most > 0 && (
        <>
          <path d={linePath(expected, most, SIZE)} className={styles.expected} />
          <path d={linePath(now, most, SIZE)} className={styles.now} />
        </>
      )}
    </svg>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const line = { fill: 'none', vectorEffect: 'non-scaling-stroke' } as const;
  return {
    curve: css({ display: 'block' }),
    now: css({ ...line, stroke: theme.visualization.getColorByName('blue'), strokeWidth: 1.5 }),
    expected: css({ ...line, stroke: theme.colors.text.secondary, strokeWidth: 1, strokeDasharray: '3 3' }),
  };
};
