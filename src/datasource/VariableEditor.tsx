import type { QueryEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Combobox, InlineField, RadioButtonGroup, Stack } from '@grafana/ui';
import React, { useId } from 'react';

import { findKpi } from '../kpi/catalogue/parse';
import type { BusinessKpiDataSource } from './datasource';
import { areaLabel, AREAS } from './labels';
import { readListing, type Listing, type VariableQuery } from './listing';
import type { BusinessKpiOptions, BusinessKpiQuery } from './types';

type Props = QueryEditorProps<BusinessKpiDataSource, BusinessKpiQuery, BusinessKpiOptions, VariableQuery>;

/** What a dashboard variable lists. */
export function VariableEditor({ datasource, query, onChange }: Props) {
  const id = useId();
  const listing = readListing(query);
  const { kpis } = datasource.catalogue;
  const change = (next: Listing) => onChange({ refId: query.refId, ...next });
  const [first] = kpis.filter(({ dimensions }) => dimensions.length > 0);
  const kinds = [
    { value: 'kpis' as const, label: t('variable.kpis', 'KPIs') },
    { value: 'values' as const, label: t('variable.values', 'Values of a dimension') },
  ];

  return (
    <Stack direction="column" gap={0.5}>
      <InlineField label={t('variable.list', 'List')} labelWidth={12}>
        <RadioButtonGroup
          aria-label={t('variable.list', 'List')}
          options={kinds}
          value={listing.kind}
          onChange={(kind) =>
            change(kind === 'kpis' ? { kind } : { kind, kpi: first?.id ?? '', dimension: first?.dimensions[0] ?? '' })
          }
        />
      </InlineField>
      {listing.kind === 'kpis' ? (
        <InlineField label={t('variable.area', 'Area')} labelWidth={12} htmlFor={`${id}-area`}>
          <Combobox
            id={`${id}-area`}
            width={30}
            isClearable
            placeholder={t('variable.all-areas', 'All areas')}
            options={AREAS.map((area) => ({ value: area, label: areaLabel(area) }))}
            value={listing.area ?? null}
            onChange={(option) => change({ kind: 'kpis', area: option?.value })}
          />
        </InlineField>
      ) : (
        <>
          <InlineField label={t('variable.kpi', 'KPI')} labelWidth={12} htmlFor={`${id}-kpi`}>
            <Combobox
              id={`${id}-kpi`}
              width={30}
              options={kpis.map((kpi) => ({ value: kpi.id, label: kpi.name }))}
              value={listing.kpi}
              onChange={({ value }) =>
                change({
                  kind: 'values',
                  kpi: value,
                  dimension: findKpi(datasource.catalogue, value)?.dimensions[0] ?? '',
                })
              }
            />
          </InlineField>
          <InlineField label={t('variable.dimension', 'Dimension')} labelWidth={12} htmlFor={`${id}-dimension`}>
            <Combobox
              id={`${id}-dimension`}
              width={30}
              options={(findKpi(datasource.catalogue, listing.kpi)?.dimensions ?? []).map((value) => ({ value }))}
              value={listing.dimension}
              onChange={({ value }) => change({ ...listing, dimension: value })}
            />
          </InlineField>
        </>
      )}
    </Stack>
  );
}
