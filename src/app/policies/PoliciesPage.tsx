import { t } from '@grafana/i18n';
import { PluginPage } from '@grafana/runtime';
import { Button, LinkButton, Stack } from '@grafana/ui';
import React, { useDeferredValue, useMemo, useState } from 'react';

import { currentAccess } from '../../grafana/access';
import { listKpiDataSources } from '../../grafana/datasources';
import { ErrorAlert } from '../errors/ErrorAlert';
import { hrefOf, IMPORT_PATH, MESSAGES_PATH, NEW_POLICY_PATH, PRESETS_PATH } from '../routes';
import { useTeams } from '../teams/useTeams';
import { toast } from '../toast';
import { DeletePolicyModal } from './DeletePolicyModal';
import { PAGE, PolicyList } from './PolicyList';
import { editedPolicies, policyRows, type PolicyRow } from './row';
import { Skeleton } from './Skeleton';
import { TeamNotice } from './TeamNotice';
import { TemplateNotice } from './TemplateNotice';
import {
  useCloseBreaches,
  useDeletePolicy,
  useFirstPolicies,
  useFailedDeliveries,
  useLastAlarms,
  usePausePolicy,
  usePolicies,
  useRuleStates,
  useSurroundings,
} from './usePolicies';

/** Every policy and how it stands. */
export function PoliciesPage() {
  const { editPolicies } = currentAccess();
  const [dataSources] = useState(listKpiDataSources);
  const [toDelete, setToDelete] = useState<PolicyRow>();
  const policies = usePolicies();
  const states = useRuleStates(policies.data?.map(({ folderUid }) => folderUid) ?? []);
  const { timeIntervals, contactPoints } = useSurroundings();
  const alarms = useLastAlarms().data;
  const undelivered = useFailedDeliveries().data;
  const teams = useTeams();
  // The list is seen first; comparing a thousand policies with their rules comes after.
  const compared = useDeferredValue(policies.data);
  const edited = useMemo(
    () => editedPolicies(compared ?? [], { timeIntervals, contactPoints }),
    [compared, timeIntervals, contactPoints]
  );
  const rows = useMemo(
    () => policyRows(policies.data ?? [], states.data, dataSources, { edited, alarms, undelivered, teams }),
    [policies.data, states.data, dataSources, edited, alarms, undelivered, teams]
  );
  const first = useFirstPolicies(PAGE, policies.isPending).data;
  const firstRows = useMemo(
    () => first && policyRows(first.policies, first.states, dataSources, { alarms, undelivered }),
    [first, dataSources, alarms, undelivered]
  );
  const pause = usePausePolicy();
  const remove = useDeletePolicy();
  const close = useCloseBreaches();
  const failed = [pause, close, remove].find(({ isError }) => isError);

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

  const onDelete = async ({ id, title }: PolicyRow, contactPoint?: string) => {
    await remove.mutateAsync({ id, contactPoint }).then(
      () => toast(t('policies.deleted', '"{{- title}}" is deleted', { title })),
      // The page shows what failed.
      () => undefined
    );
    setToDelete(undefined);
  };

  return (
    <PluginPage
      renderTitle={() => <h1>{t('policies.title', 'Alert policies')}</h1>}
      subTitle={t('policies.subtitle', 'Which KPIs are watched, what counts as a breach, and who is told.')}
      actions={
        editPolicies && policies.data && policies.data.length > 0 ? (
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
        {policies.isError && (
          <ErrorAlert error={policies.error} action={<Retry onClick={() => policies.refetch()} />} />
        )}
        {states.isError && <ErrorAlert error={states.error} action={<Retry onClick={() => states.refetch()} />} />}
        <TemplateNotice mayEdit={editPolicies} />
        {teams && <TeamNotice rows={rows} teams={teams} dataSources={dataSources} mayEdit={editPolicies} />}
        {policies.isPending && !firstRows && <Skeleton />}
        {(policies.data ?? (policies.isPending && firstRows)) && (
          <PolicyList
            rows={policies.data ? rows : (firstRows ?? [])}
            isPartial={!policies.data}
            dataSources={dataSources}
            mayEdit={editPolicies && policies.data !== undefined}
            busy={pause.isPending || close.isPending || remove.isPending}
            onPause={onPause}
            onClose={onClose}
            onDelete={setToDelete}
          />
        )}
      </Stack>
      {toDelete && (
        <DeletePolicyModal
          policy={toDelete}
          onConfirm={(contactPoint) => onDelete(toDelete, contactPoint)}
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
