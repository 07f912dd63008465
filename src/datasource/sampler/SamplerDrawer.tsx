import { t, Trans } from '@grafana/i18n';
import { Button, Field, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';

import { presetKpis } from '../../kpi/catalogue/presets';
import type { Catalogue, Kpi } from '../../kpi/catalogue/schema';
import { scriptText } from '../../kpi/sql/script';
import { samplerStatements, STATUS_TABLE, type SampledRole } from '../../kpi/sql/statusSampler';
import { openScriptServer, type ScriptServer } from '../scriptServer';
import { SqlText } from '../SqlText';
import { ToolDrawer } from '../ToolDrawer';
import type { Settings } from '../types';
import { useTask } from '../useTask';

interface Props {
  settings: Settings;
  catalogue: Catalogue;
  /** Undefined where the catalogue can't be changed here. */
  onAdd?(kpis: Kpi[]): void;
  onClose(): void;
}

/** The script by which a server keeps a history of its own health, and the KPIs that read it. */
export function SamplerDrawer({ settings, catalogue, onAdd, onClose }: Props) {
  const task = useTask<ScriptServer>((signal) => openScriptServer(settings, signal));
  const [role, setRole] = useState<SampledRole>('primary');
  const [first] = catalogue.kpis;
  const presets = presetKpis(first?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
  const missing = presets.filter(
    (preset) => readsSamples(preset) && !catalogue.kpis.some(({ id }) => id === preset.id)
  );
  return (
    <ToolDrawer
      title={t('sampler.title', "MySQL's own health")}
      subtitle={t(
        'sampler.subtitle',
        'A server tells its connections, threads and slow queries as they are now. An event that a DBA makes keeps them, minute by minute.'
      )}
      task={task}
      running={t('rollup.running', 'Asking the server what it is …')}
      failed={t('rollup.failed', 'The script could not be written')}
      onClose={onClose}
    >
      {task.state === 'done' && (
        <Stack direction="column" gap={2}>
          <Field
            label={t('sampler.role', 'The server')}
            description={t(
              'sampler.role-description',
              'Run it on the server that others follow first, then on each replica.'
            )}
            noMargin
          >
            <RadioButtonGroup
              aria-label={t('sampler.role', 'The server')}
              value={role}
              options={[
                { value: 'primary', label: t('sampler.primary', 'Follows no other') },
                { value: 'replica', label: t('sampler.replica', 'Is a replica') },
              ]}
              onChange={setRole}
            />
          </Field>
          <section aria-label={t('rollup.script', 'The script, for a DBA to run once')}>
            <Text element="h3" variant="h5">
              {t('rollup.script', 'The script, for a DBA to run once')}
            </Text>
            <SqlText sql={scriptText(samplerStatements(task.result.dialect, { role, reader: task.result.reader }))} />
          </section>
          {missing.length === 0 && (
            <Text color="secondary">{t('sampler.known', 'The KPIs that read it are in the catalogue.')}</Text>
          )}
          {onAdd && missing.length > 0 && (
            <Stack direction="row" gap={2} alignItems="center" wrap="wrap">
              <Button onClick={() => onAdd(missing)}>
                {t('sampler.add', 'Add its {{count}} KPIs', { count: missing.length })}
              </Button>
              <Text color="secondary">
                <Trans i18nKey="sampler.after">After the script has been run.</Trans>
              </Text>
            </Stack>
          )}
        </Stack>
      )}
    </ToolDrawer>
  );
}

function readsSamples({ source }: Kpi): boolean {
  return source.kind !== 'sql' && source.table === STATUS_TABLE;
}
