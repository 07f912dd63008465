import { t } from '@grafana/i18n';
import { Combobox, MultiCombobox, RadioButtonGroup, Stack } from '@grafana/ui';
import React from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import type { KpiDataSource } from '../../grafana/datasources';
import { areaName } from '../words';
import { defaultOwner, defaultRunbook, type PolicyFields } from './form';
import { FormField, labelId } from './FormField';
import { QueryFields } from './QueryFields';
import { Section } from './Section';
import { selectionOf, type Selection } from './selection';
import { defaultDirection, defaultJudging, defaultTime } from './triggerForm';
import { useFollow } from './useFollow';

interface Props {
  dataSources: readonly KpiDataSource[];
  selection: Selection;
}

/** "Watch these KPIs of that data source", or a query of another one; which of them stays as it began. */
export function WatchFields({ isNew, ...props }: Props & { isNew: boolean }) {
  const { control } = useFormContext<PolicyFields>();
  const watched = useWatch({ control, name: 'watched' });
  return (
    <Section title={t('editor.watch', 'Watch')}>
      {isNew && (
        <Controller
          control={control}
          name="watched"
          render={({ field: { ref: _ref, ...field } }) => (
            <div>
              <RadioButtonGroup
                {...field}
                id="watched"
                aria-label={t('editor.watch', 'Watch')}
                options={[
                  { value: 'kpis', label: t('editor.watch-kpis', 'KPIs') },
                  { value: 'query', label: t('editor.watch-query', 'A query of any data source') },
                ]}
              />
            </div>
          )}
        />
      )}
      {watched === 'query' ? <QueryFields /> : <KpiFields {...props} />}
    </Section>
  );
}

function KpiFields({ dataSources, selection }: Props) {
  const { control, getValues, setValue } = useFormContext<PolicyFields>();
  const follow = useFollow();
  const { source, kpis, missing } = selection;

  const followKpis = (uid: string, ids: readonly string[]) => {
    const next = selectionOf(dataSources, uid, ids).kpis;
    follow('trigger.kind', defaultJudging(kpis).kind, defaultJudging(next).kind);
    follow('trigger.window', defaultJudging(kpis).window, defaultJudging(next).window);
    follow('trigger.direction', defaultDirection(kpis), defaultDirection(next));
    const change = getValues('trigger.change');
    const [time, nextTime] = [defaultTime(kpis, change), defaultTime(next, change)];
    follow('trigger.time.column', time.column, nextTime.column);
    follow('trigger.time.type', time.type, nextTime.type);
    follow('trigger.time.zone', time.zone, nextTime.zone);
    follow('owner', defaultOwner(kpis), defaultOwner(next));
    follow('runbook', defaultRunbook(kpis), defaultRunbook(next));
  };

  const changeSource = (uid: string) => {
    const kept = selectionOf(dataSources, uid, getValues('kpis')).kpis.map(({ id }) => id);
    followKpis(uid, kept);
    setValue('kpis', kept);
  };

  return (
    <>
      <Stack direction={{ xs: 'column', md: 'row' }} gap={2}>
        <Stack direction="column" flex={2}>
          <FormField
            name="kpis"
            label={t('editor.kpis', 'KPIs')}
            problem={
              missing.length > 0
                ? t('editor.kpis-missing', 'No longer in the catalogue, remove: {{- ids}}', { ids: missing.join(', ') })
                : undefined
            }
          >
            <Controller
              control={control}
              name="kpis"
              render={({ field: { ref: _ref, onChange, ...field }, fieldState }) => (
                <MultiCombobox
                  {...field}
                  invalid={fieldState.invalid}
                  id="kpis"
                  aria-labelledby={labelId('kpis')}
                  placeholder={t('editor.kpis-placeholder', 'Choose KPIs')}
                  options={kpiOptions(source)}
                  onChange={(options) => {
                    const ids = options.map(({ value }) => value);
                    followKpis(getValues('datasourceUid'), ids);
                    onChange(ids);
                  }}
                />
              )}
            />
          </FormField>
        </Stack>
        <Stack direction="column" flex={1}>
          <FormField name="datasourceUid" label={t('editor.datasource', 'of data source')}>
            <Controller
              control={control}
              name="datasourceUid"
              render={({ field: { ref: _ref, onChange, ...field }, fieldState }) => (
                <Combobox
                  {...field}
                  invalid={fieldState.invalid}
                  id="datasourceUid"
                  options={dataSources.map(({ uid, name }) => ({ value: uid, label: name }))}
                  onChange={({ value }) => {
                    changeSource(value);
                    onChange(value);
                  }}
                />
              )}
            />
          </FormField>
        </Stack>
      </Stack>
    </>
  );
}

function kpiOptions(source: KpiDataSource | undefined) {
  return source?.catalogue.ok
    ? source.catalogue.catalogue.kpis.map(({ id, name, area }) => ({
        value: id,
        label: name,
        group: areaName(area),
      }))
    : [];
}
