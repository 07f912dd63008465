import { getTimeZones } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Combobox, Input, MultiCombobox, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import React from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import { WEEKDAYS } from '../../policy/schema';
import { weekdayName } from '../words';
import type { PolicyFields } from './form';
import { FormField, labelId } from './FormField';

/** "… at any time, or in these hours." */
export function HoursFields() {
  const { control } = useFormContext<PolicyFields>();
  const active = useWatch({ control, name: 'active' });
  return (
    <>
      <FormField name="active" label={t('editor.active', 'People are told')}>
        <Controller
          control={control}
          name="active"
          render={({ field: { ref: _ref, ...field } }) => (
            <RadioButtonGroup
              {...field}
              id="active"
              aria-label={t('editor.active', 'People are told')}
              options={[
                { value: 'always', label: t('editor.active-always', 'At any time') },
                { value: 'hours', label: t('editor.active-hours', 'In active hours') },
              ]}
            />
          )}
        />
      </FormField>
      {active === 'hours' && <Hours />}
    </>
  );
}

function Hours() {
  const { control, register } = useFormContext<PolicyFields>();
  return (
    <>
      <FormField name="activeHours.weekdays" label={t('editor.weekdays', 'On these days')}>
        <Controller
          control={control}
          name="activeHours.weekdays"
          render={({ field: { ref: _ref, onChange, ...field }, fieldState }) => (
            <MultiCombobox
              {...field}
              invalid={fieldState.invalid}
              id="activeHours.weekdays"
              aria-labelledby={labelId('activeHours.weekdays')}
              options={WEEKDAYS.map((value) => ({ value, label: weekdayName(value) }))}
              onChange={(options) => onChange(options.map(({ value }) => value))}
            />
          )}
        />
      </FormField>
      <Stack direction="row" gap={2} wrap="wrap">
        <FormField name="activeHours.from" label={t('editor.hours-from', 'from (time of day)')}>
          <Input {...register('activeHours.from')} id="activeHours.from" type="time" width={16} />
        </FormField>
        <FormField name="activeHours.to" label={t('editor.hours-to', 'to (time of day)')}>
          <Input {...register('activeHours.to')} id="activeHours.to" type="time" width={16} />
        </FormField>
        <FormField name="activeHours.zone" label={t('editor.hours-zone', 'in the time zone')}>
          <Controller
            control={control}
            name="activeHours.zone"
            render={({ field: { ref: _ref, onChange, ...field }, fieldState }) => (
              <Combobox
                {...field}
                invalid={fieldState.invalid}
                id="activeHours.zone"
                width={32}
                createCustomValue
                options={getTimeZones().map((value) => ({ value }))}
                onChange={({ value }) => onChange(value.trim())}
              />
            )}
          />
        </FormField>
      </Stack>
      <Text color="secondary">
        {t(
          'editor.hours-meaning',
          'Outside these hours nobody is told. A breach that still lasts when they begin is told then; one that came and went is not.'
        )}
      </Text>
    </>
  );
}
