import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { memo, useContext } from 'react';

import type { DropState } from '../kpi/detect/judge';
import type { Clock } from './clock';
import { Details } from './Details';
import { signedPercent, valueOrUnknown } from './format';
import { frameOf } from './frame';
import { Glyph, stateGlyph } from './Glyph';
import type { Item } from './items';
import { KpiName } from './KpiName';
import { sentence, stateWord } from './text';
import { PaletteContext, toneOf, type Palette } from './tone';
import { whyText } from './why';

const SMALL = 'clamp(12px, min(6.5cqw, 13cqh), 22px)';

interface Props {
  item: Item;
  clock: Clock;
}

/** A KPI among many: name, value, change and state; the rest is a click away. */
export const Cell = memo(function Cell({ item, clock }: Props) {
  const { reading, measure, verdict } = item;
  const { name, goodDirection } = reading.kpi;
  const styles = useStyles2(getStyles, verdict.state, useContext(PaletteContext));
  return (
    <article className={styles.cell} aria-label={sentence(item, clock)} title={`${name}: ${whyText(item, clock)}`}>
      <h3 className={styles.name}>
        <KpiName item={item} />
      </h3>
      <span className={styles.value}>{valueOrUnknown(verdict.now, measure)}</span>
      <Details item={item} clock={clock} className={styles.state}>
        <Glyph name={stateGlyph(verdict.state, goodDirection)} />
        {verdict.change !== undefined && signedPercent(verdict.change)}
        <span className={verdict.change === undefined ? undefined : styles.word}>
          {stateWord(verdict.state, goodDirection)}
        </span>
      </Details>
    </article>
  );
});

function getStyles(theme: GrafanaTheme2, state: DropState, palette: Palette) {
  const tone = toneOf(theme, state, palette);
  const ellipsis = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  return {
    cell: css({
      position: 'relative',
      display: 'grid',
      gridTemplateRows: 'auto minmax(0, 1fr) auto',
      height: '100%',
      padding: theme.spacing(0.5, 1, 0.5, 1.5),
      overflow: 'hidden',
      ...frameOf(theme, state, tone),
    }),
    name: css({
      ...ellipsis,
      margin: 0,
      fontSize: SMALL,
      fontWeight: theme.typography.fontWeightRegular,
      lineHeight: 1.5,
    }),
    value: css({
      ...ellipsis,
      alignSelf: 'center',
      fontSize: `clamp(${theme.typography.h5.fontSize}, min(14cqw, 38cqh), 4rem)`,
      fontWeight: theme.typography.fontWeightMedium,
      lineHeight: 1.1,
      color: theme.colors.text.maxContrast,
    }),
    state: css({
      ...ellipsis,
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      color: tone.text,
      fontSize: SMALL,
      fontWeight: theme.typography.fontWeightMedium,
    }),
    word: css({
      ...ellipsis,
      minWidth: 0,
      marginInlineStart: 'auto',
      '@container (max-width: 150px)': { display: 'none' },
    }),
  };
}
