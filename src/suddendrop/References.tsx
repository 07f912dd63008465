import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Trans } from '@grafana/i18n';
import { Tooltip, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { Clock } from './clock';
import type { Item } from './items';
import { comparedText, referenceName } from './compared';
import { referenceValue } from './text';
import { whyText } from './why';

interface Props {
  item: Item;
  clock: Clock;
}

/** "vs the last Tuesdays and days, 14:05", which names each reference when asked, and why the state is what it is. */
export function References({ item, clock }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <Tooltip content={<Explanation item={item} clock={clock} />}>
      <button type="button" className={styles.trigger}>
        {comparedText(item.reading, clock)}
      </button>
    </Tooltip>
  );
}

function Explanation({ item, clock }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <p className={styles.why}>{whyText(item, clock)}</p>
      <Trans i18nKey="tile.median">Expected is the median of the same time on earlier days:</Trans>
      <table className={styles.table}>
        <tbody>
          {item.reading.references.map((reference) => (
            <tr key={reference.id}>
              <th scope="row">{referenceName(reference)}</th>
              <td>{referenceValue(reference, item.measure)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    trigger: css({
      padding: 0,
      border: 0,
      background: 'none',
      color: 'inherit',
      font: 'inherit',
      textAlign: 'start',
      textDecoration: `underline dotted ${theme.colors.text.disabled}`,
      textUnderlineOffset: '0.2em',
      cursor: 'help',
    }),
    why: css({ marginBottom: theme.spacing(1) }),
    table: css({
      marginTop: theme.spacing(0.5),
      fontVariantNumeric: 'tabular-nums',
      '& th': { paddingRight: theme.spacing(2), fontWeight: theme.typography.fontWeightRegular },
      '& td': { textAlign: 'end', fontWeight: theme.typography.fontWeightMedium },
    }),
  };
}
