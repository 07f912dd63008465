import { t } from '@grafana/i18n';
import { useState } from 'react';

import { deletePolicies, type Deleted, type Deletion } from '../../grafana/deletePolicies';
import type { Progress } from '../../grafana/forEach';
import { toast } from '../toast';
import { useRefresh } from './usePolicies';

/** Deletes policies with what is theirs, and keeps what came of it. */
export function useDeletion() {
  const refresh = useRefresh();
  const [progress, setProgress] = useState<Progress>();
  const [outcome, setOutcome] = useState<Deleted>();
  const run = async (deletion: Deletion) => {
    setOutcome(undefined);
    setProgress({ done: 0, of: deletion.policies.length });
    const deleted = await deletePolicies(deletion, setProgress);
    await refresh();
    setProgress(undefined);
    setOutcome(deleted);
    if (deleted.failed.length === 0) {
      toast(doneText(deletion));
    }
  };
  return { progress, outcome, run, forget: () => setOutcome(undefined) };
}

function doneText({ policies }: Deletion): string {
  const [first, ...others] = policies;
  return first && others.length === 0
    ? t('policies.deleted', '"{{- title}}" is deleted', { title: first.title })
    : t('bulk.deleted', 'Deleted policies: {{number}}', { number: policies.length });
}
