import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, Stack, Text, useStyles2, type BadgeColor } from '@grafana/ui';
import React from 'react';

import type { Severity } from '../../policy/schema';
import { severityName } from '../words';
import type { PolicyRow } from './row';
import { StatusCell } from './StatusCell';

const SEVERITY_COLORS: Record<Severity, BadgeColor> = { critical: 'red', warning: 'orange', info: 'blue' };

interface Props {
  rows: readonly PolicyRow[];
  nameOfKpi: (row: PolicyRow, id: string) => string;
  actions: (row: PolicyRow) => React.ReactNode;
}

/**
 * The policies, one a line. Not Grafana's InteractiveTable: it mounts every cell anew when something around it changes,
 * and a click on a button that is replaced meanwhile is lost.
 */
export function PolicyTable({ rows, nameOfKpi, actions }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('policies.state', 'State')}</th>
            <th scope="col">{t('policies.policy', 'Policy')}</th>
            <th scope="col">{t('policies.severity', 'Severity')}</th>
            <th scope="col">{t('policies.owner', 'Owner')}</th>
            <th scope="col">{t('policies.contact-point', 'Contact point')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <StatusCell status={row.status} nameOfKpi={(id) => nameOfKpi(row, id)} />
              </td>
              <th scope="row">
                <PolicyCell row={row} />
              </th>
              <td>{row.policy && <SeverityBadge severity={row.policy.severity} />}</td>
              <td>{row.policy?.owner}</td>
              <td>{row.policy?.contactPoint}</td>
              <td>{actions(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PolicyCell({ row }: { row: PolicyRow }) {
  return (
    <Stack direction="column" gap={0}>
      <Stack direction="row" gap={1} alignItems="center">
        <Text weight="medium">{row.title}</Text>
        {row.provisioned && (
          <Badge
            color="purple"
            text={t('policies.provisioned', 'Provisioned')}
            tooltip={t(
              'policies.provisioned-why',
              'This policy comes from a file or a script, and is to be changed there.'
            )}
          />
        )}
        {row.edited && row.policy && (
          <Badge
            color="orange"
            icon="exclamation-triangle"
            text={t('policies.edited', 'Changed elsewhere')}
            tooltip={t(
              'policies.edited-why',
              'Somebody changed or deleted in Grafana what this policy was stored as. Open the policy to see what, and to repair or adopt it.'
            )}
          />
        )}
      </Stack>
      {row.sentence !== '' && (
        <Text variant="bodySmall" color="secondary">
          {row.sentence}
        </Text>
      )}
    </Stack>
  );
}

function SeverityBadge({ severity }: { severity: Severity }) {
  return <Badge color={SEVERITY_COLORS[severity]} text={severityName(severity)} />;
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto' }),
  table: css({
    width: '100%',
    'th, td': { padding: theme.spacing(1), textAlign: 'left', fontWeight: theme.typography.fontWeightRegular },
    'thead th': { color: theme.colors.text.secondary, whiteSpace: 'nowrap' },
    tr: { borderBottom: `1px solid ${theme.colors.border.weak}` },
    'tbody tr:hover': { background: theme.colors.action.hover },
    'tbody th': { minWidth: theme.spacing(30) },
    'td:first-child': { minWidth: theme.spacing(20), maxWidth: theme.spacing(40) },
  }),
});
