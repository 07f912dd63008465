import { t } from '@grafana/i18n';
import { Alert, Button, Modal, Stack, Text } from '@grafana/ui';
import React from 'react';

import { withoutTeam, type Team } from '../../policy/team';
import { Bullets } from '../Bullets';
import { ErrorAlert } from '../errors/ErrorAlert';
import { Failures } from '../policies/Failures';
import { rewrite } from '../policies/rewrite';
import type { PolicyRow } from '../policies/row';
import { useBulk } from '../policies/useBulk';
import { toast } from '../toast';
import { usePolicyRows } from './usePolicyRows';
import { useDeleteTeam } from './useTeams';

interface Props {
  team: Team;
  /** The policies that tell it; undefined until they are read. */
  users?: readonly PolicyRow[];
  onDismiss: () => void;
}

/** Asks before a team goes, and says who tells it and what becomes of them. They leave it first, and then it goes. */
export function DeleteTeamModal({ team, users, onDismiss }: Props) {
  const { dataSources } = usePolicyRows();
  const { progress, failed, run } = useBulk();
  const remove = useDeleteTeam();
  const provisioned = users?.filter((row) => row.provisioned) ?? [];
  const own = users?.filter((row) => !row.provisioned) ?? [];
  const isBusy = progress !== undefined || remove.isPending;
  const onDelete = async () => {
    const outcome = await run(own, (row) => rewrite(dataSources, row, (policy) => withoutTeam(policy, team.id)));
    if (outcome.failed.length === 0) {
      remove.mutate(team, {
        onSuccess: () => {
          toast(t('teams.deleted', 'The team "{{- name}}" is deleted', team));
          onDismiss();
        },
      });
    }
  };
  return (
    <Modal isOpen title={t('teams.delete-title', 'Delete the team "{{- name}}"?', team)} onDismiss={onDismiss}>
      <Stack direction="column" gap={2}>
        {own.length > 0 && (
          <>
            <span>
              {t(
                'teams.delete-means',
                'These policies tell it. They go on telling the same contact points under the same owner, each for itself, and nobody is told anew:'
              )}
            </span>
            <Titles rows={own} />
          </>
        )}
        {provisioned.length > 0 && (
          <Alert
            severity="warning"
            title={t('teams.delete-provisioned', 'These come from a file and will name a team that is gone:')}
          >
            <Titles rows={provisioned} />
          </Alert>
        )}
        {users?.length === 0 && <Text>{t('teams.delete-unused', 'No policy tells it.')}</Text>}
        {failed.length > 0 && (
          <Failures failed={failed}>
            {t('teams.not-deleted', 'The team is still there. Mend that, and try again.')}
          </Failures>
        )}
        {remove.isError && <ErrorAlert error={remove.error} />}
      </Stack>
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" onClick={onDismiss}>
          {t('policies.delete-dismiss', 'Cancel')}
        </Button>
        <Button
          variant="destructive"
          disabled={isBusy || !users}
          icon={isBusy ? 'spinner' : undefined}
          onClick={onDelete}
        >
          {t('teams.delete-confirm', 'Delete team')}
        </Button>
      </Modal.ButtonRow>
    </Modal>
  );
}

function Titles({ rows }: { rows: readonly PolicyRow[] }) {
  return (
    <Bullets>
      {rows.map(({ id, title }) => (
        <li key={id}>{title}</li>
      ))}
    </Bullets>
  );
}
