import { t } from '@grafana/i18n';
import { Button, EmptyState, LinkButton } from '@grafana/ui';
import React from 'react';

import type { KpiDataSource } from '../../grafana/datasources';
import { hrefOf, NEW_POLICY_PATH } from '../routes';
import { FilterBar } from './FilterBar';
import { matches, NO_FILTERS, useFilters } from './filters';
import { PolicyActions } from './PolicyActions';
import { PolicyTable } from './PolicyTable';
import { kpiName, type PolicyRow } from './row';

interface Props {
  rows: PolicyRow[];
  dataSources: readonly KpiDataSource[];
  mayEdit: boolean;
  /** Something is being changed. */
  busy: boolean;
  onPause: (row: PolicyRow, paused: boolean) => void;
  onClose: (row: PolicyRow) => void;
  onDelete: (row: PolicyRow) => void;
}

export function PolicyList({ rows, dataSources, mayEdit, busy, onPause, onClose, onDelete }: Props) {
  const [filters, setFilters] = useFilters();
  if (rows.length === 0) {
    return <NoPolicies mayEdit={mayEdit} />;
  }
  const shown = rows.filter((row) => matches(filters, row));
  return (
    <>
      <FilterBar rows={rows} filters={filters} onChange={setFilters} />
      {shown.length > 0 ? (
        <PolicyTable
          rows={shown}
          nameOfKpi={({ policy }, id) => kpiName(dataSources, policy?.datasourceUid ?? '', id)}
          actions={(row) => (
            <PolicyActions
              row={row}
              mayEdit={mayEdit}
              busy={busy}
              onPause={(paused) => onPause(row, paused)}
              onClose={() => onClose(row)}
              onDelete={() => onDelete(row)}
            />
          )}
        />
      ) : (
        <EmptyState
          variant="not-found"
          role="alert"
          message={t('policies.none-match', 'No policy matches these filters')}
          button={
            <Button variant="secondary" onClick={() => setFilters(NO_FILTERS)}>
              {t('policies.clear-filters', 'Clear filters')}
            </Button>
          }
        />
      )}
    </>
  );
}

function NoPolicies({ mayEdit }: { mayEdit: boolean }) {
  return (
    <EmptyState
      variant="call-to-action"
      message={t('policies.none', 'No KPI is watched yet')}
      button={
        mayEdit ? (
          <LinkButton icon="plus" size="lg" href={hrefOf(NEW_POLICY_PATH)}>
            {t('policies.new', 'New policy')}
          </LinkButton>
        ) : undefined
      }
    >
      {mayEdit
        ? t(
            'policies.none-editor',
            'A policy says which KPIs to watch, what counts as a drop, and who is told in Slack.'
          )
        : t('policies.none-viewer', 'An Editor of this Grafana can make the first policy.')}
    </EmptyState>
  );
}
