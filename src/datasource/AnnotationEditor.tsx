import type { QueryEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Combobox, InlineField, RadioButtonGroup, Stack } from '@grafana/ui';
import React, { useId } from 'react';

import { commonDimensions } from './commonDimensions';
import type { BusinessKpiDataSource } from './datasource';
import { EventFields } from './EventFields';
import { FilterRows } from './FilterRows';
import { KpisField } from './KpisField';
import { viewDescription, viewLabel } from './labels';
import { DEFAULT_PERCENT, MARKS, migrateQuery, type BusinessKpiOptions, type BusinessKpiQuery } from './types';
import { WindowField } from './WindowField';

type Props = QueryEditorProps<BusinessKpiDataSource, BusinessKpiQuery, BusinessKpiOptions>;

const PERCENTS = [10, 20, 25, 30, 40, 50, 60, 70, 80, 90];

/** What a dashboard marks on its curves: breaches of KPIs, or rows of a table. */
export function AnnotationEditor({ datasource, query: stored, onChange, onRunQuery }: Props) {
  const id = useId();
  const query = migrateQuery(stored);
  const { view, kpis, window, percent = DEFAULT_PERCENT, events, filters } = query;
  const mark: (typeof MARKS)[number] = view === 'events' ? view : 'breaches';
  const change = (part: Partial<BusinessKpiQuery>) => {
    onChange({ ...query, ...part });
    onRunQuery();
  };
  return (
    <Stack direction="column" gap={0.5}>
      <InlineField label={t('query.mark', 'Mark')} labelWidth={10}>
        <RadioButtonGroup
          aria-label={t('query.mark', 'Mark')}
          options={MARKS.map((value) => ({ value, label: viewLabel(value), description: viewDescription(value) }))}
          value={mark}
          // The columns of a table are no dimensions of KPIs.
          onChange={(chosen) => change({ view: chosen, filters: [] })}
        />
      </InlineField>
      {view === 'events' ? (
        <EventFields events={events} filters={filters} onChange={change} />
      ) : (
        <>
          <KpisField datasource={datasource} kpis={kpis} onChange={(ids) => change({ kpis: ids })} />
          <Stack direction="row" gap={0.5} wrap="wrap">
            <WindowField window={window} onChange={(length) => change({ window: length })} />
            <InlineField
              label={t('query.percent', 'Further from expected than')}
              tooltip={t('query.percent-tooltip', 'Below it, or above it where less is better.')}
              htmlFor={`${id}-percent`}
            >
              <Combobox
                id={`${id}-percent`}
                width={12}
                options={[...new Set([...PERCENTS, percent])].map((value) => ({ value, label: `${value} %` }))}
                value={percent}
                onChange={({ value }) => change({ percent: value })}
              />
            </InlineField>
          </Stack>
          <FilterRows
            dimensions={commonDimensions(datasource.catalogue, kpis)}
            filters={filters}
            onChange={(changed) => change({ filters: changed })}
          />
        </>
      )}
    </Stack>
  );
}
