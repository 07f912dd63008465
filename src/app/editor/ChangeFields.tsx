import { t } from '@grafana/i18n';
import { RadioButtonGroup, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import type { PolicyFields } from './form';
import { FormField } from './FormField';
import { BeyondField, RecoveryField } from './PercentField';
import { defaultMinimumEvents, defaultRecovery } from './triggerForm';
import { useFollow } from './useFollow';

/** "drop, by more than 25 % below expected, until less than 13 %"; `children` stand between the two lines. */
export function ChangeFields({ children }: { children?: React.ReactNode }) {
  const { control, getValues } = useFormContext<PolicyFields>();
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
        <BeyondField name="trigger.percent" id="dropPercent" direction={direction} onChange={followPercent} />
        {children}
        <RecoveryField name="trigger.recoverPercent" id="recoverPercent" direction={direction} />
      </Stack>
    </>
  );
}
