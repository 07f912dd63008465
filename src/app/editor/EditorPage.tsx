import { t } from '@grafana/i18n';
import { Alert, LinkButton, LoadingPlaceholder } from '@grafana/ui';
import React, { useState } from 'react';
import { useParams } from 'react-router-dom';

import { listKpiDataSources } from '../../grafana/datasources';
import type { StoredPolicy } from '../../policy/stored';
import { ErrorAlert } from '../errors/ErrorAlert';
import { usePolicies } from '../policies/usePolicies';
import { hrefOf, POLICIES_PATH, ruleHref } from '../routes';
import { EditorFrame } from './EditorFrame';
import { fieldsOf } from './form';
import { PolicyEditor } from './PolicyEditor';

/** A page to change the policy that the address names. */
export function EditorPage() {
  const { id = '' } = useParams();
  const policies = usePolicies();
  const found = policies.data?.map(({ stored }) => stored).find((stored) => idOf(stored) === id);
  return (
    <EditorFrame title={found ? titleOf(found) : t('editor.edit', 'Edit policy')}>
      {policies.isPending && <LoadingPlaceholder text={t('editor.loading', 'Loading the policy')} />}
      {policies.isError && <ErrorAlert error={policies.error} />}
      {policies.isSuccess && <Opened key={id} stored={found} />}
    </EditorFrame>
  );
}

/** The policy as it was when the page opened: the list goes on refreshing, and must not change it under the form. */
function Opened({ stored }: { stored?: StoredPolicy }) {
  const [opened] = useState(stored);
  const [dataSources] = useState(listKpiDataSources);
  if (!opened) {
    return (
      <Refused
        title={t('editor.missing', 'There is no such policy')}
        why={t('editor.missing-why', 'It was deleted, or the address is wrong.')}
      />
    );
  }
  if (opened.kind === 'unreadable') {
    return (
      <Refused
        title={t('editor.unreadable', 'This policy can’t be read')}
        why={t(
          'editor.unreadable-why',
          'Its rule was changed elsewhere, or by another version of KPI Watch: {{- reason}}',
          { reason: opened.reason }
        )}
        ruleUid={opened.uid}
      />
    );
  }
  if (opened.provisioned) {
    return (
      <Refused
        title={t('editor.provisioned', 'This policy is not edited here')}
        why={t('policies.provisioned-why', 'This policy comes from a file or a script, and is to be changed there.')}
        ruleUid={opened.policy.id}
      />
    );
  }
  const { policy } = opened;
  return <PolicyEditor id={policy.id} dataSources={dataSources} fields={fieldsOf(policy)} before={policy} />;
}

function Refused({ title, why, ruleUid }: { title: string; why: string; ruleUid?: string }) {
  return (
    <Alert severity="info" title={title}>
      <p>{why}</p>
      <LinkButton variant="secondary" href={ruleUid === undefined ? hrefOf(POLICIES_PATH) : ruleHref(ruleUid)}>
        {ruleUid === undefined
          ? t('editor.to-list', 'See the policies')
          : t('editor.to-rule', 'See its rule in Grafana')}
      </LinkButton>
    </Alert>
  );
}

function idOf(stored: StoredPolicy): string {
  return stored.kind === 'policy' ? stored.policy.id : stored.uid;
}

function titleOf(stored: StoredPolicy): string {
  return stored.kind === 'policy' ? stored.policy.title : stored.title;
}
