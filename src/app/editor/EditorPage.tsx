import { t } from '@grafana/i18n';
import { Alert, LinkButton, LoadingPlaceholder } from '@grafana/ui';
import React, { useState } from 'react';
import { useParams } from 'react-router-dom';

import { listKpiDataSources } from '../../grafana/datasources';
import type { StoredGroup } from '../../grafana/rules';
import { adoptionOf } from '../../policy/adopt';
import { driftOf, type StoredObjects } from '../../policy/drift';
import type { StoredPolicy } from '../../policy/stored';
import { missingContactPoints } from '../../policy/team';
import { ErrorAlert } from '../errors/ErrorAlert';
import { usePolicy, useSurroundings } from '../policies/usePolicies';
import { hrefOf, POLICIES_PATH, ruleHref } from '../routes';
import { DriftPanel } from './DriftPanel';
import { EditorFrame } from './EditorFrame';
import { fieldsOf } from './form';
import { PolicyEditor } from './PolicyEditor';
import { sourcesOf } from './selection';

/** A page to change the policy that the address names. */
export function EditorPage() {
  const { id = '' } = useParams();
  const policy = usePolicy(id);
  const { isPending, ...surroundings } = useSurroundings();
  const [repairs, setRepairs] = useState(0);
  const title = policy.data ? titleOf(policy.data.stored) : undefined;
  return (
    <EditorFrame title={title ?? t('editor.edit', 'Edit policy')} policy={title}>
      {(policy.isPending || isPending) && <LoadingPlaceholder text={t('editor.loading', 'Loading the policy')} />}
      {policy.isError && <ErrorAlert error={policy.error} />}
      {policy.isSuccess && !isPending && (
        <OpenedPolicy
          key={`${id} ${repairs}`}
          found={policy.data ?? undefined}
          surroundings={surroundings}
          onRepaired={() => setRepairs((count) => count + 1)}
        />
      )}
    </EditorFrame>
  );
}

interface OpenedProps {
  found?: StoredGroup;
  surroundings: Omit<StoredObjects, 'rules'>;
  onRepaired: () => void;
}

/** The policy as it was when the page opened: it must not change under the form. */
function OpenedPolicy({ found, onRepaired, ...props }: OpenedProps) {
  const [group] = useState(found);
  const [surroundings] = useState(props.surroundings);
  const [isIgnored, setIgnored] = useState(false);
  const [dataSources] = useState(listKpiDataSources);
  const opened = group?.stored;
  if (!group || !opened) {
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
  const sources = sourcesOf(dataSources, policy);
  const objects = { ...surroundings, rules: group.rules };
  const drift = sources ? driftOf(policy, sources, objects) : undefined;
  if (sources && drift?.cause === 'edited' && !isIgnored) {
    return (
      <DriftPanel
        policy={policy}
        differences={drift.differences}
        adoption={adoptionOf(policy, sources, objects)}
        gone={missingContactPoints(policy, objects.contactPoints)}
        request={sources}
        onResolved={onRepaired}
        onIgnore={() => setIgnored(true)}
      />
    );
  }
  return (
    <PolicyEditor
      id={policy.id}
      dataSources={dataSources}
      fields={fieldsOf(policy)}
      opened={{ policy, rules: group.rules }}
    />
  );
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

function titleOf(stored: StoredPolicy): string {
  return stored.kind === 'policy' ? stored.policy.title : stored.title;
}
