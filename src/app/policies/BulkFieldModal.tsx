import { t } from '@grafana/i18n';
import { Alert, Button, Combobox, Field, Input, Modal } from '@grafana/ui';
import React, { useState } from 'react';

import { useContactPoints } from './usePolicies';

interface Props {
  field: 'owner' | 'contactPoint';
  /** How many policies are changed. */
  count: number;
  /** How many of them are in breach. */
  breaching: number;
  onConfirm: (value: string) => Promise<void>;
  onDismiss: () => void;
}

/** Asks for the owner or the contact point that many policies are to have. */
export function BulkFieldModal({ field, count, breaching, onConfirm, onDismiss }: Props) {
  const [value, setValue] = useState('');
  const points = useContactPoints();
  const isOwner = field === 'owner';
  const label = isOwner ? t('policies.owner', 'Owner') : t('policies.contact-point', 'Contact point');
  const onSubmit = (event: React.FormEvent) => {
    event.preventDefault();
    void onConfirm(value.trim());
  };
  return (
    <Modal
      isOpen
      title={t('bulk.change-title', 'Change policies: {{number}}', { number: count })}
      onDismiss={onDismiss}
    >
      <form onSubmit={onSubmit}>
        <Field label={label}>
          {isOwner ? (
            <Input
              id="bulk-value"
              value={value}
              maxLength={120}
              onChange={({ currentTarget }) => setValue(currentTarget.value)}
            />
          ) : (
            <Combobox
              id="bulk-value"
              loading={points.isPending}
              value={value === '' ? null : value}
              options={(points.data ?? [])
                .filter(({ isUsable }) => isUsable)
                .map(({ title, types }) => ({ value: title, label: title, description: types.join(', ') }))}
              onChange={(option) => setValue(option.value)}
            />
          )}
        </Field>
        {breaching > 0 && (
          <Alert
            severity="warning"
            title={t('bulk.breaching', '{{breaching}} of them are in breach, and will be told anew', { breaching })}
          >
            {t(
              'bulk.breaching-why',
              'Grafana forgets how a rule stands when this changes: the breach counts as over, and begins again at the next evaluation.'
            )}
          </Alert>
        )}
        <Modal.ButtonRow>
          <Button variant="secondary" fill="outline" onClick={onDismiss}>
            {t('policies.delete-dismiss', 'Cancel')}
          </Button>
          <Button type="submit" disabled={value.trim() === ''}>
            {t('bulk.change-confirm', 'Change')}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
