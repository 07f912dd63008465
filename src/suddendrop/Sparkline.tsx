import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import type { DropState } from '../kpi/detect/judge';
import type { CurvePoint, Reading } from '../kpi/detect/reading';
import { HEIGHT, sparklinePaths, WIDTH } from './sparkline';
import { toneOf } from './tone';

interface Props {
  curve: CurvePoint[];
  reading: Reading;
  state: DropState;
}

/** The KPI as a solid line over an area, what was expected as a dashed one, the judged window shaded. */
export function Sparkline({ curve, reading, state }: Props) {
  const styles = useStyles2(getStyles, state);
  const { judged, bucketSeconds } = reading;
  const paths = sparklinePaths(curve, bucketSeconds, judged);
  if (!paths) {
    return null;
  }
  return (
    <svg className={styles.drawing} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
      <rect className={styles.judged} x={paths.judged.x} y={0} width={paths.judged.width} height={HEIGHT} />
      <path className={styles.area} d={paths.area} />
      <path className={styles.now} d={paths.now} />
      <path className={styles.expected} d={paths.expected} />
    </svg>
  );
}

function getStyles(theme: GrafanaTheme2, state: DropState) {
  const tone = toneOf(theme, state);
  const alarmed = state === 'drop' || state === 'watch';
  const now = alarmed ? tone.main : theme.colors.primary.text;
  const line = { fill: 'none', vectorEffect: 'non-scaling-stroke', strokeLinejoin: 'round' } as const;
  return {
    drawing: css({ display: 'block', width: '100%', height: '100%' }),
    judged: css({ fill: alarmed ? tone.soft : theme.colors.action.selected }),
    area: css({ fill: now, fillOpacity: 0.14 }),
    expected: css({ ...line, stroke: theme.colors.text.primary, strokeWidth: 1.25, strokeDasharray: '4 4' }),
    now: css({ ...line, stroke: now, strokeWidth: 1.75 }),
  };
}
