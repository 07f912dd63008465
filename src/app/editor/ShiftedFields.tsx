import { t } from '@grafana/i18n';
import { Combobox, Input, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import { againstText } from '../queryWords';
import { DurationField } from './DurationField';
import type { PolicyFields } from './form';
import { FormField } from './FormField';
import { BeyondField, RecoveryField } from './PercentField';
import { AGAINST } from './queryForm';
import { defaultRecovery } from './triggerForm';
import { useFollow } from './useFollow';

const WINDOWS = ['5m', '10m', '15m', '30m', '1h', '6h', '1d'];
const DELAYS = ['0s', '30s', '1m', '5m', '15m', '1h'];

/** "… when it drops by more than 30 % below the same time in the last 4 weeks, in 10 min, until less than 15 %." */
export function ShiftedFields() {
  const { control, register, getValues } = useFormContext<PolicyFields>();
  const follow = useFollow();
  const [percent, setPercent] = useState(() => getValues('shifted.percent'));
  const direction = useWatch({ control, name: 'shifted.direction' });

  const followPercent = () => {
    const next = getValues('shifted.percent');
    if (next >= 1) {
      follow('shifted.recoverPercent', defaultRecovery(percent), defaultRecovery(next));
      setPercent(next);
    }
  };

  return (
    <>
      <Stack direction="row" gap={2} wrap="wrap">
        <FormField name="shifted.direction" label={t('editor.it', 'it')}>
          <Controller
            control={control}
            name="shifted.direction"
            render={({ field: { ref: _ref, ...field } }) => (
              <RadioButtonGroup
                {...field}
                id="shifted.direction"
                aria-label={t('editor.it', 'it')}
                options={[
                  { value: 'drop', label: t('editor.it-drops', 'Drops') },
                  { value: 'rise', label: t('editor.it-rises', 'Rises') },
                ]}
              />
            )}
          />
        </FormField>
        <BeyondField name="shifted.percent" direction={direction} onChange={followPercent} />
        <DurationField name="shifted.window" label={t('editor.window', 'in')} options={WINDOWS} />
        <RecoveryField name="shifted.recoverPercent" direction={direction} />
      </Stack>
      <Stack direction="row" gap={2} wrap="wrap">
        <AgainstField />
        <FormField name="shifted.minimum" label={t('editor.least-expected', 'and at least … is expected')}>
          <Input
            {...register('shifted.minimum', { valueAsNumber: true })}
            id="shifted.minimum"
            type="number"
            step="any"
            width={16}
          />
        </FormField>
        <DurationField
          name="shifted.delay"
          label={t('editor.delay', 'the newest data come late by')}
          options={DELAYS}
        />
      </Stack>
      <Text color="secondary">
        {t(
          'editor.shifted-hint',
          'Expected is the median of the earlier windows. Where one of them, or the window now, has no data, nothing can be judged: the state is then “no data”, and people are told so unless you say otherwise below. A single series that vanishes among others is not reported.'
        )}
      </Text>
    </>
  );
}

function AgainstField() {
  const { control } = useFormContext<PolicyFields>();
  const known = Object.values(AGAINST).map((against) => against.join());
  return (
    <FormField name="shifted.against" label={t('editor.against', 'compared with')}>
      <Controller
        control={control}
        name="shifted.against"
        render={({ field: { ref: _ref, value, onChange, ...field }, fieldState }) => (
          <Combobox
            {...field}
            invalid={fieldState.invalid}
            id="shifted.against"
            width={40}
            value={value.join()}
            options={[...new Set([...known, value.join()])].map((text) => ({
              value: text,
              label: againstText(text.split(',')),
            }))}
            onChange={(option) => onChange(option.value.split(','))}
          />
        )}
      />
    </FormField>
  );
}
