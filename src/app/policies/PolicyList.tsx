import { t } from '@grafana/i18n';
import { Button, EmptyState, LinkButton, Pagination, Stack } from '@grafana/ui';
import React, { useState } from 'react';

import type { KpiDataSource } from '../../grafana/datasources';
import { hrefOf, IMPORT_PATH, NEW_POLICY_PATH, PRESETS_PATH } from '../routes';
import { BulkBar } from './BulkBar';
import { ExportDrawer } from './ExportDrawer';
import { FilterBar } from './FilterBar';
import { matches, NO_FILTERS, useFilters } from './filters';
import { PolicyActions } from './PolicyActions';
import { PolicyTable } from './PolicyTable';
import { kpiName, type PolicyRow } from './row';
import { Skeleton } from './Skeleton';
import { useSelection } from './useSelection';

interface Props {
  rows: PolicyRow[];
  /** The others are still being read. */
  isPartial: boolean;
  /** All of them are read, whole; before, there is something to see, and nothing to change yet. */
  isRead: boolean;
  dataSources: readonly KpiDataSource[];
  mayEdit: boolean;
  /** Something is being changed. */
  busy: boolean;
  onPause: (row: PolicyRow, paused: boolean) => void;
  onClose: (row: PolicyRow) => void;
  onDelete: (rows: readonly PolicyRow[]) => void;
}

/** A page of the list: more lines than this take longer to draw than a person waits. */
const PAGE = 50;

export function PolicyList({ rows, isPartial, isRead, dataSources, mayEdit, busy, onPause, onClose, onDelete }: Props) {
  const [filters, setFilters] = useFilters();
  const selection = useSelection(rows);
  const [exported, setExported] = useState<readonly PolicyRow[]>();
  if (rows.length === 0) {
    return isRead ? <NoPolicies mayEdit={mayEdit} /> : <Skeleton />;
  }
  const shown = rows.filter((row) => matches(filters, row));
  const pages = Math.max(1, Math.ceil(shown.length / PAGE));
  const page = Math.min(Math.max(1, filters.page ?? 1), pages);
  const unselected = shown.filter(({ id }) => !selection.ids.has(id));
  return (
    <>
      <FilterBar rows={rows} filters={filters} onChange={setFilters} />
      <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
        <span role="status">
          {isPartial
            ? t('policies.reading', 'Reading all policies; the first of them:')
            : t('policies.count', '{{shown}} of {{all}} policies', { shown: shown.length, all: rows.length })}
        </span>
        {selection.rows.length > 0 && unselected.length > 0 && (
          <Button
            size="sm"
            fill="text"
            onClick={() =>
              selection.select(
                unselected.map(({ id }) => id),
                true
              )
            }
          >
            {t('policies.select-all', 'Select all {{number}}', { number: shown.length })}
          </Button>
        )}
      </Stack>
      {selection.rows.length > 0 && (
        <BulkBar
          rows={selection.rows}
          dataSources={dataSources}
          mayEdit={mayEdit}
          onExport={() => setExported(selection.rows)}
          onDelete={onDelete}
          onClear={selection.clear}
        />
      )}
      {shown.length > 0 ? (
        <PolicyTable
          rows={shown.slice((page - 1) * PAGE, page * PAGE)}
          selected={selection.ids}
          onSelect={isRead ? selection.select : undefined}
          nameOfKpi={({ policy }, id) => kpiName(dataSources, policy?.datasourceUid ?? '', id)}
          actions={(row) => (
            <PolicyActions
              row={row}
              mayEdit={mayEdit}
              busy={busy || !isRead}
              onPause={(paused) => onPause(row, paused)}
              onClose={() => onClose(row)}
              onDelete={() => onDelete([row])}
            />
          )}
        />
      ) : isPartial ? (
        <Skeleton />
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
      <Pagination
        hideWhenSinglePage
        currentPage={page}
        numberOfPages={pages}
        onNavigate={(to) => setFilters({ page: to > 1 ? to : undefined })}
      />
      {exported && <ExportDrawer rows={exported} onClose={() => setExported(undefined)} />}
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
          <Stack direction="row" gap={1} justifyContent="center">
            <LinkButton icon="plus" size="lg" href={hrefOf(NEW_POLICY_PATH)}>
              {t('policies.new', 'New policy')}
            </LinkButton>
            <LinkButton variant="secondary" icon="apps" size="lg" href={hrefOf(PRESETS_PATH)}>
              {t('presets.title', 'Presets')}
            </LinkButton>
            <LinkButton variant="secondary" icon="upload" size="lg" href={hrefOf(IMPORT_PATH)}>
              {t('policies.import', 'Import')}
            </LinkButton>
          </Stack>
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
