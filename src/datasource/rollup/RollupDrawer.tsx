import { t, Trans } from '@grafana/i18n';
import { Alert, Combobox, Field, Stack } from '@grafana/ui';
import React, { useState } from 'react';

import type { Catalogue, Kpi } from '../../kpi/catalogue/schema';
import { rollupCandidates } from '../../kpi/rollup/rollup';
import { openScriptServer, type ScriptServer } from '../scriptServer';
import { ToolDrawer } from '../ToolDrawer';
import type { Settings } from '../types';
import { useTask } from '../useTask';
import { candidateText } from './rollupText';
import { RollupForm } from './RollupForm';

interface Props {
  settings: Settings;
  catalogue: Catalogue;
  /** Takes KPIs in the place of those with their ids; undefined where the catalogue can't be changed here. */
  onSwitch?(kpis: readonly Kpi[]): void;
  onClose(): void;
}

/** From a table that is too large to be read quickly to one of minutes: the script, a comparison, the switch. */
export function RollupDrawer({ settings, catalogue, onSwitch, onClose }: Props) {
  const task = useTask<ScriptServer>((signal) => openScriptServer(settings, signal));
  const candidates = rollupCandidates(catalogue.kpis);
  const [key, setKey] = useState(candidates.find(({ kpis }) => kpis.length > 0)?.key);
  const chosen = candidates.find((candidate) => candidate.key === key);
  return (
    <ToolDrawer
      title={t('rollup.title', 'Roll up a table')}
      subtitle={t(
        'rollup.subtitle',
        'For tables that are too large to be read quickly: one row a minute in their place. A DBA runs the script; nothing is changed from here.'
      )}
      task={task}
      running={t('rollup.running', 'Asking the server what it is …')}
      failed={t('rollup.failed', 'The script could not be written')}
      onClose={onClose}
    >
      {task.state === 'done' && candidates.length === 0 && (
        <Alert severity="info" title={t('rollup.none', 'There is nothing to roll up')}>
          <Trans i18nKey="rollup.none-advice">Every KPI of the catalogue reads a rollup already.</Trans>
        </Alert>
      )}
      {task.state === 'done' && candidates.length > 0 && (
        <Stack direction="column" gap={2}>
          <Field label={t('rollup.source', 'What to roll up')} htmlFor="kpiwatch-rollup-source" noMargin>
            <Combobox
              id="kpiwatch-rollup-source"
              value={key ?? null}
              options={candidates.map((candidate) => ({
                value: candidate.key,
                label: candidateText(candidate),
                description: t('rollup.kpis', '{{count}} KPIs', { count: candidate.kpis.length }),
              }))}
              onChange={(option) => setKey(option.value)}
            />
          </Field>
          {chosen && (
            <RollupForm key={key} server={task.result} candidate={chosen} catalogue={catalogue} onSwitch={onSwitch} />
          )}
        </Stack>
      )}
    </ToolDrawer>
  );
}
