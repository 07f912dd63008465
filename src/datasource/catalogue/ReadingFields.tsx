import { getTimeZones } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Stack, TextArea, UnitPicker } from '@grafana/ui';
import React from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import { ChoiceField } from './ChoiceField';
import { directions } from './choices';
import { fieldLabel } from './fieldLabel';
import type { KpiFields } from './fields';
import { fieldId } from './formContext';
import { KpiField } from './KpiField';
import { RadioField } from './RadioField';
import { TextField } from './TextField';

/** How the number is to be read: its unit, which way is good, when it is complete, and by which calendar. */
export function ReadingFields() {
  const { control, register } = useFormContext<KpiFields>();
  const valueKind = useWatch({ control, name: 'value.kind' });
  return (
    <Stack direction="column" gap={2}>
      <Stack direction={{ xs: 'column', md: 'row' }} gap={2}>
        <Stack direction="column" flex={1}>
          <KpiField name="unit" label={fieldLabel('unit')}>
            <Controller
              control={control}
              name="unit"
              render={({ field: { value, onChange } }) => (
                <UnitPicker id={fieldId('unit')} value={value} onChange={(unit) => onChange(unit ?? '')} />
              )}
            />
          </KpiField>
        </Stack>
        <Stack direction="column" flex={1}>
          <RadioField name="goodDirection" label={fieldLabel('goodDirection')} options={directions()} />
        </Stack>
      </Stack>
      {(valueKind === 'count' || valueKind === 'distinct') && (
        <Stack direction={{ xs: 'column', md: 'row' }} gap={2}>
          <Stack direction="column" flex={1}>
            <TextField
              name="price.amount"
              label={fieldLabel('price')}
              description={t('kpi.price-description', 'Optional: messages then say what a drop costs')}
              placeholder="38000"
            />
          </Stack>
          <Stack direction="column" flex={1}>
            <TextField
              name="price.currency"
              label={fieldLabel('price.currency')}
              description={t('kpi.currency-description', 'Its three letters')}
              placeholder="KRW"
              suggestions={['KRW', 'USD', 'EUR', 'JPY']}
            />
          </Stack>
        </Stack>
      )}
      <Stack direction={{ xs: 'column', md: 'row' }} gap={2}>
        <Stack direction="column" flex={1}>
          <TextField
            name="ingestDelay"
            label={fieldLabel('ingestDelay')}
            description={t('kpi.ingest-delay-description', 'How long after an event its row can be read')}
            placeholder="10s"
            suggestions={['0s', '10s', '1m', '5m', '1h']}
          />
        </Stack>
        <Stack direction="column" flex={1}>
          <ChoiceField
            name="zone"
            label={fieldLabel('zone')}
            description={t('kpi.zone-description', 'What "the same time last week" means')}
            createCustomValue
            options={getTimeZones().map((value) => ({ value }))}
          />
        </Stack>
      </Stack>
      <KpiField
        name="holidays"
        label={fieldLabel('holidays')}
        description={t('kpi.holidays-description', 'Days that are unlike the others, one a line, such as 2026-12-25')}
      >
        <TextArea {...register('holidays')} id={fieldId('holidays')} rows={2} />
      </KpiField>
    </Stack>
  );
}
