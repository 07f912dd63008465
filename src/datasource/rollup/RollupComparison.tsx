import { t } from '@grafana/i18n';
import { Alert, Button, InteractiveTable, LoadingPlaceholder, Stack, type Column } from '@grafana/ui';
import React from 'react';

import type { Kpi } from '../../kpi/catalogue/schema';
import type { Rollup } from '../../kpi/rollup/rollup';
import { VerdictText } from '../check/VerdictText';
import type { Database } from '../database';
import { textOf } from '../problem';
import { useTask } from '../useTask';
import { compareRollup, type KpiAgreement } from './compare';
import { differenceText } from './rollupText';

/** As many as tell what is wrong: late rows, a dimension, or everything. */
const SHOWN = 3;

interface Props {
  database: Database;
  kpis: readonly Kpi[];
  rollup: Rollup;
  onSwitch?(kpis: readonly Kpi[]): void;
}

/** Whether table and rollup agree, KPI by KPI; those that do can be switched over. */
export function RollupComparison({ database, kpis, rollup, onSwitch }: Props) {
  const task = useTask<KpiAgreement[]>((signal) => compareRollup(database, kpis, rollup, signal));
  const found = task.state === 'done' ? task.result : [];
  const agreed = new Set(found.filter(agrees).map(({ kpi }) => kpi.id));
  return (
    <Stack direction="column" gap={2}>
      <div role="status">
        {task.state === 'running' && <LoadingPlaceholder text={t('rollup.comparing', 'Reading both …')} />}
      </div>
      {task.state === 'failed' && (
        <Alert
          severity="error"
          title={t('rollup.not-compared', 'They could not be compared. Has the script been run?')}
        >
          {textOf(task.error)}
        </Alert>
      )}
      {found.length > 0 && <InteractiveTable columns={columns()} data={found} getRowId={({ kpi }) => kpi.id} />}
      {onSwitch && agreed.size > 0 && (
        <div>
          <Button onClick={() => onSwitch(rollup.kpis.filter(({ id }) => agreed.has(id)))}>
            {t('rollup.switch', 'Switch {{count}} KPIs to the rollup', { count: agreed.size })}
          </Button>
        </div>
      )}
    </Stack>
  );
}

function agrees({ agreement }: KpiAgreement): boolean {
  return agreement.compared > 0 && agreement.differences.length === 0;
}

function columns(): Array<Column<KpiAgreement>> {
  return [
    { id: 'kpi', header: t('check.kpi', 'KPI'), cell: ({ row: { original } }) => original.kpi.name },
    {
      id: 'verdict',
      header: t('rollup.verdict', 'Table and rollup'),
      cell: ({ row: { original } }) => <Verdict found={original} />,
    },
    {
      id: 'differences',
      header: t('rollup.where', 'Where they differ'),
      cell: ({ row: { original } }) => <Differences found={original} />,
    },
  ];
}

function Verdict({ found }: { found: KpiAgreement }) {
  if (agrees(found)) {
    return <VerdictText verdict="good" text={t('rollup.agree', 'Agree')} />;
  }
  return found.agreement.compared === 0 ? (
    <VerdictText verdict="unknown" text={t('rollup.no-rows', 'Nothing to compare')} />
  ) : (
    <VerdictText verdict="bad" text={t('rollup.differ', 'Differ')} />
  );
}

function Differences({ found: { agreement } }: { found: KpiAgreement }) {
  const { differences, compared } = agreement;
  const more = differences.length - SHOWN;
  return (
    <div>
      {differences.slice(0, SHOWN).map((difference, index) => (
        <div key={index}>{differenceText(difference)}</div>
      ))}
      {more > 0 && <div>{t('rollup.more', '… and {{more}} more of {{compared}}', { more, compared })}</div>}
    </div>
  );
}
