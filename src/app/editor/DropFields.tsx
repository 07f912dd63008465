import { t } from '@grafana/i18n';
import { Input, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';

import { DurationField } from './DurationField';
import { defaultMinimumEvents, defaultRecovery, type PolicyFields } from './form';
import { FormField } from './FormField';
import { Section } from './Section';
import { useFollow } from './useFollow';

const WINDOWS = ['5m', '10m', '15m', '30m', '1h', '6h', '1d'];

/** "… when they are more than 30 % below expected in 10 min, until less than 15 %." */
export function DropFields() {
  const { register, getValues } = useFormContext<PolicyFields>();
  const follow = useFollow();
  const [drop, setDrop] = useState(() => getValues('trigger.percent'));

  const followDrop = () => {
    const next = getValues('trigger.percent');
    if (next >= 1 && next <= 99) {
      follow('trigger.minimumEvents', defaultMinimumEvents(drop), defaultMinimumEvents(next));
      follow('trigger.recoverPercent', defaultRecovery(drop), defaultRecovery(next));
      setDrop(next);
    }
  };

  return (
    <Section title={t('editor.when', 'When')}>
      <Stack direction="row" gap={2} wrap="wrap">
        <FormField name="trigger.percent" id="dropPercent" label={t('editor.drop', 'more than … % below expected')}>
          <Input
            {...register('trigger.percent', { valueAsNumber: true, onChange: followDrop })}
            id="dropPercent"
            type="number"
            step="any"
            suffix="%"
            width={16}
          />
        </FormField>
        <DurationField name="trigger.window" id="window" label={t('editor.window', 'in')} options={WINDOWS} />
        <FormField
          name="trigger.recoverPercent"
          id="recoverPercent"
          label={t('editor.recover', 'until less than … % below')}
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
    </Section>
  );
}

function MinimumHint() {
  const drop = useWatch<PolicyFields, 'trigger.percent'>({ name: 'trigger.percent' });
  return drop >= 1 && drop <= 99
    ? t(
        'editor.minimum-hint',
        'From {{events}} expected events in the window on, a drop of {{drop}} % shows. Fewer fluctuate that much by chance.',
        { events: defaultMinimumEvents(drop), drop }
      )
    : null;
}
