import { t } from '@grafana/i18n';
import { Button, Stack } from '@grafana/ui';
import React from 'react';

import { Failures } from './Failures';
import type { useDeletion } from './useDeletion';

/** How far a deletion is, and what of it failed: that can be asked for again. */
export function DeleteOutcome({ progress, outcome, run, forget }: ReturnType<typeof useDeletion>) {
  return (
    <>
      <span role="status">
        {progress &&
          t('bulk.deleting', 'Deleting policies: {{done}} of {{of}}', { done: progress.done, of: progress.of })}
      </span>
      {outcome && outcome.failed.length > 0 && (
        <Failures title={t('bulk.not-deleted', 'Not all of it was deleted')} failed={outcome.failed} onRemove={forget}>
          <Stack direction="column" gap={1} alignItems="flex-start">
            {outcome.rest.contactPoints.length > 0 && (
              <span>
                {t('bulk.contact-points-left', 'Contact points that are still there: {{- names}}', {
                  names: outcome.rest.contactPoints.join(', '),
                })}
              </span>
            )}
            <Button
              variant="secondary"
              size="sm"
              icon="sync"
              disabled={progress !== undefined}
              onClick={() => run(outcome.rest)}
            >
              {t('bulk.delete-again', 'Delete the rest')}
            </Button>
          </Stack>
        </Failures>
      )}
    </>
  );
}
