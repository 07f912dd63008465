import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Trans } from '@grafana/i18n';
import { Tooltip, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { Reading } from '../kpi/detect/reading';
import { referenceName, referenceValue } from './text';

/** "the same time in the last weeks", which names each of them when asked. */
export function References({ reading }: { reading: Reading }) {
  const styles = useStyles2(getStyles);
  return (
    <Tooltip content={<ReferenceTable reading={reading} />}>
      <button type="button" className={styles.trigger}>
        <Trans i18nKey="tile.compared">vs the same time in the last weeks</Trans>
      </button>
    </Tooltip>
  );
}

function ReferenceTable({ reading: { references, kpi } }: { reading: Reading }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <Trans i18nKey="tile.median">Expected is the median of the same time on earlier days:</Trans>
      <table className={styles.table}>
        <tbody>
          {references.map((reference) => (
            <tr key={reference.id}>
              <th scope="row">{referenceName(reference.days)}</th>
              <td>{referenceValue(reference, kpi.unit)}</td>
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
    table: css({
      marginTop: theme.spacing(0.5),
      fontVariantNumeric: 'tabular-nums',
      '& th': { paddingRight: theme.spacing(2), fontWeight: theme.typography.fontWeightRegular },
      '& td': { textAlign: 'end', fontWeight: theme.typography.fontWeightMedium },
    }),
  };
}
