import { t } from '@grafana/i18n';
import { Alert, Combobox, Stack, Text, TextLink } from '@grafana/ui';
import React from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import { currentAccess } from '../../grafana/access';
import { contactPointOf, findTeam, type Team } from '../../policy/team';
import { ErrorAlert } from '../errors/ErrorAlert';
import { useContactPoints } from '../policies/usePolicies';
import { TEAMS_PATH } from '../routes';
import { teamOption } from '../teams/options';
import { useAppSettings } from '../teams/useTeams';
import type { PolicyFields } from './form';
import { FormField } from './FormField';

/** Which team is told, and over what for the severity that is chosen. */
export function TeamField() {
  const { control } = useFormContext<PolicyFields>();
  const { data, isPending, error } = useAppSettings();
  const [chosen, severity] = useWatch({ control, name: ['team', 'severity'] });
  const teams = data?.teams ?? [];
  const team = findTeam(teams, chosen);
  if (data?.teams.length === 0 && chosen.id === '') {
    return <NoTeams />;
  }
  return (
    <>
      {error && <ErrorAlert error={error} />}
      <FormField
        name="team"
        label={t('editor.team', 'Team')}
        problem={
          data && chosen.id !== '' && !team
            ? t('editor.team-gone', 'The team "{{- name}}" is gone. Choose another one, or a contact point.', chosen)
            : undefined
        }
      >
        <Controller
          control={control}
          name="team"
          render={({ field: { ref: _ref, onChange, value, ...field }, fieldState }) => (
            <Combobox
              {...field}
              invalid={fieldState.invalid}
              id="team"
              loading={isPending}
              placeholder={t('editor.team-placeholder', 'Choose a team')}
              value={value.id === '' ? null : { value: team?.id ?? value.id, label: team?.name ?? value.name }}
              options={teams.map(teamOption)}
              onChange={(option) => onChange({ id: option.value, name: option.label ?? option.value })}
            />
          )}
        />
      </FormField>
      {team && <Told team={team} contactPoint={contactPointOf(team, severity)} />}
    </>
  );
}

/** Over what the team is told, and who answers for it. */
function Told({ team, contactPoint }: { team: Team; contactPoint: string }) {
  const points = useContactPoints().data;
  const isGone = points !== undefined && points.every(({ title }) => title !== contactPoint);
  return isGone ? (
    <Alert
      severity="warning"
      title={t('editor.team-point-gone', 'The contact point "{{- contactPoint}}" of this team is gone', {
        contactPoint,
      })}
    >
      {t(
        'editor.team-point-gone-why',
        'An Admin has to give the team another one under Teams. Until then nothing can be saved that tells it.'
      )}
    </Alert>
  ) : (
    <Text variant="bodySmall" color="secondary">
      {t('editor.team-told', 'Told over the contact point {{- contactPoint}} · Owner: {{- owner}}', {
        contactPoint,
        owner: team.owner,
      })}
    </Text>
  );
}

function NoTeams() {
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <Text color="secondary">
        {currentAccess().manageTeams
          ? t('editor.no-teams-admin', 'There are no teams yet. Make one under Teams, or choose a contact point.')
          : t('editor.no-teams', 'There are no teams yet. An Admin makes them under Teams. Choose a contact point.')}
      </Text>
      <TextLink href={TEAMS_PATH} variant="bodySmall">
        {t('teams.title', 'Teams')}
      </TextLink>
    </Stack>
  );
}
