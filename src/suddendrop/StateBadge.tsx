import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useContext } from 'react';

import type { DropState } from '../kpi/detect/judge';
import type { Reading } from '../kpi/detect/reading';
import { Glyph, stateGlyph } from './Glyph';
import { stateWord } from './text';
import { PaletteContext, toneOf, type Palette } from './tone';

interface Props {
  state: DropState;
  goodDirection: Reading['kpi']['goodDirection'];
}

/** The state in a shape, a word and a colour. */
export function StateBadge({ state, goodDirection }: Props) {
  const styles = useStyles2(getStyles, state, useContext(PaletteContext));
  return (
    <span className={cx(styles.badge, state === 'drop' && styles.filled)}>
      <Glyph name={stateGlyph(state, goodDirection)} />
      {stateWord(state, goodDirection)}
    </span>
  );
}

function getStyles(theme: GrafanaTheme2, state: DropState, palette: Palette) {
  const tone = toneOf(theme, state, palette);
  return {
    badge: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      flexShrink: 0,
      padding: theme.spacing(0, 0.75),
      borderRadius: theme.shape.radius.pill,
      border: `1px solid ${tone.border}`,
      background: tone.soft,
      color: tone.text,
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      lineHeight: 1.6,
      whiteSpace: 'nowrap',
    }),
    filled: css({ background: tone.main, borderColor: tone.main, color: tone.contrast }),
  };
}
