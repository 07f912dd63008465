import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Icon, LinkButton, Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';

import { SEVERITIES } from '../../policy/schema';
import { contactPointsOf, type Team } from '../../policy/team';
import type { PolicyRow } from '../policies/row';
import { useContactPoints } from '../policies/usePolicies';
import { hrefOf, teamPath, teamPoliciesPath } from '../routes';
import { severityName } from '../words';
import { Owner } from './Owner';

interface Props {
  teams: readonly Team[];
  /** The policies that tell a team; undefined until they are read. */
  usersOf: (team: Team) => readonly PolicyRow[] | undefined;
  mayEdit: boolean;
  onDelete: (team: Team) => void;
}

/** The teams, one a line. */
export function TeamTable({ teams, usersOf, mayEdit, onDelete }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('policies.team', 'Team')}</th>
            <th scope="col">{t('policies.owner', 'Owner')}</th>
            <th scope="col">{t('teams.told-over', 'Told over')}</th>
            <th scope="col">{t('policies.title', 'Alert policies')}</th>
            {mayEdit && <td />}
          </tr>
        </thead>
        <tbody>
          {[...teams]
            .sort((a, b) => a.name.localeCompare(b.name))
            .map((team) => (
              <tr key={team.id}>
                <th scope="row">{team.name}</th>
                <td>
                  <Owner owner={team.owner} />
                </td>
                <td>
                  <ContactPoints team={team} />
                </td>
                <td>
                  <Users team={team} users={usersOf(team)} />
                </td>
                {mayEdit && (
                  <td>
                    <Stack direction="row" gap={0.5} justifyContent="flex-end">
                      <LinkButton
                        icon="pen"
                        fill="text"
                        variant="secondary"
                        size="sm"
                        tooltip={t('teams.edit', 'Edit {{- name}}', team)}
                        href={hrefOf(teamPath(team.id))}
                      />
                      <Button
                        icon="trash-alt"
                        fill="text"
                        variant="secondary"
                        size="sm"
                        tooltip={t('teams.delete', 'Delete {{- name}}', team)}
                        aria-label={t('teams.delete', 'Delete {{- name}}', team)}
                        onClick={() => onDelete(team)}
                      />
                    </Stack>
                  </td>
                )}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

function Users({ team, users }: { team: Team; users?: readonly PolicyRow[] }) {
  if (!users) {
    return <Text color="secondary">…</Text>;
  }
  return users.length === 0 ? (
    <Text color="secondary">{t('teams.unused', 'None')}</Text>
  ) : (
    <TextLink
      href={teamPoliciesPath(team.id)}
      aria-label={t('teams.see-policies', 'See the policies of {{- name}}', team)}
    >
      {String(users.length)}
    </TextLink>
  );
}

/** Over what a team is told, by severity where that differs, and what of it is gone. */
function ContactPoints({ team }: { team: Team }) {
  const points = useContactPoints().data;
  const gone = contactPointsOf(team).filter((name) => points && points.every(({ title }) => title !== name));
  const others = SEVERITIES.flatMap((severity) => {
    const name = team.bySeverity?.[severity];
    return name === undefined ? [] : [`${severityName(severity)}: ${name}`];
  });
  return (
    <Stack direction="column" gap={0}>
      <span>{team.contactPoint}</span>
      {others.map((text) => (
        <Text key={text} variant="bodySmall" color="secondary">
          {text}
        </Text>
      ))}
      {gone.length > 0 && (
        <Text color="error" variant="bodySmall">
          <Icon name="exclamation-triangle" size="sm" />{' '}
          {t('teams.gone', 'Gone from Grafana, and nobody is told over it: {{- names}}', { names: gone.join(', ') })}
        </Text>
      )}
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto' }),
  table: css({
    width: '100%',
    'th, td': { padding: theme.spacing(1), textAlign: 'left', fontWeight: theme.typography.fontWeightRegular },
    'thead th': { color: theme.colors.text.secondary, whiteSpace: 'nowrap' },
    'tbody th': { fontWeight: theme.typography.fontWeightMedium },
    'td:nth-child(2), td:nth-child(3)': { maxWidth: theme.spacing(50), overflowWrap: 'anywhere' },
    tr: { borderBottom: `1px solid ${theme.colors.border.weak}` },
    'tbody tr:hover': { background: theme.colors.action.hover },
  }),
});
