import { t } from '@grafana/i18n';
import { Combobox, Input, RadioButtonGroup, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import type { Kpi } from '../../kpi/catalogue/schema';
import { DeleteAudit } from './DeleteAudit';
import type { PolicyFields } from './form';
import { FormField } from './FormField';
import { defaultTime, TIME_TYPES } from './triggerForm';
import { tableProblem } from './triggerProblem';
import { useFollow } from './useFollow';
import { WindowField } from './WindowField';

/** "… at least 100 rows are deleted in 10 min, as deleted_at tells, until fewer than 100." */
export function RowsFields({ kpis }: { kpis: readonly Kpi[] }) {
  const { control, register, getValues } = useFormContext<PolicyFields>();
  const follow = useFollow();
  const change = useWatch({ control, name: 'trigger.change' });
  const [before, setBefore] = useState(() => getValues('trigger.atLeast'));
  const onNumber = () => {
    const next = getValues('trigger.atLeast');
    follow('trigger.untilFewer', before, next);
    setBefore(next);
  };
  return (
    <>
      <FormField name="trigger.change" label={t('editor.change', 'rows are')} problem={tableProblem(kpis)}>
        <Controller
          control={control}
          name="trigger.change"
          render={({ field: { ref: _ref, onChange, ...field } }) => (
            <RadioButtonGroup
              {...field}
              id="trigger.change"
              aria-label={t('editor.change', 'rows are')}
              options={[
                { value: 'created', label: t('editor.created', 'Created') },
                { value: 'changed', label: t('editor.changed', 'Changed') },
                { value: 'deleted', label: t('editor.deleted', 'Deleted') },
              ]}
              onChange={(next: PolicyFields['trigger']['change']) => {
                follow('trigger.time.column', defaultTime(kpis, change).column, defaultTime(kpis, next).column);
                onChange(next);
              }}
            />
          )}
        />
      </FormField>
      <Stack direction="row" gap={2} wrap="wrap">
        <FormField name="trigger.atLeast" label={t('editor.at-least', 'at least … rows')}>
          <Input
            {...register('trigger.atLeast', { valueAsNumber: true, onChange: onNumber })}
            id="trigger.atLeast"
            type="number"
            width={16}
          />
        </FormField>
        <WindowField />
        <FormField name="trigger.untilFewer" label={t('editor.fewer', 'until fewer than … rows')}>
          <Input
            {...register('trigger.untilFewer', { valueAsNumber: true })}
            id="trigger.untilFewer"
            type="number"
            width={16}
          />
        </FormField>
      </Stack>
      <TimeColumnFields />
      {change === 'deleted' && <DeleteAudit kpis={kpis} />}
    </>
  );
}

function TimeColumnFields() {
  const { control, register } = useFormContext<PolicyFields>();
  const type = useWatch({ control, name: 'trigger.time.type' });
  return (
    <Stack direction="row" gap={2} wrap="wrap">
      <FormField
        name="trigger.time.column"
        label={t('editor.time-column', 'as this column tells')}
        description={t(
          'editor.time-column-help',
          'It needs an index. Filters of the KPI hold, but for those on this column.'
        )}
      >
        <Input {...register('trigger.time.column')} id="trigger.time.column" width={32} />
      </FormField>
      <FormField name="trigger.time.type" label={t('editor.time-type', 'of type')}>
        <Controller
          control={control}
          name="trigger.time.type"
          render={({ field: { ref: _ref, onChange, ...field } }) => (
            <Combobox
              {...field}
              id="trigger.time.type"
              width={24}
              options={TIME_TYPES.map((value) => ({ value, label: typeName(value) }))}
              onChange={({ value }) => onChange(value)}
            />
          )}
        />
      </FormField>
      {(type === 'datetime' || type === 'date') && (
        <FormField name="trigger.time.zone" label={t('editor.time-zone', 'by the clock of')}>
          <Input {...register('trigger.time.zone')} id="trigger.time.zone" width={24} />
        </FormField>
      )}
    </Stack>
  );
}

function typeName(type: (typeof TIME_TYPES)[number]): string {
  switch (type) {
    case 'timestamp':
      return 'TIMESTAMP';
    case 'datetime':
      return 'DATETIME';
    case 'date':
      return 'DATE';
    case 'epoch_s':
      return t('editor.epoch-seconds', 'Epoch seconds');
    case 'epoch_ms':
      return t('editor.epoch-milliseconds', 'Epoch milliseconds');
  }
}
