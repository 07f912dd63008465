import { t } from '@grafana/i18n';
import { RadioButtonGroup, Text } from '@grafana/ui';
import React from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import { unreadMeaning, unreadName } from '../cadenceWords';
import type { PolicyFields } from './form';
import { FormField } from './FormField';

const CHOICES = ['tell', 'keep'] as const;

/** "… and when its numbers can't be read?" */
export function UnreadFields() {
  const { control } = useFormContext<PolicyFields>();
  const [chosen, watched] = useWatch({ control, name: ['whenUnread', 'watched'] });
  const label = t('fields.when-unread', 'When its numbers can’t be read');
  return (
    <>
      <FormField name="whenUnread" label={label}>
        <Controller
          control={control}
          name="whenUnread"
          render={({ field: { ref: _ref, ...field } }) => (
            <RadioButtonGroup
              {...field}
              id="whenUnread"
              aria-label={label}
              options={CHOICES.map((value) => ({ value, label: unreadName(value) }))}
            />
          )}
        />
      </FormField>
      <Text color="secondary">{unreadMeaning(chosen, watched)}</Text>
    </>
  );
}
