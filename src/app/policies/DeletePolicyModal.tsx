import { t } from '@grafana/i18n';
import { Checkbox, ConfirmModal, Stack } from '@grafana/ui';
import React, { useState } from 'react';

import type { ContactPoint } from '../../grafana/receivers';
import { writtenOf } from '../../policy/written';
import type { PolicyRow } from './row';
import { useContactPoints } from './usePolicies';

interface Props {
  policy: PolicyRow;
  /** `contactPoint` is to go as well. */
  onConfirm: (contactPoint?: string) => Promise<void>;
  onDismiss: () => void;
}

/** Asks, and says what goes with the policy and what stays. */
export function DeletePolicyModal({ policy: row, onConfirm, onDismiss }: Props) {
  const { title, policy } = row;
  const contactPoints = useContactPoints().data ?? [];
  const own = contactPoints.find((point) => isOnlyOf(row, point))?.title;
  const [takesAlong, setTakesAlong] = useState(true);
  return (
    <ConfirmModal
      isOpen
      title={t('policies.delete-title', 'Delete policy')}
      body={t('policies.delete-question', 'Delete "{{- title}}"? Its KPIs are no longer watched by it.', { title })}
      description={
        <Stack direction="column" gap={2}>
          {policy && own === undefined && (
            <span>
              {t(
                'policies.delete-keeps',
                'Its alert rules, active hours and quiet times go with it. The contact point "{{- contactPoint}}" stays.',
                { contactPoint: policy.contactPoint }
              )}
            </span>
          )}
          {own !== undefined && (
            <>
              <span>{t('policies.delete-takes', 'Its alert rules, active hours and quiet times go with it.')}</span>
              <Checkbox
                label={t('policies.delete-contact-point', 'Delete the contact point "{{- own}}" as well', { own })}
                description={t(
                  'policies.delete-contact-point-why',
                  'It was made for this policy, and nothing else uses it.'
                )}
                value={takesAlong}
                onChange={({ currentTarget }) => setTakesAlong(currentTarget.checked)}
              />
            </>
          )}
        </Stack>
      }
      confirmText={t('policies.delete-confirm', 'Delete')}
      dismissText={t('policies.delete-dismiss', 'Cancel')}
      onConfirm={() => onConfirm(takesAlong ? own : undefined)}
      onDismiss={onDismiss}
    />
  );
}

/** Whether the contact point was made for this policy, and no rule or route of anybody else tells it. */
function isOnlyOf({ id, rules }: PolicyRow, { title, uses, isDeletable }: ContactPoint): boolean {
  const first = rules.find(({ uid }) => uid === id);
  const own = rules.filter(({ notification_settings: settings }) => settings?.receiver === title).length;
  return (
    isDeletable &&
    first !== undefined &&
    writtenOf(first)?.contactPoint === title &&
    uses.rules <= own &&
    uses.routes === 0
  );
}
