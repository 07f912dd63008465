import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import React from 'react';

import { Bullets } from '../Bullets';
import { describeError } from '../errors/describe';

interface Props {
  title?: string;
  failed: ReadonlyArray<{ item: { id: string; title: string }; error: unknown }>;
  onRemove?: () => void;
  children?: React.ReactNode;
}

/** What could not be done for which policies, and why. */
export function Failures({ title, failed, onRemove, children }: Props) {
  return (
    <Alert
      severity="error"
      title={title ?? t('bulk.failed', 'Policies that were not changed: {{number}}', { number: failed.length })}
      onRemove={onRemove}
    >
      <Bullets>
        {failed.map(({ item, error }, index) => {
          const { title: what, answer, advice } = describeError(error);
          return (
            <li key={`${index} ${item.id}`}>
              {[`${item.title}: ${what}`, answer, ...advice].filter(Boolean).join(' · ')}
            </li>
          );
        })}
      </Bullets>
      {children}
    </Alert>
  );
}
