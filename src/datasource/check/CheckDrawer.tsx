import { t, Trans } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import React from 'react';

import type { Catalogue } from '../../kpi/catalogue/schema';
import { openDatabase } from '../database';
import { ToolDrawer } from '../ToolDrawer';
import type { Settings } from '../types';
import { useTask } from '../useTask';
import { AccountCheck } from './AccountCheck';
import { checkCatalogue, type KpiCheck, type ServerCheck } from './check';
import { CheckTable } from './CheckTable';

interface Props {
  settings: Settings;
  catalogue: Catalogue;
  onClose(): void;
}

interface Checked {
  server?: ServerCheck;
  kpis: readonly KpiCheck[];
}

const NOTHING: Checked = { kpis: [] };

/** Tells of each KPI of the catalogue how it is read, and of the account what it may do. */
export function CheckDrawer({ settings, catalogue, onClose }: Props) {
  const [first] = catalogue.kpis;
  const task = useTask<Checked, Checked>(async (signal, report) => {
    let checked = NOTHING;
    const add = (more: Partial<Checked>) => {
      checked = { ...checked, ...more };
      report(checked);
    };
    await checkCatalogue(await openDatabase(settings), {
      catalogue,
      zone: first?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      signal,
      onServer: (server) => add({ server }),
      onKpi: (kpi) => add({ kpis: [...checked.kpis, kpi] }),
    });
    return checked;
  });
  const checked = task.state === 'done' ? task.result : task.state === 'running' ? (task.progress ?? NOTHING) : NOTHING;
  return (
    <ToolDrawer
      title={t('check.title', 'Check the KPIs')}
      subtitle={t(
        'check.subtitle',
        'How the database reads each KPI. Nothing is changed there; what a DBA should do is printed.'
      )}
      task={task}
      running={t('check.progress', 'Checking: {{done}} of {{all}} KPIs …', {
        done: checked.kpis.length,
        all: catalogue.kpis.length,
      })}
      failed={t('check.failed', 'The database could not be checked')}
      onClose={onClose}
    >
      {checked.server && <AccountCheck server={checked.server} />}
      {checked.kpis.length > 0 && <CheckTable checks={checked.kpis} />}
      {task.state === 'done' && (
        <div>
          <Button variant="secondary" icon="sync" onClick={task.again}>
            <Trans i18nKey="check.again">Check again</Trans>
          </Button>
        </div>
      )}
    </ToolDrawer>
  );
}
