import { t } from '@grafana/i18n';
import { Combobox } from '@grafana/ui';
import React from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import type { Kpi } from '../../kpi/catalogue/schema';
import { defaultTitle } from './defaultTitle';
import { FixedFields } from './FixedFields';
import type { PolicyFields } from './form';
import { FormField } from './FormField';
import { NoDataFields } from './NoDataFields';
import { RowsFields } from './RowsFields';
import { Section } from './Section';
import { SoFarFields } from './SoFarFields';
import { StaleFields } from './StaleFields';
import { ThresholdFields } from './ThresholdFields';
import type { TriggerFields as Fields } from './triggerForm';
import { kindProblem } from './triggerProblem';
import { UnusualFields } from './UnusualFields';
import { useFollowTitle } from './useFollowTitle';
import type { Usual } from './useUsual';

interface Props {
  kpis: readonly Kpi[];
  usual: Usual;
}

/** "… when they drop unusually, by more than 25 %, until less than 13 %." */
export function TriggerFields({ kpis, usual }: Props) {
  const { control } = useFormContext<PolicyFields>();
  const [kind, direction, change] = useWatch({
    control,
    name: ['trigger.kind', 'trigger.direction', 'trigger.change'],
  });
  useFollowTitle(defaultTitle(kpis, { kind, direction, change }));
  return (
    <Section title={t('editor.when', 'When')}>
      <FormField name="trigger.kind" label={t('editor.judged', 'judged by')} problem={kindProblem(kind, kpis)}>
        <Controller
          control={control}
          name="trigger.kind"
          render={({ field: { ref: _ref, onChange, ...field } }) => (
            <Combobox
              {...field}
              id="trigger.kind"
              width={40}
              options={kindOptions()}
              onChange={({ value }) => onChange(value)}
            />
          )}
        />
      </FormField>
      {kind === 'unusual' && <UnusualFields kpis={kpis} usual={usual} />}
      {kind === 'fixed' && <FixedFields kpis={kpis} />}
      {kind === 'so-far' && <SoFarFields />}
      {kind === 'threshold' && <ThresholdFields kpis={kpis} />}
      {kind === 'no-data' && <NoDataFields />}
      {kind === 'stale' && <StaleFields />}
      {kind === 'rows' && <RowsFields kpis={kpis} />}
    </Section>
  );
}

function kindOptions(): Array<{ value: Fields['kind']; label: string; description: string }> {
  return [
    {
      value: 'unusual',
      label: t('editor.judged-unusual', 'What is usual for the KPI'),
      description: t('editor.judged-unusual-help', 'A drop or rise beyond its own habits'),
    },
    {
      value: 'fixed',
      label: t('editor.judged-fixed', 'A fixed window'),
      description: t('editor.judged-fixed-help', 'A drop or rise beside the same time of earlier weeks and days'),
    },
    {
      value: 'so-far',
      label: t('editor.judged-so-far', 'The day so far'),
      description: t('editor.judged-so-far-help', 'Today beside the usual by this time: slow declines'),
    },
    {
      value: 'threshold',
      label: t('editor.judged-threshold', 'A line of yours'),
      description: t('editor.judged-threshold-help', 'Above, below or outside values, in the KPI’s unit'),
    },
    {
      value: 'no-data',
      label: t('editor.judged-no-data', 'No data at all'),
      description: t('editor.judged-no-data-help', 'Not one row in a window in which rows are expected'),
    },
    {
      value: 'stale',
      label: t('editor.judged-stale', 'Stale data'),
      description: t('editor.judged-stale-help', 'The newest row is older than it may be'),
    },
    {
      value: 'rows',
      label: t('editor.judged-rows', 'Rows created, changed or deleted'),
      description: t('editor.judged-rows-help', 'So many in a window, by a time column of the table'),
    },
  ];
}
