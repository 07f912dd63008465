import { t } from '@grafana/i18n';
import { PluginPage } from '@grafana/runtime';
import { Alert, LinkButton } from '@grafana/ui';
import React from 'react';

import { currentAccess } from '../../grafana/access';
import { hrefOf, listedPolicyHref, POLICIES_PATH } from '../routes';

interface Props {
  title: string;
  /** The title of the policy that the page is of, where it is there. */
  policy?: string;
  children: React.ReactNode;
}

/** The page around the editor. Who may not edit is told so, and led to where the policy can be seen. */
export function EditorFrame({ title, policy, children }: Props) {
  const { editPolicies } = currentAccess();
  return (
    <PluginPage
      pageNav={{ text: title, parentItem: { text: t('policies.title', 'Alert policies'), url: hrefOf(POLICIES_PATH) } }}
    >
      {editPolicies ? (
        children
      ) : (
        <Alert severity="info" title={t('editor.forbidden', 'An Editor is needed here')}>
          <p>
            {t('editor.forbidden-why', 'You can see every policy. To make or change one you need the role Editor.')}
          </p>
          {policy === undefined ? (
            <LinkButton variant="secondary" href={hrefOf(POLICIES_PATH)}>
              {t('editor.to-list', 'See the policies')}
            </LinkButton>
          ) : (
            <LinkButton variant="secondary" href={listedPolicyHref(policy)}>
              {t('editor.to-policy', 'See it in the list')}
            </LinkButton>
          )}
        </Alert>
      )}
    </PluginPage>
  );
}
