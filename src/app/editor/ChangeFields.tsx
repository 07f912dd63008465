import { t } from '@grafana/i18n';
import { Input, RadioButtonGroup, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import type { PolicyFields } from './form';
import { FormField } from './FormField';
import { defaultMinimumEvents, defaultRecovery } from './triggerForm';
import { useFollow } from './useFollow';

/** "drop, by more than 25 % below expected, until less than 13 %"; `children` stand between the two lines. */
export function ChangeFields({ children }: { children?: React.ReactNode }) {
  const { control, register, getValues } = useFormContext<PolicyFields>();
  const follow = useFollow();
  const [percent, setPercent] = useState(() => getValues('trigger.percent'));
  const direction = useWatch({ control, name: 'trigger.direction' });

  const followPercent = () => {
    const next = getValues('trigger.percent');
    if (next >= 1 && next <= 1000) {
      follow('trigger.minimumEvents', defaultMinimumEvents(percent), defaultMinimumEvents(next));
      follow('trigger.recoverPercent', defaultRecovery(percent), defaultRecovery(next));
      setPercent(next);
    }
  };

  return (
    <>
      <FormField name="trigger.direction" label={t('editor.direction', 'they')}>
        <Controller
          control={control}
          name="trigger.direction"
          render={({ field: { ref: _ref, ...field } }) => (
            <RadioButtonGroup
              {...field}
              id="trigger.direction"
              aria-label={t('editor.direction', 'they')}
              options={[
                { value: 'drop', label: t('editor.direction-drop', 'Drop') },
                { value: 'rise', label: t('editor.direction-rise', 'Rise') },
              ]}
            />
          )}
        />
      </FormField>
      <Stack direction="row" gap={2} wrap="wrap">
        <FormField
          name="trigger.percent"
          id="dropPercent"
          label={
            direction === 'drop'
              ? t('editor.drop', 'more than … % below expected')
              : t('editor.rise', 'more than … % above expected')
          }
        >
          <Input
            {...register('trigger.percent', { valueAsNumber: true, onChange: followPercent })}
            id="dropPercent"
            type="number"
            step="any"
            suffix="%"
            width={16}
          />
        </FormField>
        {children}
        <FormField
          name="trigger.recoverPercent"
          id="recoverPercent"
          label={
            direction === 'drop'
              ? t('editor.recover', 'until less than … % below')
              : t('editor.recover-rise', 'until less than … % above')
          }
        >
          <Input
            {...register('trigger.recoverPercent', { valueAsNumber: true })}
            id="recoverPercent"
            type="number"
            step="any"
            suffix="%"
            width={16}
          />
        </FormField>
      </Stack>
    </>
  );
}
