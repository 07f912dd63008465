import { t } from '@grafana/i18n';
import { PluginPage } from '@grafana/runtime';
import { Alert, LinkButton, LoadingPlaceholder } from '@grafana/ui';
import React, { useState } from 'react';
import { useParams } from 'react-router-dom';

import { currentAccess } from '../../grafana/access';
import type { Team } from '../../policy/team';
import { ErrorAlert } from '../errors/ErrorAlert';
import { hrefOf, TEAMS_PATH } from '../routes';
import { TeamForm } from './TeamForm';
import { useAppSettings } from './useTeams';

/** A page to make a team. */
export function NewTeamPage() {
  return <Frame title={t('teams.new', 'New team')}>{(teams) => <Opened teams={teams} />}</Frame>;
}

/** A page to change the team that the address names. */
export function TeamPage() {
  const { id = '' } = useParams();
  const name = useAppSettings().data?.teams.find((team) => team.id === id)?.name;
  return (
    <Frame title={name ?? t('teams.edit-title', 'Edit team')}>
      {(teams) =>
        name === undefined ? (
          <Alert severity="info" title={t('teams.missing', 'There is no such team')}>
            <p>{t('teams.missing-why', 'An Admin deleted it, or the address is wrong.')}</p>
            <ToTeams />
          </Alert>
        ) : (
          <Opened key={id} id={id} teams={teams} />
        )
      }
    </Frame>
  );
}

function Frame({ title, children }: { title: string; children: (teams: readonly Team[]) => React.ReactNode }) {
  const settings = useAppSettings();
  return (
    <PluginPage pageNav={{ text: title, parentItem: { text: t('teams.title', 'Teams'), url: hrefOf(TEAMS_PATH) } }}>
      {settings.isPending && <LoadingPlaceholder text={t('teams.loading', 'Reading the teams')} />}
      {settings.isError && <ErrorAlert error={settings.error} />}
      {settings.data &&
        (currentAccess().manageTeams ? (
          children(settings.data.teams)
        ) : (
          <Alert severity="info" title={t('teams.forbidden', 'An Admin is needed here')}>
            <p>{t('teams.forbidden-why', 'Everybody sees the teams. To make or change one takes the role Admin.')}</p>
            <ToTeams />
          </Alert>
        ))}
    </PluginPage>
  );
}

/** The team as it was when the page opened: it must not change under the form. */
function Opened({ id, teams }: { id?: string; teams: readonly Team[] }) {
  const [opened] = useState(() => teams.find((team) => team.id === id));
  return <TeamForm opened={opened} teams={teams} />;
}

function ToTeams() {
  return (
    <LinkButton variant="secondary" href={hrefOf(TEAMS_PATH)}>
      {t('teams.to-list', 'See the teams')}
    </LinkButton>
  );
}
