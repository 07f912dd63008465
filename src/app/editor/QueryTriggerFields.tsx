import { t } from '@grafana/i18n';
import { RadioButtonGroup } from '@grafana/ui';
import React from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import type { PolicyFields } from './form';
import { FormField } from './FormField';
import { Section } from './Section';
import { ShiftedFields } from './ShiftedFields';
import { ThresholdFields } from './ThresholdFields';

/** "… when it drops by more than 30 %, or is above 90." */
export function QueryTriggerFields() {
  const { control } = useFormContext<PolicyFields>();
  const [judged, name, unit] = useWatch({ control, name: ['judged', 'query.name', 'query.unit'] });
  return (
    <Section title={t('editor.when', 'When')}>
      <FormField name="judged" label={t('editor.judged', 'judged by')}>
        <Controller
          control={control}
          name="judged"
          render={({ field: { ref: _ref, ...field } }) => (
            <RadioButtonGroup
              {...field}
              id="judged"
              aria-label={t('editor.judged', 'judged by')}
              options={[
                { value: 'shifted', label: t('editor.judged-shifted', 'Earlier windows') },
                { value: 'threshold', label: t('editor.judged-threshold', 'A line of yours') },
              ]}
            />
          )}
        />
      </FormField>
      {judged === 'shifted' ? <ShiftedFields /> : <ThresholdFields kpis={[{ name, unit, dimensions: [] }]} />}
    </Section>
  );
}
