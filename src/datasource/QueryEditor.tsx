import type { QueryEditorProps } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, Combobox, InlineField, InlineLabel, MultiCombobox, RadioButtonGroup, Stack } from '@grafana/ui';
import React, { useId, useState } from 'react';

import type { BusinessKpiDataSource } from './datasource';
import { areaLabel, byArea } from './labels';
import { SqlPreview } from './SqlPreview';
import { migrateQuery, type BusinessKpiOptions, type BusinessKpiQuery } from './types';

type Props = QueryEditorProps<BusinessKpiDataSource, BusinessKpiQuery, BusinessKpiOptions>;

const WINDOWS = ['5m', '10m', '15m', '30m', '1h'];

/** Picks KPIs by name and how to look at them; nobody needs to write SQL. */
export function QueryEditor({ datasource, query: stored, onChange, onRunQuery, range, data }: Props) {
  const id = useId();
  const [sqlShown, setSqlShown] = useState(false);
  const query = migrateQuery(stored);

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
            options={[
              {
                value: 'series' as const,
                label: t('query.series', 'Series'),
                description: t('query.series-description', 'The value, step by step'),
              },
              {
                value: 'drop' as const,
                label: t('query.drop', 'Sudden drop'),
                description: t('query.drop-description', 'Beside what the same time in earlier weeks and days says'),
              },
            ]}
            value={query.view}
            onChange={(view) => change({ view })}
          />
        </InlineField>
        {query.view === 'drop' && (
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
      {sqlShown && range && query.kpis.length > 0 && (
        <SqlPreview plan={datasource.plan(query, range, data?.request?.intervalMs)} />
      )}
    </Stack>
  );
}

function kpiOptions({ catalogue }: BusinessKpiDataSource) {
  return byArea(catalogue).flatMap(({ area, kpis }) =>
    kpis.map(({ id, name, description }) => ({ value: id, label: name, description, group: areaLabel(area) }))
  );
}

function windowOptions(current: string) {
  const windows = WINDOWS.includes(current) ? WINDOWS : [...WINDOWS, current];
  return windows.map((value) => ({ value, label: value }));
}
