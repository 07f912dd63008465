import { t } from '@grafana/i18n';
import { Alert, Button, Field, Input, LinkButton, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';
import { useNavigate } from 'react-router-dom';

import { TeamChanged } from '../../grafana/appSettings';
import { isBehind, withTeams, type Team } from '../../policy/team';
import { LeaveGuard } from '../editor/LeaveGuard';
import { ErrorAlert } from '../errors/ErrorAlert';
import { Failures } from '../policies/Failures';
import { rewrite } from '../policies/rewrite';
import type { PolicyRow } from '../policies/row';
import { useBulk } from '../policies/useBulk';
import { useRefresh } from '../policies/usePolicies';
import { hrefOf, TEAMS_PATH } from '../routes';
import { toast } from '../toast';
import { Followers } from './Followers';
import { TeamContactPoints } from './TeamContactPoints';
import { formOf, teamOf, problemsOf, type TeamFields } from './teamFields';
import { usePolicyRows } from './usePolicyRows';
import { useSaveTeam } from './useTeams';

interface Props {
  /** The team as it was opened; undefined for a new one. */
  opened?: Team;
  teams: readonly Team[];
}

/** A team as a form. Saving it has its policies follow. */
export function TeamForm({ teams, ...props }: Props) {
  const navigate = useNavigate();
  const [opened, setOpened] = useState(props.opened);
  const [fields, setFields] = useState<TeamFields>(() => formOf(opened));
  const [isJudged, setJudged] = useState(false);
  const { rows, dataSources } = usePolicyRows();
  const save = useSaveTeam();
  const { progress, failed, run } = useBulk();
  const refresh = useRefresh();
  const team = teamOf(fields, opened, teams);
  const problems = isJudged ? problemsOf(fields, opened, teams) : {};
  const isChanged = JSON.stringify(team) !== JSON.stringify(opened ?? teamOf(formOf(undefined), undefined, teams));
  const followers = rows?.filter(({ policy }) => opened && policy && isBehind(policy, [team])) ?? [];
  const change = (changed: Partial<TeamFields>) => setFields({ ...fields, ...changed });

  const onSave = async (seen = opened) => {
    setJudged(true);
    if (Object.keys(problemsOf(fields, opened, teams)).length > 0) {
      return;
    }
    await save.mutateAsync({ team, opened: seen }).then(
      async () => {
        setOpened(team);
        await follow(followers);
      },
      // The page shows what failed. Who changed the team meanwhile wrote its policies anew as well.
      refresh
    );
  };

  const follow = async (which: readonly PolicyRow[]) => {
    const own = which.filter(({ provisioned }) => !provisioned);
    const outcome = await run(own, (row) => rewrite(dataSources, row, (policy) => withTeams(policy, [team])));
    if (outcome.failed.length === 0) {
      toast(
        outcome.done > 0
          ? t('teams.saved-policies', '"{{- name}}" is saved, and its policies are written anew: {{done}}', {
              name: team.name,
              done: outcome.done,
            })
          : t('teams.saved', '"{{- name}}" is saved', team)
      );
      navigate(TEAMS_PATH);
    }
  };

  const onTake = (theirs: Team) => {
    setOpened(theirs);
    setFields(formOf(theirs));
    save.reset();
  };

  const isBusy = save.isPending || progress !== undefined;
  return (
    <Stack direction="column" gap={2} maxWidth={80}>
      <LeaveGuard isUnsaved={isChanged && !isBusy} />
      <Field noMargin label={t('teams.name', 'Name')} invalid={problems.name !== undefined} error={problems.name}>
        <Input
          id="team-name"
          value={fields.name}
          onChange={({ currentTarget: { value } }) => change({ name: value })}
        />
      </Field>
      <Field
        noMargin
        label={t('policies.owner', 'Owner')}
        description={t('teams.owner-help', 'Who answers for it: a name, or a link to where the team is asked.')}
        invalid={problems.owner !== undefined}
        error={problems.owner}
      >
        <Input
          id="team-owner"
          value={fields.owner}
          onChange={({ currentTarget: { value } }) => change({ owner: value })}
        />
      </Field>
      <TeamContactPoints fields={fields} problem={problems.contactPoint} onChange={change} />
      {opened && <Followers rows={followers} team={team} />}
      {save.error instanceof TeamChanged ? (
        <Conflict theirs={save.error.theirs} onTake={onTake} onReplace={(theirs) => onSave(theirs)} />
      ) : (
        save.isError && <ErrorAlert error={save.error} />
      )}
      {failed.length > 0 && (
        <Failures failed={failed}>
          <Stack direction="column" gap={1} alignItems="flex-start">
            <span>
              {t(
                'teams.left-behind',
                'The team is saved. These policies tell what it said before until they are written again, here or from the list of policies.'
              )}
            </span>
            <Button size="sm" disabled={isBusy} onClick={() => follow(followers)}>
              {t('policies.write-again', 'Write them again')}
            </Button>
          </Stack>
        </Failures>
      )}
      <Stack direction="row" gap={1} alignItems="center">
        <Button
          disabled={isBusy || (opened !== undefined && (!isChanged || !rows))}
          icon={isBusy ? 'spinner' : undefined}
          onClick={() => onSave()}
        >
          {opened ? t('teams.save', 'Save team') : t('teams.create', 'Create team')}
        </Button>
        <LinkButton variant="secondary" href={hrefOf(TEAMS_PATH)}>
          {t('editor.cancel', 'Cancel')}
        </LinkButton>
        <span role="status">
          {progress && (
            <Text color="secondary">
              {t('bulk.progress', '{{done}} of {{of}}', { done: progress.done, of: progress.of })}
            </Text>
          )}
        </span>
      </Stack>
    </Stack>
  );
}

function Conflict({
  theirs,
  onTake,
  onReplace,
}: {
  theirs?: Team;
  onTake: (theirs: Team) => void;
  onReplace: (theirs?: Team) => void;
}) {
  return (
    <Alert
      severity="warning"
      title={
        theirs
          ? t('teams.conflict', 'Somebody else changed this team since you opened it. Nothing is saved yet.')
          : t('teams.conflict-gone', 'Somebody else deleted this team since you opened it. Nothing is saved yet.')
      }
    >
      <Stack direction="row" gap={1} wrap="wrap">
        {theirs && (
          <Button onClick={() => onTake(theirs)}>{t('messages.take', 'Show theirs, and give up mine')}</Button>
        )}
        <Button variant="secondary" onClick={() => onReplace(theirs)}>
          {theirs ? t('messages.replace', 'Replace them with mine') : t('conflict.again', 'Make it again')}
        </Button>
      </Stack>
    </Alert>
  );
}
