import { t } from '@grafana/i18n';
import { RadioButtonGroup, Text } from '@grafana/ui';
import React from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import { endingMeaning } from '../cadenceWords';
import { DurationField } from './DurationField';
import type { PolicyFields } from './form';
import { FormField } from './FormField';
import { Section } from './Section';

const AFTER = ['0s', '5m', '15m', '30m', '1h'];

/** "… until it recovers, or until somebody closes it." */
export function EndingFields() {
  const { control } = useFormContext<PolicyFields>();
  const ending = useWatch({ control, name: 'ending' });
  return (
    <Section title={t('editor.until', 'Until')}>
      <FormField name="ending.kind" label={t('editor.ending', 'A breach ends')}>
        <Controller
          control={control}
          name="ending.kind"
          render={({ field: { ref: _ref, ...field } }) => (
            <RadioButtonGroup
              {...field}
              id="ending.kind"
              aria-label={t('editor.ending', 'A breach ends')}
              options={[
                { value: 'itself', label: t('editor.ending-itself', 'By itself') },
                { value: 'hand', label: t('editor.ending-hand', 'By hand') },
              ]}
            />
          )}
        />
      </FormField>
      {ending.kind === 'itself' && (
        <DurationField
          name="ending.after"
          label={t('editor.ending-after', 'when it has recovered for')}
          options={AFTER}
        />
      )}
      <Text color="secondary">{endingMeaning(ending)}</Text>
    </Section>
  );
}
