import { t } from '@grafana/i18n';
import { getTemplateSrv } from '@grafana/runtime';
import { InlineField, InlineLabel, MultiCombobox } from '@grafana/ui';
import React, { useId } from 'react';

import type { BusinessKpiDataSource } from './datasource';
import { areaLabel, byArea } from './labels';

interface Props {
  datasource: BusinessKpiDataSource;
  kpis: string[];
  onChange(kpis: string[]): void;
}

/** Picks KPIs by name. */
export function KpisField({ datasource, kpis, onChange }: Props) {
  const id = useId();
  return (
    <InlineField
      grow
      label={
        <InlineLabel id={`${id}-label`} htmlFor={id} width={10}>
          {t('query.kpis', 'KPIs')}
        </InlineLabel>
      }
    >
      <MultiCombobox
        id={id}
        // Grafana 12.3 gives the id to nothing that a label could name.
        aria-labelledby={`${id}-label`}
        options={kpiOptions(datasource)}
        value={kpis}
        placeholder={t('query.kpis-placeholder', 'Choose KPIs by name')}
        onChange={(options) => onChange(options.map(({ value }) => value))}
      />
    </InlineField>
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
