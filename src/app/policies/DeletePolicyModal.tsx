import { t } from '@grafana/i18n';
import { ConfirmModal } from '@grafana/ui';
import React from 'react';

import type { PolicyRow } from './row';

interface Props {
  policy: PolicyRow;
  onConfirm: () => Promise<void>;
  onDismiss: () => void;
}

export function DeletePolicyModal({ policy: { title, policy }, onConfirm, onDismiss }: Props) {
  return (
    <ConfirmModal
      isOpen
      title={t('policies.delete-title', 'Delete policy')}
      body={t('policies.delete-question', 'Delete "{{- title}}"? Its KPIs are no longer watched by it.', { title })}
      description={
        policy &&
        t(
          'policies.delete-keeps',
          'Its alert rules and active hours go with it. The contact point "{{- contactPoint}}" stays.',
          {
            contactPoint: policy.contactPoint,
          }
        )
      }
      confirmText={t('policies.delete-confirm', 'Delete')}
      dismissText={t('policies.delete-dismiss', 'Cancel')}
      onConfirm={onConfirm}
      onDismiss={onDismiss}
    />
  );
}
