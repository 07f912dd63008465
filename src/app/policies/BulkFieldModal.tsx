import { t } from '@grafana/i18n';
import { Alert, Button, Combobox, Field, Input, Modal } from '@grafana/ui';
import React, { useState } from 'react';

import type { Team } from '../../policy/team';
import { optionOf, teamOption } from '../teams/options';
import { useContactPoints } from './usePolicies';

/** What many policies can be given at once. */
export type BulkField = 'owner' | 'contactPoint' | 'team';

interface Props {
  field: BulkField;
  teams: readonly Team[];
  /** How many policies are changed. */
  count: number;
  /** How many of them are in breach. */
  breaching: number;
  onConfirm: (value: string) => Promise<void>;
  onDismiss: () => void;
}

/** Asks for the owner, the contact point or the team that many policies are to have. */
export function BulkFieldModal({ field, teams, count, breaching, onConfirm, onDismiss }: Props) {
  const [value, setValue] = useState('');
  const points = useContactPoints();
  const isOwner = field === 'owner';
  const isTeam = field === 'team';
  const options = isTeam ? teams.map(teamOption) : (points.data ?? []).filter(({ isUsable }) => isUsable).map(optionOf);
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
        <Field label={labelOf(field)}>
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
              loading={!isTeam && points.isPending}
              value={value === '' ? null : value}
              options={options}
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

function labelOf(field: BulkField): string {
  switch (field) {
    case 'owner':
      return t('policies.owner', 'Owner');
    case 'contactPoint':
      return t('policies.contact-point', 'Contact point');
    case 'team':
      return t('policies.team', 'Team');
  }
}
