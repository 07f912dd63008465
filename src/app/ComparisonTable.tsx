import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

interface Props {
  /** Names of the columns; the first is of what is compared. */
  head: readonly string[];
  rows: ReadonlyArray<{ key: string; name: string; texts: readonly React.ReactNode[] }>;
}

/** What several sides say of the same things. Long texts, such as SQL, scroll in their cell. */
export function ComparisonTable({ head, rows }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, texts }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            {texts.map((text, index) => (
              <td key={head[index + 1]}>
                <div className={styles.text}>{text ?? '–'}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    'th, td': { padding: theme.spacing(0.5, 1), textAlign: 'left', verticalAlign: 'top' },
    'thead th': { color: theme.colors.text.secondary },
    'tbody th': { fontWeight: theme.typography.fontWeightMedium },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
  text: css({ maxHeight: theme.spacing(16), overflow: 'auto', overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }),
});
