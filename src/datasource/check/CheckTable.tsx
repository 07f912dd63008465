import { t } from '@grafana/i18n';
import { InteractiveTable, Stack, Text, type Column } from '@grafana/ui';
import React from 'react';

import type { Aspect, Finding, Verdict } from '../../kpi/check/findings';
import { SqlText } from '../SqlText';
import type { KpiCheck } from './check';
import { findingText } from './findingText';
import { VerdictText } from './VerdictText';

const ASPECTS: readonly Aspect[] = ['rows', 'index', 'zone', 'delay'];

/** A line a KPI, a word and an icon a check; opened, a line tells why and what to do. */
export function CheckTable({ checks }: { checks: readonly KpiCheck[] }) {
  const rows = checks.map((check) => ({ id: check.kpi.id, check }));
  const columns: Array<Column<(typeof rows)[number]>> = [
    { id: 'kpi', header: t('check.kpi', 'KPI'), cell: ({ row: { original } }) => original.check.kpi.name },
    {
      id: 'runs',
      header: t('check.runs', 'Can be read'),
      cell: ({ row: { original } }) => <VerdictText verdict={original.check.problem === undefined ? 'good' : 'bad'} />,
    },
    ...ASPECTS.map((aspect) => ({
      id: aspect,
      header: aspectText(aspect),
      cell: ({ row: { original } }: { row: { original: (typeof rows)[number] } }) => (
        <VerdictText verdict={verdictOf(original.check, aspect)} />
      ),
    })),
  ];
  return (
    <InteractiveTable
      columns={columns}
      data={rows}
      getRowId={({ id }) => id}
      renderExpandedRow={({ check }) => <Details check={check} />}
    />
  );
}

function Details({ check: { problem, findings } }: { check: KpiCheck }) {
  return (
    <Stack direction="column" gap={1}>
      {problem !== undefined && <Text color="error">{problem}</Text>}
      {findings.map((finding, index) => (
        <div key={index}>
          <Text weight="medium">{aspectText(finding.aspect)}</Text>: {findingText(finding)}
          {finding.code === 'index-missing' && <SqlText sql={`${finding.ddl};`} />}
        </div>
      ))}
    </Stack>
  );
}

/** The worst that was found: findings come in that order. */
function verdictOf({ findings }: KpiCheck, aspect: Finding['aspect']): Verdict {
  return findings.find((finding) => finding.aspect === aspect)?.verdict ?? 'unknown';
}

function aspectText(aspect: Aspect): string {
  switch (aspect) {
    case 'rows':
      return t('check.rows', 'Rows read');
    case 'index':
      return t('check.index', 'Index');
    case 'zone':
      return t('check.zone', 'Time zone');
    case 'delay':
      return t('check.delay', 'Delay');
  }
}
