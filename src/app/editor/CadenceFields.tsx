import { css } from '@emotion/css';
import { t } from '@grafana/i18n';
import { Input, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import React from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import { cadenceSchema } from '../../policy/schema';
import { cadenceMeaning } from '../cadenceWords';
import { DurationField } from './DurationField';
import { cadenceInput, type PolicyFields } from './form';
import { FormField } from './FormField';
import { HoursFields } from './HoursFields';
import { Section } from './Section';

const EVERY = ['5m', '15m', '30m', '1h', '4h', '1d'];
const SPANS = ['30m', '1h', '2h', '4h', '8h'];

/** For choices that are wider together than a phone. */
export const WRAPPING = css({ flexWrap: 'wrap' });

/** "… once, or every 30 min, in these hours." */
export function CadenceFields() {
  const { control, register } = useFormContext<PolicyFields>();
  const kind = useWatch({ control, name: 'cadence.kind' });
  return (
    <Section title={t('editor.how-often', 'How often')}>
      <FormField name="cadence.kind" label={t('editor.cadence', 'One breach is told')}>
        <Controller
          control={control}
          name="cadence.kind"
          render={({ field: { ref: _ref, ...field } }) => (
            <RadioButtonGroup
              {...field}
              id="cadence.kind"
              className={WRAPPING}
              aria-label={t('editor.cadence', 'One breach is told')}
              options={[
                { value: 'once', label: t('editor.cadence-once', 'Once') },
                { value: 'times', label: t('editor.cadence-times', 'A few times') },
                { value: 'span', label: t('editor.cadence-span', 'For a while') },
                { value: 'acknowledged', label: t('editor.cadence-acknowledged', 'Until acknowledged') },
              ]}
            />
          )}
        />
      </FormField>
      {kind !== 'once' && (
        <Stack direction="row" gap={2} wrap="wrap">
          <DurationField name="cadence.every" label={t('editor.every', 'every')} options={EVERY} />
          {kind === 'times' && (
            <FormField name="cadence.times" label={t('editor.times', 'messages in all')}>
              <Input
                {...register('cadence.times', { valueAsNumber: true })}
                id="cadence.times"
                type="number"
                width={16}
              />
            </FormField>
          )}
          {kind === 'span' && (
            <DurationField name="cadence.span" label={t('editor.span', 'for as long as')} options={SPANS} />
          )}
        </Stack>
      )}
      <CadenceMeaning />
      <HoursFields />
    </Section>
  );
}

/** Nothing while the fields can't say it. */
function CadenceMeaning() {
  const cadence = cadenceSchema.safeParse(cadenceInput(useWatch<PolicyFields, 'cadence'>({ name: 'cadence' })));
  return cadence.success ? <Text color="secondary">{cadenceMeaning(cadence.data)}</Text> : null;
}
