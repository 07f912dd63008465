import { t } from '@grafana/i18n';
import { Stack, TextArea } from '@grafana/ui';
import React, { useContext } from 'react';
import { useFormContext, useFormState } from 'react-hook-form';

import { LONGEST_ID } from '../../kpi/catalogue/schema';
import { AREAS, areaLabel } from '../labels';
import { fieldLabel } from './fieldLabel';
import type { KpiFields } from './fields';
import { fieldId, KpiFormContext } from './formContext';
import { KpiField } from './KpiField';
import { RadioField } from './RadioField';
import { TextField } from './TextField';

/** What the KPI is called, and which area it belongs to. */
export function AboutFields() {
  const { isNew } = useContext(KpiFormContext);
  const { register, getFieldState, setValue } = useFormContext<KpiFields>();
  const { isDirty: hasOwnId } = getFieldState('id', useFormState<KpiFields>({ name: 'id' }));

  return (
    <Stack direction="column" gap={2}>
      <Stack direction={{ xs: 'column', md: 'row' }} gap={2}>
        <Stack direction="column" flex={1}>
          <TextField
            name="name"
            label={fieldLabel('name')}
            description={t('kpi.name-description', 'What people call it')}
            placeholder={t('kpi.name-placeholder', 'Orders')}
            onType={(name) => isNew && !hasOwnId && setValue('id', idOf(name))}
          />
        </Stack>
        <Stack direction="column" flex={1}>
          <TextField
            name="id"
            label={fieldLabel('id')}
            description={t('kpi.id-description', 'Panels and policies know the KPI by it')}
            placeholder="orders"
          />
        </Stack>
      </Stack>
      <RadioField
        name="area"
        label={fieldLabel('area')}
        options={AREAS.map((value) => ({ value, label: areaLabel(value) }))}
      />
      <KpiField name="description" label={fieldLabel('description')}>
        <TextArea {...register('description')} id={fieldId('description')} rows={2} />
      </KpiField>
    </Stack>
  );
}

/** An id that speaks of the name, as far as it is written in Latin letters. */
function idOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_$/g, '')
    .slice(0, LONGEST_ID);
}
