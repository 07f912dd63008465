import { t } from '@grafana/i18n';
import { Combobox, FilterInput, Stack } from '@grafana/ui';
import React from 'react';

import type { KpiDataSource } from '../../grafana/datasources';
import { areaName } from '../words';
import { AREAS, STATES, type KpiFilters } from './filters';
import { stateWord } from './words';

interface Props {
  sources: readonly KpiDataSource[];
  filters: KpiFilters;
  onChange: (change: Partial<KpiFilters>) => void;
}

export function KpiFilterBar({ sources, filters, onChange }: Props) {
  return (
    <Stack direction="row" gap={1} wrap="wrap">
      <FilterInput
        width={40}
        escapeRegex={false}
        value={filters.text}
        onChange={(text) => onChange({ text })}
        placeholder={t('kpis.search', 'Search KPIs and owners')}
        aria-label={t('kpis.search', 'Search KPIs and owners')}
      />
      <Choice
        id="kpis-area"
        label={t('kpis.area', 'Area')}
        placeholder={t('kpis.any-area', 'Any area')}
        value={filters.area}
        options={AREAS.map((area) => ({ value: area, label: areaName(area) }))}
        onChange={(area) => onChange({ area })}
      />
      <Choice
        id="kpis-state"
        label={t('kpis.state', 'State')}
        placeholder={t('kpis.any-state', 'Any state')}
        value={filters.state}
        options={STATES.map((state) => ({ value: state, label: stateWord(state, 'up') }))}
        onChange={(state) => onChange({ state })}
      />
      <Choice
        id="kpis-watched"
        label={t('kpis.watched', 'Watched')}
        placeholder={t('kpis.any-watched', 'Watched or not')}
        value={filters.watched}
        options={[
          { value: 'yes' as const, label: t('kpis.watched-yes', 'Watched') },
          { value: 'no' as const, label: t('kpis.unwatched', 'Nobody watches') },
        ]}
        onChange={(watched) => onChange({ watched })}
      />
      {sources.length > 1 && (
        <Choice
          id="kpis-source"
          label={t('kpis.source', 'Data source')}
          placeholder={t('kpis.any-source', 'Any data source')}
          value={filters.source}
          options={sources.map(({ uid, name }) => ({ value: uid, label: name }))}
          onChange={(source) => onChange({ source })}
        />
      )}
    </Stack>
  );
}

interface ChoiceProps<T extends string> {
  id: string;
  label: string;
  placeholder: string;
  value: T | undefined;
  options: Array<{ value: T; label: string }>;
  onChange: (value: T | undefined) => void;
}

function Choice<T extends string>({ id, label, value, onChange, ...list }: ChoiceProps<T>) {
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Combobox
        {...list}
        id={id}
        width={22}
        isClearable
        value={value ?? null}
        onChange={(option) => onChange(option?.value)}
      />
    </>
  );
}
