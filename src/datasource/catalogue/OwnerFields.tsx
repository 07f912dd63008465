import { t, Trans } from '@grafana/i18n';
import { Button, FieldValidationMessage, IconButton, Stack, Text } from '@grafana/ui';
import React from 'react';
import { useFieldArray, useFormContext } from 'react-hook-form';

import { fieldLabel } from './fieldLabel';
import type { KpiFields } from './fields';
import { useListProblem } from './formContext';
import { TextField } from './TextField';

/** Who looks after the KPI, and where they look. */
export function OwnerFields() {
  return (
    <Stack direction="column" gap={2}>
      <Stack direction={{ xs: 'column', md: 'row' }} gap={2}>
        <Stack direction="column" flex={1}>
          <TextField name="owner" label={fieldLabel('owner')} />
        </Stack>
        <Stack direction="column" flex={1}>
          <TextField name="runbook" label={fieldLabel('runbook')} placeholder="https://" />
        </Stack>
      </Stack>
      <LinkRows />
    </Stack>
  );
}

function LinkRows() {
  const { control } = useFormContext<KpiFields>();
  const { fields, append, remove } = useFieldArray({ control, name: 'links' });
  const problem = useListProblem('links');
  return (
    <Stack direction="column" gap={1}>
      <Text variant="bodySmall" weight="medium">
        {fieldLabel('links')}
      </Text>
      {fields.map(({ id }, index) => (
        <Stack key={id} direction="row" gap={1} wrap="wrap" alignItems="flex-start">
          <TextField
            name={`links.${index}.title`}
            label={t('kpi.link-title', 'Title of link {{number}}', { number: index + 1 })}
            width={24}
          />
          <TextField
            name={`links.${index}.url`}
            label={t('kpi.link-url', 'Address of link {{number}}', { number: index + 1 })}
            width={40}
            placeholder="https://"
          />
          <IconButton
            name="trash-alt"
            tooltip={t('kpi.remove-link', 'Remove link {{number}}', { number: index + 1 })}
            onClick={() => remove(index)}
          />
        </Stack>
      ))}
      {problem !== undefined && <FieldValidationMessage>{problem}</FieldValidationMessage>}
      <div>
        <Button variant="secondary" size="sm" icon="plus" onClick={() => append({ title: '', url: '' })}>
          <Trans i18nKey="kpi.add-link">Add a link</Trans>
        </Button>
      </div>
    </Stack>
  );
}
