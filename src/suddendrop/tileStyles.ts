import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

import type { DropState } from '../kpi/detect/judge';
import { frameOf } from './frame';
import { TINY as TINY_SIZE } from './layout';
import { toneOf, type Palette } from './tone';

/** What fits where: a wide tile has its curve beside the words, a narrow one below them. */
const WIDE = '@container (min-aspect-ratio: 12 / 5) and (min-width: 380px)';
const NARROW = '@container (max-width: 219px)';
const NARROW_SHORT = '@container (max-width: 219px) and (max-height: 159px)';
const TINY = `@container (width < ${TINY_SIZE.width}px) and (height < ${TINY_SIZE.height}px)`;
const NO_DIFFERENCE = '@container (max-width: 259px) and (max-height: 130px)';
const NO_SINCE = '@container (max-width: 279px)';
const NO_NEWEST = '@container (max-width: 419px) and (max-height: 299px)';
const SHORT = '@container (max-height: 130px)';
const NO_WHY = '@container (max-height: 219px)';
const NO_TODAY = '@container (max-height: 199px)';
const NO_CURVE = '@container (max-height: 150px) and (max-width: 379px)';
const NO_FOOT = '@container (max-height: 150px) and (min-width: 220px)';
const NO_FOOT_BELOW_CURVE = '@container (max-height: 175px) and (min-width: 220px) and (max-aspect-ratio: 12 / 5)';

/** A tile fills its place, a size container, and shows what fits there. */
export function getTileStyles(theme: GrafanaTheme2, state: DropState, palette: Palette) {
  const tone = toneOf(theme, state, palette);
  const judged = ['ok', 'watch', 'drop'].includes(state);
  const alarmed = state === 'drop' || state === 'watch';
  const ellipsis = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  return {
    tile: css({
      position: 'relative',
      display: 'grid',
      gridTemplate: `"head" auto "numbers" auto "explanation" auto "curve" minmax(0, 1fr) "foot" auto / minmax(0, 1fr)`,
      rowGap: theme.spacing(0.25),
      height: '100%',
      padding: theme.spacing(1, 1.25, 1, 1.75),
      // Not `hidden`, which scrolls to what is focused.
      overflow: 'clip',
      [TINY]: { paddingBlock: theme.spacing(0.5), rowGap: 0 },
      ...frameOf(theme, state, tone),
      [WIDE]: {
        columnGap: theme.spacing(2),
        gridTemplate: `"head curve" auto "numbers curve" auto "explanation curve" auto ". curve" minmax(0, 1fr) "foot curve" auto / minmax(0, 1fr) minmax(0, 1fr)`,
      },
    }),
    head: css({
      gridArea: 'head',
      display: 'flex',
      alignItems: 'center',
      columnGap: theme.spacing(1),
      minWidth: 0,
      [NARROW]: { flexWrap: 'wrap' },
    }),
    name: css({
      ...ellipsis,
      ...theme.typography.body,
      fontWeight: theme.typography.fontWeightMedium,
      margin: 0,
      flex: 1,
      [NARROW]: { flexBasis: '100%' },
      [TINY]: { fontSize: theme.typography.bodySmall.fontSize, lineHeight: theme.typography.bodySmall.lineHeight },
    }),
    numbers: css({
      gridArea: 'numbers',
      display: 'flex',
      alignItems: 'center',
      columnGap: theme.spacing(1.5),
      minWidth: 0,
      [NARROW]: { flexWrap: 'wrap', alignItems: 'baseline', columnGap: theme.spacing(1) },
    }),
    value: css({
      fontSize: `clamp(${theme.typography.h3.fontSize}, min(10cqw, 18cqh), 4.5rem)`,
      fontWeight: theme.typography.fontWeightMedium,
      letterSpacing: '-0.02em',
      lineHeight: 1.15,
      whiteSpace: 'nowrap',
      [NARROW_SHORT]: { fontSize: theme.typography.h4.fontSize },
      color: state === 'stale' || state === 'error' ? theme.colors.text.secondary : theme.colors.text.maxContrast,
    }),
    /** What the value is beside what was expected, and of which time. */
    beside: css({ display: 'flex', flexDirection: 'column', minWidth: 0, lineHeight: 1.25 }),
    window: css({
      ...ellipsis,
      fontSize: theme.typography.bodySmall.fontSize,
      color: theme.colors.text.secondary,
      [SHORT]: { display: 'none' },
      [NARROW]: { display: 'none' },
    }),
    change: css({
      ...ellipsis,
      color: alarmed ? tone.text : theme.colors.text.secondary,
      '& strong': {
        fontSize: `clamp(${theme.typography.body.fontSize}, min(5cqw, 9cqh), 1.75rem)`,
        fontWeight: theme.typography.fontWeightMedium,
      },
    }),
    difference: css({ [NARROW]: { display: 'none' }, [NO_DIFFERENCE]: { display: 'none' } }),
    since: css({
      flexShrink: 0,
      fontSize: theme.typography.bodySmall.fontSize,
      color: alarmed ? tone.text : theme.colors.text.secondary,
      [NO_SINCE]: { display: 'none' },
    }),
    explanation: css({
      gridArea: 'explanation',
      minWidth: 0,
      fontSize: theme.typography.bodySmall.fontSize,
      color: theme.colors.text.secondary,
    }),
    comparison: css({
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: '0.5ch',
      margin: 0,
      // Where there is no room, the comparison drops out of sight as a whole.
      [SHORT]: { height: '1lh', overflow: 'hidden' },
      [NARROW]: { '& button': { display: 'none' } },
    }),
    expected: css({ color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium }),
    why: css({
      display: '-webkit-box',
      margin: 0,
      overflow: 'hidden',
      WebkitBoxOrient: 'vertical',
      WebkitLineClamp: 3,
      '@container (max-height: 259px)': { WebkitLineClamp: 2 },
      color: judged ? theme.colors.text.secondary : theme.colors.text.primary,
      [SHORT]: { display: 'none' },
      // The state says it when asked, and below stands who is told.
      [NARROW_SHORT]: { display: 'none' },
      // Where a tile judges, its numbers say as much at a glance.
      ...(judged ? { [NO_WHY]: { display: 'none' } } : {}),
    }),
    today: css({ ...ellipsis, margin: 0, [NO_TODAY]: { display: 'none' } }),
    curve: css({
      gridArea: 'curve',
      containerType: 'size',
      minHeight: 0,
      paddingBlock: theme.spacing(0.5),
      [NO_CURVE]: { display: 'none' },
    }),
    foot: css({
      gridArea: 'foot',
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'space-between',
      columnGap: theme.spacing(1),
      fontSize: theme.typography.bodySmall.fontSize,
      color: theme.colors.text.secondary,
      [NO_FOOT]: { display: 'none' },
      [NO_FOOT_BELOW_CURVE]: { display: 'none' },
    }),
    // Its window says already to when the data is complete.
    newest: css({ [NO_NEWEST]: { display: 'none' } }),
    more: css({
      display: 'inline-flex',
      minWidth: 0,
      whiteSpace: 'nowrap',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      maxWidth: '100%',
      // On a phone, what to do about a breach is worth more than the rest.
      [NARROW]: { '& > :not(:last-child)': { display: 'none' } },
      '& a': { color: theme.colors.text.link, textDecoration: 'underline' },
    }),
    owner: css({ ...ellipsis, flex: '0 1 auto', minWidth: 0 }),
  };
}
