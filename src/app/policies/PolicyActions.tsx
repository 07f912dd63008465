import type { IconName } from '@grafana/data';
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
          {isToBeClosed && <ActionButton icon="check" label={close} disabled={busy} onClick={onClose} />}
          <LinkButton
            icon="pen"
            fill="text"
            variant="secondary"
            size="sm"
            tooltip={edit}
            href={hrefOf(policyPath(row.id))}
          />
          <ActionButton
            icon={isPaused ? 'play' : 'pause'}
            label={pause}
            disabled={busy}
            onClick={() => onPause(!isPaused)}
          />
        </>
      )}
      {mayEdit && !row.provisioned && (
        <ActionButton icon="trash-alt" label={remove} disabled={busy} onClick={onDelete} />
      )}
      <LinkButton icon="eye" fill="text" variant="secondary" size="sm" tooltip={view} href={ruleHref(row.id)} />
    </Stack>
  );
}

/** A button that is an icon to the eye, and its label to a pointer that rests on it and to a screen reader. */
function ActionButton({ label, ...button }: { icon: IconName; label: string; disabled: boolean; onClick: () => void }) {
  return <Button {...button} fill="text" variant="secondary" size="sm" tooltip={label} aria-label={label} />;
}
