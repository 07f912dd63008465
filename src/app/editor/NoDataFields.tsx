import { t } from '@grafana/i18n';
import { Input, Stack } from '@grafana/ui';
import React from 'react';
import { useFormContext } from 'react-hook-form';

import type { PolicyFields } from './form';
import { FormField } from './FormField';
import { WindowField } from './WindowField';

/** "… not one row in 10 min, where at least 10 are expected." */
export function NoDataFields() {
  const { register } = useFormContext<PolicyFields>();
  return (
    <Stack direction="row" gap={2} wrap="wrap">
      <WindowField />
      <FormField
        name="trigger.leastExpected"
        label={t('editor.least-rows', 'and at least … rows are expected')}
        description={t(
          'editor.least-rows-help',
          'As the same time of the last weeks and days says. Where fewer are expected, none may come by chance.'
        )}
      >
        <Input
          {...register('trigger.leastExpected', { valueAsNumber: true })}
          id="trigger.leastExpected"
          type="number"
          width={16}
        />
      </FormField>
    </Stack>
  );
}
