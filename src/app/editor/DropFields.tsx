import { t } from '@grafana/i18n';
import { Combobox, Input, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import { durationWords } from '../words';
import { defaultMinimumEvents, defaultRecovery, type PolicyFields } from './form';
import { FormField } from './FormField';
import { Section } from './Section';
import { useFollow } from './useFollow';

const WINDOWS = ['5m', '10m', '15m', '30m', '1h', '6h', '1d'];

/** "… when they are more than 30 % below expected in 10 min, until less than 15 %." */
export function DropFields() {
  const { control, register, getValues } = useFormContext<PolicyFields>();
  const follow = useFollow();
  const [drop, setDrop] = useState(() => getValues('dropPercent'));

  const followDrop = () => {
    const next = getValues('dropPercent');
    if (next >= 1 && next <= 99) {
      follow('minimumEvents', defaultMinimumEvents(drop), defaultMinimumEvents(next));
      follow('recoverPercent', defaultRecovery(drop), defaultRecovery(next));
      setDrop(next);
    }
  };

  return (
    <Section title={t('editor.when', 'When')}>
      <Stack direction="row" gap={2} wrap="wrap">
        <FormField name="dropPercent" label={t('editor.drop', 'more than … % below expected')}>
          <Input
            {...register('dropPercent', { valueAsNumber: true, onChange: followDrop })}
            id="dropPercent"
            type="number"
            step="any"
            suffix="%"
            width={16}
          />
        </FormField>
        <FormField name="window" label={t('editor.window', 'in')}>
          <Controller
            control={control}
            name="window"
            render={({ field: { ref: _ref, onChange, ...field }, fieldState }) => (
              <Combobox
                {...field}
                invalid={fieldState.invalid}
                id="window"
                width={16}
                createCustomValue
                options={WINDOWS.map((value) => ({ value, label: durationWords(value) }))}
                onChange={({ value }) => onChange(value.trim())}
              />
            )}
          />
        </FormField>
        <FormField name="recoverPercent" label={t('editor.recover', 'until less than … % below')}>
          <Input
            {...register('recoverPercent', { valueAsNumber: true })}
            id="recoverPercent"
            type="number"
            step="any"
            suffix="%"
            width={16}
          />
        </FormField>
      </Stack>
      <FormField
        name="minimumEvents"
        label={t('editor.minimum', 'and at least … events are expected')}
        description={<MinimumHint />}
      >
        <Input {...register('minimumEvents', { valueAsNumber: true })} id="minimumEvents" type="number" width={16} />
      </FormField>
    </Section>
  );
}

function MinimumHint() {
  const drop = useWatch<PolicyFields, 'dropPercent'>({ name: 'dropPercent' });
  return drop >= 1 && drop <= 99
    ? t(
        'editor.minimum-hint',
        'From {{events}} expected events in the window on, a drop of {{drop}} % shows. Fewer fluctuate that much by chance.',
        { events: defaultMinimumEvents(drop), drop }
      )
    : null;
}
