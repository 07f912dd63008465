import { t } from '@grafana/i18n';
import { PluginPage } from '@grafana/runtime';
import { Alert, LinkButton, LoadingPlaceholder, Stack } from '@grafana/ui';
import React from 'react';
import { useSearchParams } from 'react-router-dom';

import { dimensionLabel } from '../../kpi/sql/ruleBy';
import { breachOf, type BreachRef } from '../../policy/acknowledge';
import { dimensionOf } from '../../policy/triggerSchema';
import { ErrorAlert } from '../errors/ErrorAlert';
import { usePolicy, useRuleStates } from '../policies/usePolicies';
import { hrefOf, POLICIES_PATH } from '../routes';
import { BreachFacts, isOver } from './BreachFacts';
import { Taken } from './Taken';
import { TakeForm } from './TakeForm';
import { useAcknowledgement } from './useAcknowledgement';

/** Where a message's link leads, mostly at night on a phone: what fell, who has it, and one big button. */
export function AcknowledgePage() {
  const [params] = useSearchParams();
  const breach = breachOf(params.getAll('matcher'));
  return (
    <PluginPage
      pageNav={{
        text: t('ack.title', 'Acknowledge a breach'),
        parentItem: { text: t('policies.title', 'Alert policies'), url: hrefOf(POLICIES_PATH) },
      }}
    >
      <Stack direction="column" gap={2} maxWidth={64}>
        {breach ? (
          <Breach breach={breach} />
        ) : (
          <Alert severity="info" title={t('ack.no-breach', 'The link names no breach')}>
            {t('ack.no-breach-why', 'Open it from the message of an alert policy, whole as it came.')}
          </Alert>
        )}
        <LinkButton variant="secondary" fill="text" href={hrefOf(POLICIES_PATH)}>
          {t('editor.to-list', 'See the policies')}
        </LinkButton>
      </Stack>
    </PluginPage>
  );
}

function Breach({ breach }: { breach: BreachRef }) {
  const found = usePolicy(breach.policyId);
  const states = useRuleStates(found.data ? [found.data.folderUid] : []);
  const state = states.data?.states.get(breach.policyId);
  const policy = found.data?.stored.kind === 'policy' ? found.data.stored.policy : undefined;
  const title = policy?.title;
  const by = policy && dimensionOf(policy.trigger);
  const isEvery = by !== undefined && !(dimensionLabel(by) in breach.dimensions);
  const taken = useAcknowledgement({ ...breach, title });
  if (found.isPending || taken.isPending) {
    return <LoadingPlaceholder text={t('ack.loading', 'Loading the breach')} />;
  }
  return (
    <>
      {found.isError && <ErrorAlert error={found.error} />}
      {policy ? (
        <BreachFacts policy={policy} state={state} breach={breach} />
      ) : (
        found.isSuccess && (
          <Alert severity="warning" title={t('editor.missing', 'There is no such policy')}>
            {t(
              'ack.policy-gone',
              'It was deleted since, or its rule was changed elsewhere. It can be silenced all the same.'
            )}
          </Alert>
        )
      )}
      {taken.isError && <ErrorAlert error={taken.error} />}
      {taken.data && <Taken acknowledgement={taken.data} />}
      {taken.data === null && !isOver(state, breach) && (
        <TakeForm breach={breach} everyValueOf={isEvery ? by : undefined} />
      )}
    </>
  );
}
