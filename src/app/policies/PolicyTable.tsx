import { t } from '@grafana/i18n';
import { Badge, InteractiveTable, Stack, Text, type BadgeColor, type Column } from '@grafana/ui';
import React, { createContext, useContext, useMemo } from 'react';

import type { Severity } from '../../policy/schema';
import { severityName } from '../words';
import { STATUS_NAMES, type PolicyRow } from './row';
import { StatusCell } from './StatusCell';

const SEVERITY_COLORS: Record<Severity, BadgeColor> = { critical: 'red', warning: 'orange', info: 'blue' };

/** What the cells need beside their row. */
interface CellProps {
  nameOfKpi: (row: PolicyRow, id: string) => string;
  actions: (row: PolicyRow) => React.ReactNode;
}

interface Props extends CellProps {
  rows: PolicyRow[];
}

/**
 * The table mounts every cell anew when its columns change, and a click that falls between is lost: the columns stay,
 * and what changes reaches the cells this way.
 */
const CellContext = createContext<CellProps>({ nameOfKpi: (_, id) => id, actions: () => null });

/** The policies, one a line. */
export function PolicyTable({ rows, nameOfKpi, actions }: Props) {
  const columns = useMemo(
    (): Array<Column<PolicyRow>> => [
      {
        id: 'status',
        header: t('policies.state', 'State'),
        sortType: (a, b) => stateRank(a.original) - stateRank(b.original),
        cell: ({ row: { original } }) => <StatusCell status={original.status} />,
      },
      {
        id: 'title',
        header: t('policies.policy', 'Policy'),
        sortType: 'string',
        cell: ({ row: { original } }) => <PolicyCell row={original} />,
      },
      {
        id: 'policy',
        header: t('policies.in-breach', 'In breach'),
        cell: ({ row: { original } }) => <BreachCell row={original} />,
      },
      {
        id: 'severity',
        header: t('policies.severity', 'Severity'),
        cell: ({ row: { original } }) => <SeverityCell severity={original.policy?.severity} />,
      },
      {
        id: 'owner',
        header: t('policies.owner', 'Owner'),
        sortType: (a, b) => (a.original.policy?.owner ?? '').localeCompare(b.original.policy?.owner ?? ''),
        cell: ({ row: { original } }) => original.policy?.owner,
      },
      {
        id: 'contactPoint',
        header: t('policies.contact-point', 'Contact point'),
        cell: ({ row: { original } }) => original.policy?.contactPoint,
      },
      { id: 'actions', disableGrow: true, cell: ({ row: { original } }) => <ActionsCell row={original} /> },
    ],
    []
  );
  const cellProps = useMemo(() => ({ nameOfKpi, actions }), [nameOfKpi, actions]);
  return (
    <CellContext.Provider value={cellProps}>
      <InteractiveTable columns={columns} data={rows} getRowId={({ id }: PolicyRow) => id} />
    </CellContext.Provider>
  );
}

function PolicyCell({ row }: { row: PolicyRow }) {
  return (
    <Stack direction="column" gap={0}>
      <Stack direction="row" gap={1} alignItems="center">
        <Text weight="medium">{row.title}</Text>
        {row.provisioned && (
          <Badge
            color="purple"
            text={t('policies.provisioned', 'Provisioned')}
            tooltip={t(
              'policies.provisioned-why',
              'This policy comes from a file or a script, and is to be changed there.'
            )}
          />
        )}
      </Stack>
      {row.sentence !== '' && (
        <Text variant="bodySmall" color="secondary">
          {row.sentence}
        </Text>
      )}
    </Stack>
  );
}

function ActionsCell({ row }: { row: PolicyRow }) {
  return <>{useContext(CellContext).actions(row)}</>;
}

function BreachCell({ row }: { row: PolicyRow }) {
  const { nameOfKpi } = useContext(CellContext);
  if (row.status.state !== 'breach') {
    return null;
  }
  return (
    <Stack direction="column" gap={0}>
      {row.status.breaches.map(({ kpi, summary }) => (
        <span key={kpi}>{summary === '' ? nameOfKpi(row, kpi) : summary}</span>
      ))}
    </Stack>
  );
}

function SeverityCell({ severity }: { severity?: Severity }) {
  return severity ? <Badge color={SEVERITY_COLORS[severity]} text={severityName(severity)} /> : null;
}

function stateRank({ status }: PolicyRow): number {
  return STATUS_NAMES.indexOf(status.state);
}
