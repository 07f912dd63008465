import { getTimeZones } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Combobox, IconButton, Input, MultiCombobox, Stack, Text, TextArea } from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import React from 'react';
import { Controller, useFieldArray, useFormContext, useWatch } from 'react-hook-form';

import { listTimeIntervals } from '../../grafana/timeIntervals';
import type { Kpi } from '../../kpi/catalogue/schema';
import { WEEKDAYS } from '../../policy/schema';
import { weekdayName } from '../words';
import type { PolicyFields } from './form';
import { FormField, labelId } from './FormField';
import { daysIn, NEW_WINDOW } from './quietForm';
import { Section } from './Section';

/** "… but not on these days, nor during maintenance." */
export function QuietFields({ kpis }: { kpis: readonly Kpi[] }) {
  const { control } = useFormContext<PolicyFields>();
  const { fields, append, remove } = useFieldArray({ control, name: 'quiet.maintenance' });
  return (
    <Section title={t('editor.quiet', 'But not')}>
      <HolidaysField kpis={kpis} />
      {fields.map(({ id }, index) => (
        <MaintenanceWindow key={id} index={index} onRemove={() => remove(index)} />
      ))}
      <div>
        <Button variant="secondary" size="sm" icon="plus" onClick={() => append(NEW_WINDOW)}>
          {t('editor.quiet-add', 'Add a maintenance window')}
        </Button>
      </div>
      <Stack direction="row" gap={2} wrap="wrap">
        <FormField name="quiet.zone" label={t('editor.quiet-zone', 'by the clock of the time zone')}>
          <Controller
            control={control}
            name="quiet.zone"
            render={({ field: { ref: _ref, onChange, ...field }, fieldState }) => (
              <Combobox
                {...field}
                invalid={fieldState.invalid}
                id="quiet.zone"
                width={32}
                createCustomValue
                options={getTimeZones().map((value) => ({ value }))}
                onChange={({ value }) => onChange(value.trim())}
              />
            )}
          />
        </FormField>
        <TimingsField />
      </Stack>
      <Text color="secondary">
        {t(
          'editor.quiet-meaning',
          'At these times nobody is told, be it of a beginning or of an end. A breach that still lasts afterwards is told then.'
        )}
      </Text>
    </Section>
  );
}

function HolidaysField({ kpis }: { kpis: readonly Kpi[] }) {
  const { register, getValues, setValue } = useFormContext<PolicyFields>();
  const offered = [...new Set(kpis.flatMap(({ holidays }) => holidays ?? []))].sort();
  const take = () => {
    const days = [...new Set([...daysIn(getValues('quiet.holidays')), ...offered])].sort();
    setValue('quiet.holidays', days.join('\n'), { shouldDirty: true });
    const [first] = kpis;
    if (first) {
      setValue('quiet.zone', first.zone, { shouldDirty: true });
    }
  };
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <FormField
        name="quiet.holidays"
        label={t('editor.holidays', 'on these days')}
        description={t('editor.holidays-help', 'Such as 2026-12-25; one a line, or with commas.')}
      >
        <TextArea {...register('quiet.holidays')} id="quiet.holidays" rows={2} cols={40} />
      </FormField>
      {offered.length > 0 && (
        <Button variant="secondary" size="sm" fill="text" icon="calendar-alt" onClick={take}>
          {t('editor.holidays-take', 'Take the {{number}} holidays of the KPIs', { number: offered.length })}
        </Button>
      )}
    </Stack>
  );
}

function MaintenanceWindow({ index, onRemove }: { index: number; onRemove: () => void }) {
  const { control, register } = useFormContext<PolicyFields>();
  const path = `quiet.maintenance.${index}` as const;
  const kind = useWatch({ control, name: `${path}.kind` });
  return (
    <FormField name={path} label={t('editor.maintenance', 'during maintenance {{number}}', { number: index + 1 })}>
      <WindowRow>
        <Controller
          control={control}
          name={`${path}.kind`}
          render={({ field: { ref: _ref, onChange, ...field } }) => (
            <Combobox
              {...field}
              id={path}
              width={20}
              options={[
                { value: 'weekly', label: t('editor.maintenance-weekly', 'Every week on') },
                { value: 'once', label: t('editor.maintenance-once', 'Once, on') },
              ]}
              onChange={({ value }) => onChange(value)}
            />
          )}
        />
        {kind === 'weekly' ? (
          <Controller
            control={control}
            name={`${path}.weekdays`}
            render={({ field: { ref: _ref, onChange, ...field } }) => (
              <MultiCombobox
                {...field}
                width={32}
                // "during maintenance 1", "Every week on": the box before it has the first alone.
                aria-labelledby={`${labelId(path)} ${path}`}
                options={WEEKDAYS.map((value) => ({ value, label: weekdayName(value) }))}
                onChange={(options) => onChange(options.map(({ value }) => value))}
              />
            )}
          />
        ) : (
          <Input
            {...register(`${path}.day`)}
            type="date"
            width={20}
            aria-label={t('editor.maintenance-day', 'Day of maintenance')}
          />
        )}
        <Input
          {...register(`${path}.from`)}
          type="time"
          width={16}
          aria-label={t('editor.hours-from', 'from (time of day)')}
        />
        <Input
          {...register(`${path}.to`)}
          type="time"
          width={16}
          aria-label={t('editor.hours-to', 'to (time of day)')}
        />
        <IconButton
          name="trash-alt"
          tooltip={t('editor.maintenance-remove', 'Remove maintenance {{number}}', { number: index + 1 })}
          onClick={onRemove}
        />
      </WindowRow>
    </FormField>
  );
}

/** A field hands its control what a row of several has no use for. */
function WindowRow({ children }: { children: React.ReactNode }) {
  return (
    <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
      {children}
    </Stack>
  );
}

/** Mute timings that there are; those that belong to a policy are its own. */
function TimingsField() {
  const { control } = useFormContext<PolicyFields>();
  const known = useQuery({ queryKey: ['time-intervals'], queryFn: listTimeIntervals });
  const names = [...(known.data?.keys() ?? [])].filter((name) => !name.startsWith('KPI Watch: '));
  const chosen = useWatch({ control, name: 'quiet.timings' });
  const options = [...new Set([...names, ...chosen])];
  return options.length === 0 ? null : (
    <FormField name="quiet.timings" label={t('editor.timings', 'nor in these mute timings of Grafana')}>
      <Controller
        control={control}
        name="quiet.timings"
        render={({ field: { ref: _ref, onChange, ...field }, fieldState }) => (
          <MultiCombobox
            {...field}
            invalid={fieldState.invalid}
            id="quiet.timings"
            width={40}
            aria-labelledby={labelId('quiet.timings')}
            options={options.map((value) => ({ value }))}
            onChange={(chosenOptions) => onChange(chosenOptions.map(({ value }) => value))}
          />
        )}
      />
    </FormField>
  );
}
