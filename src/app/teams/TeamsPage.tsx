import { t } from '@grafana/i18n';
import { PluginPage } from '@grafana/runtime';
import { EmptyState, LinkButton, LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';

import { currentAccess } from '../../grafana/access';
import { teamsOf, type Team } from '../../policy/team';
import { ErrorAlert } from '../errors/ErrorAlert';
import { hrefOf, NEW_TEAM_PATH } from '../routes';
import { usePolicyRows } from './usePolicyRows';
import { DeleteTeamModal } from './DeleteTeamModal';
import { TeamTable } from './TeamTable';
import { useAppSettings } from './useTeams';

/** Who can be told: everybody sees the teams, an Admin changes them. */
export function TeamsPage() {
  const { manageTeams } = currentAccess();
  const settings = useAppSettings();
  const { rows, error } = usePolicyRows();
  const [toDelete, setToDelete] = useState<Team>();
  const teams = settings.data?.teams;
  const usersOf = ({ id }: Team) =>
    rows?.filter(({ policy }) => policy && teamsOf(policy).some((team) => team.id === id));
  return (
    <PluginPage
      renderTitle={() => <h1>{t('teams.title', 'Teams')}</h1>}
      subTitle={t(
        'teams.subtitle',
        'Named groups that policies tell, over which contact points, and who answers for them.'
      )}
      actions={
        manageTeams && teams && teams.length > 0 ? (
          <LinkButton icon="plus" href={hrefOf(NEW_TEAM_PATH)}>
            {t('teams.new', 'New team')}
          </LinkButton>
        ) : undefined
      }
    >
      <Stack direction="column" gap={2}>
        {settings.isPending && <LoadingPlaceholder text={t('teams.loading', 'Reading the teams')} />}
        {settings.isError && <ErrorAlert error={settings.error} />}
        {error && <ErrorAlert error={error} />}
        {!manageTeams && teams && teams.length > 0 && (
          <Text color="secondary">
            {t(
              'teams.read-only',
              'An Admin of this Grafana makes and changes teams. An Editor chooses one for a policy.'
            )}
          </Text>
        )}
        {teams && teams.length > 0 && (
          <TeamTable teams={teams} usersOf={usersOf} mayEdit={manageTeams} onDelete={setToDelete} />
        )}
        {teams?.length === 0 && (
          <EmptyState
            variant="call-to-action"
            message={t('teams.none', 'There are no teams yet')}
            button={
              manageTeams ? (
                <LinkButton icon="plus" size="lg" href={hrefOf(NEW_TEAM_PATH)}>
                  {t('teams.new', 'New team')}
                </LinkButton>
              ) : undefined
            }
          >
            {manageTeams
              ? t(
                  'teams.none-admin',
                  'A team is told over contact points of Grafana, by severity if you like, and has an owner who answers for it. People come and go; a team stays.'
                )
              : t(
                  'teams.none-others',
                  'An Admin of this Grafana can make the first one. Until then policies tell contact points.'
                )}
          </EmptyState>
        )}
      </Stack>
      {toDelete && (
        <DeleteTeamModal team={toDelete} users={usersOf(toDelete)} onDismiss={() => setToDelete(undefined)} />
      )}
    </PluginPage>
  );
}
