import { css } from '@emotion/css';
import { dateTimeFormat, dateTimeFormatTimeAgo, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, Checkbox, Icon, Stack, Text, useStyles2, type BadgeColor } from '@grafana/ui';
import React from 'react';

import type { FailedDelivery } from '../../grafana/deliveries';
import type { Policy, Severity } from '../../policy/schema';
import { Owner } from '../teams/Owner';
import { severityName } from '../words';
import type { PolicyRow } from './row';
import { StatusCell } from './StatusCell';

const SEVERITY_COLORS: Record<Severity, BadgeColor> = { critical: 'red', warning: 'orange', info: 'blue' };

interface Props {
  rows: readonly PolicyRow[];
  selected: ReadonlySet<string>;
  /** Without it none can be selected yet. */
  onSelect?: (ids: readonly string[], isSelected: boolean) => void;
  nameOfKpi: (row: PolicyRow, id: string) => string;
  actions: (row: PolicyRow) => React.ReactNode;
}

/**
 * The policies, one a line. Not Grafana's InteractiveTable: it mounts every cell anew when something around it changes,
 * and a click on a button that is replaced meanwhile is lost.
 */
export function PolicyTable({ rows, selected, onSelect, nameOfKpi, actions }: Props) {
  const styles = useStyles2(getStyles);
  const ids = rows.map(({ id }) => id);
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <td>
              <Checkbox
                aria-label={t('policies.select-page', 'Select all on this page')}
                value={rows.every(({ id }) => selected.has(id))}
                disabled={!onSelect}
                onChange={({ currentTarget }) => onSelect?.(ids, currentTarget.checked)}
              />
            </td>
            <th scope="col">{t('policies.state', 'State')}</th>
            <th scope="col">{t('policies.policy', 'Policy')}</th>
            <th scope="col">{t('policies.last-alarm', 'Last alarm')}</th>
            <th scope="col">{t('policies.severity', 'Severity')}</th>
            <th scope="col">{t('policies.owner', 'Owner')}</th>
            <th scope="col">{t('policies.contact-point', 'Contact point')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} aria-selected={selected.has(row.id)}>
              <td>
                <Checkbox
                  aria-label={t('policies.select', 'Select {{- title}}', { title: row.title })}
                  value={selected.has(row.id)}
                  disabled={!onSelect}
                  onChange={({ currentTarget }) => onSelect?.([row.id], currentTarget.checked)}
                />
              </td>
              <td>
                <StatusCell status={row.status} nameOfKpi={(id) => nameOfKpi(row, id)} />
              </td>
              <th scope="row">
                <PolicyCell row={row} />
              </th>
              <td>
                <LastAlarm at={row.lastAlarm} />
              </td>
              <td>{row.policy && <SeverityBadge severity={row.policy.severity} />}</td>
              <td>{row.policy && <Owner owner={row.policy.owner} />}</td>
              <td>
                {row.policy && <Told {...row.policy} />}
                {row.undelivered && <Undelivered {...row.undelivered} />}
              </td>
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
        {row.behind && (
          <Badge
            color="orange"
            icon="users-alt"
            text={t('policies.behind', 'Team changed')}
            tooltip={t(
              'policies.behind-why',
              'Its team has another contact point, owner or name by now. Until the policy is written again it tells what it says here.'
            )}
          />
        )}
        {row.missingTeams.map((name) => (
          <Badge
            key={name}
            color="orange"
            icon="users-alt"
            text={t('policies.team-gone', 'Team "{{- name}}" is gone', { name })}
            tooltip={t(
              'policies.team-gone-why',
              'The policy still tells the contact point that it says here. Open it and choose a team or a contact point.'
            )}
          />
        ))}
        {row.edited && (
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
      {row.policy && (
        <Text variant="bodySmall" color="secondary">
          {row.sentence()}
        </Text>
      )}
    </Stack>
  );
}

/** The team by its name, and over what it is told. */
function Told({ team, contactPoint }: Policy) {
  return team ? (
    <Stack direction="column" gap={0}>
      <span>{team.name}</span>
      <Text variant="bodySmall" color="secondary">
        {contactPoint}
      </Text>
    </Stack>
  ) : (
    contactPoint
  );
}

/** How long ago, and when: a policy without an alarm in the last weeks has none here. */
function LastAlarm({ at }: { at?: number }) {
  return at === undefined ? (
    <Text color="secondary">–</Text>
  ) : (
    <time dateTime={new Date(at).toISOString()} title={dateTimeFormat(at)}>
      {dateTimeFormatTimeAgo(at)}
    </time>
  );
}

/** Somebody believes that they would be told, and is not. */
function Undelivered({ at, reason }: FailedDelivery) {
  const time = dateTimeFormat(at, { format: 'HH:mm' });
  return (
    <Stack direction="column" gap={0}>
      <Text color="error" variant="bodySmall">
        <Icon name="exclamation-triangle" size="sm" />{' '}
        {t('policies.undelivered', 'Not delivered at {{- time}}; tried again every minute', { time })}
      </Text>
      <Text color="secondary" variant="bodySmall">
        {reason}
      </Text>
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
    'tbody tr[aria-selected=true]': { background: theme.colors.action.selected },
    time: { whiteSpace: 'nowrap' },
    'tbody th': { minWidth: theme.spacing(30) },
    'td:nth-child(7)': { maxWidth: theme.spacing(40), overflowWrap: 'anywhere' },
    'td:nth-child(2)': { minWidth: theme.spacing(20), maxWidth: theme.spacing(40) },
  }),
});
