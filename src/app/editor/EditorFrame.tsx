import { t } from '@grafana/i18n';
import { PluginPage } from '@grafana/runtime';
import { Alert, LinkButton } from '@grafana/ui';
import React from 'react';

import { currentAccess } from '../../grafana/access';
import { hrefOf, POLICIES_PATH } from '../routes';

interface Props {
  title: string;
  children: React.ReactNode;
}

/** The page around the editor. Who may not edit is told so, and sees no form. */
export function EditorFrame({ title, children }: Props) {
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
          <LinkButton variant="secondary" href={hrefOf(POLICIES_PATH)}>
            {t('editor.to-list', 'See the policies')}
          </LinkButton>
        </Alert>
      )}
    </PluginPage>
  );
}
