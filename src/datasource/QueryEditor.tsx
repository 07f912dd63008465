import type { QueryEditorProps } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, Combobox, InlineField, InlineLabel, MultiCombobox, RadioButtonGroup, Stack } from '@grafana/ui';
import React, { useId, useState } from 'react';

import { commonDimensions } from './commonDimensions';
import type { BusinessKpiDataSource } from './datasource';
import { FilterRows } from './FilterRows';
import { KpisField } from './KpisField';
import { viewDescription, viewLabel } from './labels';
import { SqlText } from './SqlText';
import { statementsOf } from './statements';
import { migrateQuery, VIEWS, type BusinessKpiOptions, type BusinessKpiQuery } from './types';
import { useCase } from './useCase';
import { WindowField } from './WindowField';

type Props = QueryEditorProps<BusinessKpiDataSource, BusinessKpiQuery, BusinessKpiOptions>;

const BUCKETS = ['1m', '5m', '15m', '1h', '1d'];

/** Picks KPIs by name and how to look at them; nobody needs to write SQL. */
export function QueryEditor(props: Props) {
  const { datasource, query: stored, onChange, onRunQuery, range, data } = props;
  useCase(props);
  const id = useId();
  const [sqlShown, setSqlShown] = useState(false);
  const query = migrateQuery(stored);
  const dimensions = commonDimensions(datasource.catalogue, query.kpis);

  const change = (part: Partial<BusinessKpiQuery>) => {
    onChange({ ...query, ...part });
    onRunQuery();
  };

  return (
    <Stack direction="column" gap={0.5}>
      <KpisField datasource={datasource} kpis={query.kpis} onChange={(kpis) => change({ kpis })} />
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
          <WindowField window={query.window} onChange={(window) => change({ window })} />
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
        <SqlText
          label={t('query.sql-label', 'SQL of this query')}
          sql={statementsOf(datasource.preview(query, range, data?.request?.intervalMs).asks)
            .map(({ sql }) => `${sql};`)
            .join('\n\n')}
        />
      )}
    </Stack>
  );
}

function bucketOptions(current: string) {
  const buckets = [...new Set(['auto', ...BUCKETS, current])];
  return buckets.map((value) => ({ value, label: value === 'auto' ? t('query.auto', 'Automatic') : value }));
}
