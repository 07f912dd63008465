import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useContext, useMemo } from 'react';

import type { DropState } from '../../kpi/detect/judge';
import type { Clock } from '../clock';
import type { Item } from '../items';
import { hatching } from '../pattern';
import { PaletteContext, toneOf, type Palette } from '../tone';
import { CurveTooltip, spokenPoint } from './CurveTooltip';
import { HEIGHT, sparklinePaths, WIDTH, type SparklinePaths } from './paths';
import { useCursor } from './useCursor';

interface Props {
  item: Item;
  clock: Clock;
}

/**
 * The KPI as a solid line over an area, what was expected as a dashed one in its band, last week as a ghost, the judged
 * window shaded, and what is not complete hatched.
 */
export function Sparkline({ item, clock }: Props) {
  const { curve } = item;
  const { bucketSeconds } = item.reading;
  const { judged } = item.verdict;
  const paths = useMemo(() => sparklinePaths(curve, bucketSeconds, judged), [curve, bucketSeconds, judged]);
  return paths ? <Drawing item={item} clock={clock} paths={paths} /> : null;
}

function Drawing({ item, clock, paths }: Props & { paths: SparklinePaths }) {
  const { reading, curve, measure, verdict } = item;
  const palette = useContext(PaletteContext);
  const styles = useStyles2(getStyles, verdict.state, palette);
  const nowColour = lineColour(useTheme2(), verdict.state, palette);
  const { look, ...handlers } = useCursor(paths.xs);
  const index = look?.index ?? curve.length - 1;
  const point = curve[index];
  const { judged, partial } = paths;
  return (
    <div
      className={styles.curve}
      role="slider"
      tabIndex={0}
      aria-label={t('curve.of', 'Curve of {{- name}}', { name: reading.kpi.name })}
      aria-valuemin={0}
      aria-valuemax={curve.length - 1}
      aria-valuenow={index}
      aria-valuetext={point && spokenPoint(point, measure, clock)}
      {...handlers}
    >
      <svg className={styles.drawing} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
        <rect className={styles.judged} x={judged.x} y={0} width={judged.width} height={HEIGHT} />
        <path className={styles.band} d={paths.band} />
        <path className={styles.lastWeek} d={paths.lastWeek} />
        <path className={styles.area} d={paths.area} />
        <path className={styles.now} d={paths.now} />
        <path className={styles.expected} d={paths.expected} />
      </svg>
      <span className={styles.partial} style={{ left: `${partial.x}%`, width: `${partial.width}%` }} />
      {look && <span className={styles.cursor} style={{ left: `${paths.xs[index]}%` }} />}
      {look && point && (
        <CurveTooltip point={point} measure={measure} clock={clock} nowColour={nowColour} position={look.position} />
      )}
    </div>
  );
}

function lineColour(theme: GrafanaTheme2, state: DropState, palette: Palette): string {
  return state === 'drop' || state === 'watch' ? toneOf(theme, state, palette).main : theme.colors.primary.text;
}

function getStyles(theme: GrafanaTheme2, state: DropState, palette: Palette) {
  const tone = toneOf(theme, state, palette);
  const alarmed = state === 'drop' || state === 'watch';
  const now = lineColour(theme, state, palette);
  const line = { fill: 'none', vectorEffect: 'non-scaling-stroke', strokeLinejoin: 'round' } as const;
  return {
    curve: css({
      position: 'relative',
      height: '100%',
      // A line without height is neither seen nor stopped at.
      '@container (max-height: 15px)': { display: 'none' },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 1 },
    }),
    drawing: css({ display: 'block', width: '100%', height: '100%' }),
    judged: css({ fill: alarmed ? tone.soft : theme.colors.action.selected }),
    band: css({ fill: theme.colors.text.primary, fillOpacity: 0.1 }),
    lastWeek: css({ ...line, stroke: theme.colors.text.disabled, strokeWidth: 1.25 }),
    area: css({ fill: now, fillOpacity: 0.14 }),
    expected: css({ ...line, stroke: theme.colors.text.primary, strokeWidth: 1.25, strokeDasharray: '4 4' }),
    now: css({ ...line, stroke: now, strokeWidth: 1.75 }),
    partial: css({
      position: 'absolute',
      insetBlock: 0,
      backgroundImage: hatching(theme.colors.border.medium),
      pointerEvents: 'none',
    }),
    cursor: css({
      position: 'absolute',
      insetBlock: 0,
      width: 1,
      background: theme.colors.text.secondary,
      pointerEvents: 'none',
    }),
  };
}
