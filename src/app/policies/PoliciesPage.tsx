import { t } from '@grafana/i18n';
import { PluginPage } from '@grafana/runtime';
import { Button, LinkButton, Stack } from '@grafana/ui';
import React, { useMemo, useState } from 'react';

import { currentAccess } from '../../grafana/access';
import { listKpiDataSources } from '../../grafana/datasources';
import { ErrorAlert } from '../errors/ErrorAlert';
import { hrefOf, IMPORT_PATH, MESSAGES_PATH, NEW_POLICY_PATH, PRESETS_PATH } from '../routes';
import { useTeams } from '../teams/useTeams';
import { toast } from '../toast';
import { DeleteModal } from './DeleteModal';
import { DeleteOutcome } from './DeleteOutcome';
import { PolicyList } from './PolicyList';
import { policyRows, type PolicyRow } from './row';
import { Skeleton } from './Skeleton';
import { TeamNotice } from './TeamNotice';
import { TemplateNotice } from './TemplateNotice';
import { useDeletion } from './useDeletion';
import { useEdited } from './useEdited';
import { useListed } from './useListed';
import { useCloseBreaches, useFailedDeliveries, useLastAlarms, usePausePolicy, useSurroundings } from './usePolicies';

/** Every policy and how it stands. */
export function PoliciesPage() {
  const { editPolicies } = currentAccess();
  const [dataSources] = useState(listKpiDataSources);
  const [toDelete, setToDelete] = useState<readonly PolicyRow[]>();
  const { policies, look, listed, states, isPartial } = useListed();
  const { timeIntervals, contactPoints } = useSurroundings();
  const alarms = useLastAlarms(policies.data !== undefined).data;
  const undelivered = useFailedDeliveries().data;
  const teams = useTeams();
  const edited = useEdited(policies.data, { timeIntervals, contactPoints });
  const rows = useMemo(
    () => listed && policyRows(listed, states, dataSources, { edited, alarms, undelivered, teams }),
    [listed, states, dataSources, edited, alarms, undelivered, teams]
  );
  const pause = usePausePolicy();
  const deletion = useDeletion();
  const close = useCloseBreaches();
  const failed = [pause, close].find(({ isError }) => isError);

  const onPause = ({ id, title }: PolicyRow, paused: boolean) =>
    pause.mutate(
      { id, paused },
      {
        onSuccess: () =>
          toast(
            paused
              ? t('policies.paused', '"{{- title}}" is paused', { title })
              : t('policies.resumed', '"{{- title}}" is watched again', { title })
          ),
      }
    );

  const onClose = ({ id, title }: PolicyRow) =>
    close.mutate(id, {
      onSuccess: () => toast(t('policies.closed', 'The breach of "{{- title}}" is closed', { title })),
    });

  return (
    <PluginPage
      renderTitle={() => <h1>{t('policies.title', 'Alert policies')}</h1>}
      subTitle={t('policies.subtitle', 'Which KPIs are watched, what counts as a breach, and who is told.')}
      actions={
        editPolicies && listed && listed.length > 0 ? (
          // On a phone they stand in two lines.
          <Stack direction="row" gap={1} wrap="wrap">
            <LinkButton variant="secondary" icon="comment-alt" href={hrefOf(MESSAGES_PATH)}>
              {t('messages.title', 'Messages')}
            </LinkButton>
            <LinkButton variant="secondary" icon="apps" href={hrefOf(PRESETS_PATH)}>
              {t('presets.title', 'Presets')}
            </LinkButton>
            <LinkButton variant="secondary" icon="upload" href={hrefOf(IMPORT_PATH)}>
              {t('policies.import', 'Import')}
            </LinkButton>
            <LinkButton icon="plus" href={hrefOf(NEW_POLICY_PATH)}>
              {t('policies.new', 'New policy')}
            </LinkButton>
          </Stack>
        ) : undefined
      }
    >
      <Stack direction="column" gap={2}>
        {failed && <ErrorAlert error={failed.error} onRemove={() => failed.reset()} />}
        <DeleteOutcome {...deletion} />
        {policies.isError && (
          <ErrorAlert error={policies.error} action={<Retry onClick={() => policies.refetch()} />} />
        )}
        {look.isError && <ErrorAlert error={look.error} action={<Retry onClick={() => look.refetch()} />} />}
        <TemplateNotice mayEdit={editPolicies} />
        {teams && rows && policies.data && (
          <TeamNotice rows={rows} teams={teams} dataSources={dataSources} mayEdit={editPolicies} />
        )}
        {policies.isPending && !rows && <Skeleton />}
        {rows && (
          <PolicyList
            rows={rows}
            isPartial={isPartial}
            isRead={policies.data !== undefined}
            dataSources={dataSources}
            mayEdit={editPolicies}
            busy={pause.isPending || close.isPending || deletion.progress !== undefined}
            onPause={onPause}
            onClose={onClose}
            onDelete={setToDelete}
          />
        )}
      </Stack>
      {toDelete && (
        <DeleteModal
          rows={toDelete}
          onConfirm={(chosen) => {
            setToDelete(undefined);
            void deletion.run(chosen);
          }}
          onDismiss={() => setToDelete(undefined)}
        />
      )}
    </PluginPage>
  );
}

function Retry({ onClick }: { onClick: () => void }) {
  return (
    <Button variant="secondary" size="sm" icon="sync" onClick={onClick}>
      {t('policies.retry', 'Try again')}
    </Button>
  );
}
