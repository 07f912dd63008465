import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import React from 'react';

import { describeError } from '../errors/describe';
import type { useBulk } from './useBulk';

interface Props {
  failed: ReturnType<typeof useBulk>['failed'];
  onRemove?: () => void;
  children?: React.ReactNode;
}

/** Which policies could not be changed, and why. */
export function Failures({ failed, onRemove, children }: Props) {
  return (
    <Alert
      severity="error"
      title={t('bulk.failed', 'Policies that were not changed: {{number}}', { number: failed.length })}
      onRemove={onRemove}
    >
      <ul>
        {failed.map(({ item, error }) => {
          const { title, answer, advice } = describeError(error);
          return <li key={item.id}>{[`${item.title}: ${title}`, answer, ...advice].filter(Boolean).join(' · ')}</li>;
        })}
      </ul>
      {children}
    </Alert>
  );
}
