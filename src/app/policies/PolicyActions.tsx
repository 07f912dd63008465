import { t } from '@grafana/i18n';
import { Button, LinkButton, Stack } from '@grafana/ui';
import React from 'react';

import { hrefOf, policyPath, ruleHref } from '../routes';
import type { PolicyRow } from './row';

interface Props {
  row: PolicyRow;
  mayEdit: boolean;
  busy: boolean;
  onPause: (paused: boolean) => void;
  onClose: () => void;
  onDelete: () => void;
}

/** What can be done with a policy; each button says with which one. */
export function PolicyActions({ row, mayEdit, busy, onPause, onClose, onDelete }: Props) {
  const { title } = row;
  const isPaused = row.status.state === 'paused';
  const isToBeClosed = row.policy?.ending.kind === 'hand' && 'breaches' in row.status;
  const close = t('policies.close', 'Close the breach of {{- title}}', { title });
  const view = t('policies.view', 'View the rule of {{- title}} in Grafana', { title });
  const edit = t('policies.edit', 'Edit {{- title}}', { title });
  const pause = isPaused
    ? t('policies.resume', 'Resume {{- title}}', { title })
    : t('policies.pause', 'Pause {{- title}}', { title });
  const remove = t('policies.delete', 'Delete {{- title}}', { title });
  return (
    <Stack direction="row" gap={0.5} justifyContent="flex-end">
      {mayEdit && !row.provisioned && row.policy && (
        <>
          {isToBeClosed && (
            <Button
              icon="check"
              fill="text"
              variant="secondary"
              size="sm"
              tooltip={close}
              aria-label={close}
              disabled={busy}
              onClick={onClose}
            />
          )}
          <LinkButton
            icon="pen"
            fill="text"
            variant="secondary"
            size="sm"
            tooltip={edit}
            href={hrefOf(policyPath(row.id))}
          />
          <Button
            icon={isPaused ? 'play' : 'pause'}
            fill="text"
            variant="secondary"
            size="sm"
            tooltip={pause}
            aria-label={pause}
            disabled={busy}
            onClick={() => onPause(!isPaused)}
          />
        </>
      )}
      {mayEdit && !row.provisioned && (
        <Button
          icon="trash-alt"
          fill="text"
          variant="secondary"
          size="sm"
          tooltip={remove}
          aria-label={remove}
          disabled={busy}
          onClick={onDelete}
        />
      )}
      <LinkButton icon="eye" fill="text" variant="secondary" size="sm" tooltip={view} href={ruleHref(row.id)} />
    </Stack>
  );
}
