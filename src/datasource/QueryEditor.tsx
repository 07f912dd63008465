import type { QueryEditorProps } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { getTemplateSrv } from '@grafana/runtime';
import { Button, Combobox, InlineField, InlineLabel, MultiCombobox, RadioButtonGroup, Stack } from '@grafana/ui';
import React, { useId, useState } from 'react';

import type { BusinessKpiDataSource } from './datasource';
import { FilterRows } from './FilterRows';
import { areaLabel, byArea, viewDescription, viewLabel } from './labels';
import { SqlPreview } from './SqlPreview';
import { migrateQuery, VIEWS, type BusinessKpiOptions, type BusinessKpiQuery } from './types';

type Props = QueryEditorProps<BusinessKpiDataSource, BusinessKpiQuery, BusinessKpiOptions>;

const WINDOWS = ['5m', '10m', '15m', '30m', '1h'];
const BUCKETS = ['1m', '5m', '15m', '1h', '1d'];

/** Picks KPIs by name and how to look at them; nobody needs to write SQL. */
export function QueryEditor({ datasource, query: stored, onChange, onRunQuery, range, data }: Props) {
  const id = useId();
  const [sqlShown, setSqlShown] = useState(false);
  const query = migrateQuery(stored);
  const dimensions = commonDimensions(datasource, query.kpis);

  const change = (part: Partial<BusinessKpiQuery>) => {
    onChange({ ...query, ...part });
    onRunQuery();
  };

  return (
    <Stack direction="column" gap={0.5}>
      <InlineField
        grow
        label={
          <InlineLabel id={`${id}-kpis-label`} htmlFor={`${id}-kpis`} width={10}>
            {t('query.kpis', 'KPIs')}
          </InlineLabel>
        }
      >
        <MultiCombobox
          id={`${id}-kpis`}
          // Grafana 12.3 gives the id to nothing that a label could name.
          aria-labelledby={`${id}-kpis-label`}
          options={kpiOptions(datasource)}
          value={query.kpis}
          placeholder={t('query.kpis-placeholder', 'Choose KPIs by name')}
          onChange={(options) => change({ kpis: options.map(({ value }) => value) })}
        />
      </InlineField>
      <Stack direction="row" gap={0.5} wrap="wrap" alignItems="flex-start">
        <InlineField label={t('query.view', 'View')} labelWidth={10}>
          <RadioButtonGroup
            aria-label={t('query.view', 'View')}
            options={VIEWS.map((value) => ({ value, label: viewLabel(value), description: viewDescription(value) }))}
            value={query.view}
            onChange={(view) => change({ view })}
          />
        </InlineField>
        {(query.view === 'drop' || query.view === 'drivers') && (
          <InlineField
            label={t('query.window', 'Judged window')}
            tooltip={t('query.window-tooltip', 'The newest complete minutes that are compared with the references.')}
            htmlFor={`${id}-window`}
          >
            <Combobox
              id={`${id}-window`}
              options={windowOptions(query.window)}
              value={query.window}
              width={12}
              onChange={({ value }) => change({ window: value })}
            />
          </InlineField>
        )}
        {(query.view === 'series' || query.view === 'compare') && (
          <InlineField label={t('query.bucket', 'Bucket')} htmlFor={`${id}-bucket`}>
            <Combobox
              id={`${id}-bucket`}
              options={bucketOptions(query.bucket)}
              value={query.bucket}
              width={16}
              onChange={({ value }) => change({ bucket: value })}
            />
          </InlineField>
        )}
        <Button
          variant="secondary"
          fill="text"
          icon={sqlShown ? 'angle-down' : 'angle-right'}
          aria-expanded={sqlShown}
          disabled={query.kpis.length === 0}
          onClick={() => setSqlShown(!sqlShown)}
        >
          <Trans i18nKey="query.sql">SQL</Trans>
        </Button>
      </Stack>
      {(query.view === 'series' || query.view === 'drivers') && (
        <InlineField
          label={
            <InlineLabel id={`${id}-by-label`} htmlFor={`${id}-by`} width={10}>
              {t('query.by', 'Split by')}
            </InlineLabel>
          }
        >
          <MultiCombobox
            id={`${id}-by`}
            aria-labelledby={`${id}-by-label`}
            options={[...new Set([...dimensions, ...query.by])].map((value) => ({ value }))}
            value={query.by}
            width={40}
            placeholder={t('query.by-placeholder', 'Dimensions')}
            onChange={(options) => change({ by: options.map(({ value }) => value) })}
          />
        </InlineField>
      )}
      <FilterRows dimensions={dimensions} filters={query.filters} onChange={(filters) => change({ filters })} />
      {sqlShown && range && query.kpis.length > 0 && (
        <SqlPreview plan={datasource.preview(query, range, data?.request?.intervalMs)} />
      )}
    </Stack>
  );
}

/** The KPIs by area, and the dashboard's variables. */
function kpiOptions({ catalogue }: BusinessKpiDataSource) {
  const variables = getTemplateSrv()
    .getVariables()
    .map(({ name }) => ({ value: `$${name}`, label: `$${name}`, group: t('query.variables', 'Variables') }));
  const kpis = byArea(catalogue).flatMap((group) =>
    group.kpis.map(({ id, name, description }) => ({
      value: id,
      label: name,
      description,
      group: areaLabel(group.area),
    }))
  );
  return [...kpis, ...variables];
}

/** The dimensions that all of the query's KPIs have; where variables alone choose them, those of any KPI. */
function commonDimensions({ catalogue }: BusinessKpiDataSource, ids: readonly string[]): string[] {
  const [first, ...rest] = catalogue.kpis.filter(({ id }) => ids.includes(id));
  return first
    ? first.dimensions.filter((dimension) => rest.every(({ dimensions }) => dimensions.includes(dimension)))
    : [...new Set(catalogue.kpis.flatMap(({ dimensions }) => dimensions))];
}

function bucketOptions(current: string) {
  const buckets = [...new Set(['auto', ...BUCKETS, current])];
  return buckets.map((value) => ({ value, label: value === 'auto' ? t('query.auto', 'Automatic') : value }));
}

function windowOptions(current: string) {
  const windows = WINDOWS.includes(current) ? WINDOWS : [...WINDOWS, current];
  return windows.map((value) => ({ value, label: value }));
}
