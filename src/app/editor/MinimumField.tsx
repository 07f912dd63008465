import { t } from '@grafana/i18n';
import { Input } from '@grafana/ui';
import React from 'react';
import { useFormContext, useWatch } from 'react-hook-form';

import type { PolicyFields } from './form';
import { FormField } from './FormField';
import { defaultMinimumEvents } from './triggerForm';

/** How many events must be expected for a change to show. */
export function MinimumField() {
  const { register } = useFormContext<PolicyFields>();
  return (
    <FormField
      name="trigger.minimumEvents"
      id="minimumEvents"
      label={t('editor.minimum', 'and at least … events are expected')}
      description={<MinimumHint />}
    >
      <Input
        {...register('trigger.minimumEvents', { valueAsNumber: true })}
        id="minimumEvents"
        type="number"
        width={16}
      />
    </FormField>
  );
}

function MinimumHint() {
  const percent = useWatch<PolicyFields, 'trigger.percent'>({ name: 'trigger.percent' });
  return percent >= 1
    ? t(
        'editor.minimum-hint',
        'From {{events}} expected events in the window on, a change of {{percent}} % shows. Fewer fluctuate that much by chance.',
        { events: defaultMinimumEvents(percent), percent }
      )
    : null;
}
