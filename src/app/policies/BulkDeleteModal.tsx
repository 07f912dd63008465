import { t } from '@grafana/i18n';
import { ConfirmModal } from '@grafana/ui';
import React from 'react';

import type { PolicyRow } from './row';

const NAMED = 10;

interface Props {
  rows: readonly PolicyRow[];
  onConfirm: () => Promise<void>;
  onDismiss: () => void;
}

/** Asks before many policies are deleted; the word is to be typed, for there is no way back. */
export function BulkDeleteModal({ rows, onConfirm, onDismiss }: Props) {
  const names = rows.slice(0, NAMED).map(({ title }) => title);
  const more = rows.length - names.length;
  return (
    <ConfirmModal
      isOpen
      title={t('bulk.delete-title', 'Delete policies: {{number}}', { number: rows.length })}
      body={
        <ul>
          {names.map((title, index) => (
            <li key={`${index} ${title}`}>{title}</li>
          ))}
          {more > 0 && <li>{t('bulk.more', 'and {{more}} more', { more })}</li>}
        </ul>
      }
      description={t(
        'bulk.delete-means',
        'Their alert rules, active hours and quiet times go with them. Contact points stay.'
      )}
      confirmationText={t('bulk.delete', 'Delete')}
      confirmText={t('bulk.delete', 'Delete')}
      dismissText={t('policies.delete-dismiss', 'Cancel')}
      onConfirm={onConfirm}
      onDismiss={onDismiss}
    />
  );
}
