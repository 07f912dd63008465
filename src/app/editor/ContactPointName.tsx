import { t } from '@grafana/i18n';
import { Input } from '@grafana/ui';
import React from 'react';
import { useFormContext, useWatch } from 'react-hook-form';

import type { PolicyFields } from './form';
import { FormField } from './FormField';
import { useIsTaken } from './useIsTaken';

/** The name of a contact point that is to be made; no other may have it. */
export function ContactPointName({ name }: { name: 'slack.name' | 'channel.name' }) {
  const { control, register } = useFormContext<PolicyFields>();
  const typed = useWatch({ control, name });
  const isTaken = useIsTaken();
  return (
    <FormField
      name={name}
      label={t('editor.slack-name', 'Name of the contact point')}
      description={t('editor.slack-name-help', 'It is made when the policy is saved; other rules can use it, too.')}
      problem={
        isTaken(typed)
          ? t(
              'editor.slack-name-taken',
              'There is a contact point of this name. Choose it above, or take another name.'
            )
          : undefined
      }
    >
      <Input {...register(name)} id={name} placeholder="orders-alerts" />
    </FormField>
  );
}
