import { css, keyframes } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

import type { DropState } from '../../kpi/detect/judge';
import { edgePattern, groundPattern } from '../pattern';
import { toneOf, type Palette } from '../tone';

/** Letters grow with the tile: on a large screen they are a hand high. */
export function getWallTileStyles(theme: GrafanaTheme2, state: DropState, palette: Palette) {
  const tone = toneOf(theme, state, palette);
  const ellipsis = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  // Once a second is far below the three a second that may hurt.
  const flash = keyframes({ '0%, 49%': { background: tone.main }, '50%, 100%': { background: 'transparent' } });
  return {
    tile: css({
      position: 'relative',
      display: 'grid',
      gridTemplateRows: 'auto auto auto minmax(0, 1fr)',
      height: '100%',
      padding: '3cqh 3cqw 3cqh 5cqw',
      overflow: 'hidden',
      isolation: 'isolate',
      borderRadius: theme.shape.radius.default,
      border: `2px solid ${state === 'ok' ? theme.colors.border.weak : tone.border}`,
      backgroundColor: theme.colors.background.secondary,
      backgroundImage: groundPattern(theme, state, tone.soft),
      fontVariantNumeric: 'tabular-nums',
      '&::before': {
        content: '""',
        position: 'absolute',
        inset: '0 auto 0 0',
        width: state === 'drop' ? '3cqw' : '2cqw',
        background: edgePattern(state, tone.main),
      },
    }),
    flashing: css({
      '&::after': {
        content: '""',
        position: 'absolute',
        inset: 0,
        zIndex: -1,
        opacity: 0.55,
        [theme.transitions.handleMotion('no-preference')]: { animation: `${flash} 1s step-end infinite` },
      },
    }),
    head: css({ display: 'flex', alignItems: 'baseline', justifyContent: 'space-between', gap: '2cqw', minWidth: 0 }),
    name: css({
      ...ellipsis,
      margin: 0,
      // Headings and links have the colour of the page's theme, and the wall has its own.
      color: theme.colors.text.primary,
      '& a': { color: 'inherit' },
      fontSize: 'clamp(16px, min(8cqw, 13cqh), 72px)',
      fontWeight: theme.typography.fontWeightMedium,
      lineHeight: 1.35,
    }),
    state: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: '0.3em',
      flexShrink: 0,
      color: state === 'drop' ? theme.colors.text.maxContrast : tone.text,
      fontSize: 'clamp(14px, min(5cqw, 9cqh), 48px)',
      fontWeight: theme.typography.fontWeightMedium,
    }),
    numbers: css({
      display: 'flex',
      alignItems: 'baseline',
      justifyContent: 'space-between',
      gap: '2cqw',
      whiteSpace: 'nowrap',
      fontWeight: theme.typography.fontWeightMedium,
      letterSpacing: '-0.02em',
      lineHeight: 1.15,
    }),
    value: css({
      fontSize: 'clamp(28px, min(12cqw, 30cqh), 220px)',
      color: state === 'stale' || state === 'error' ? theme.colors.text.secondary : theme.colors.text.maxContrast,
    }),
    change: css({
      fontSize: state === 'drop' ? 'clamp(28px, min(12cqw, 30cqh), 220px)' : 'clamp(20px, min(9cqw, 16cqh), 120px)',
      color: state === 'drop' ? theme.colors.text.maxContrast : tone.text,
    }),
    detail: css({ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: '2cqw', minWidth: 0 }),
    // Beside its button two lines have no room for since when, or for why a value is too old.
    reason: css({
      display: '-webkit-box',
      WebkitBoxOrient: 'vertical',
      WebkitLineClamp: 3,
      overflow: 'hidden',
      margin: 0,
      lineHeight: 1.25,
      fontSize: 'clamp(13px, min(4.5cqw, 8cqh), 40px)',
      color: theme.colors.text.primary,
    }),
    curve: css({ containerType: 'size', minHeight: 0, marginTop: '2cqh' }),
  };
}
