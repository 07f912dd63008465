import { t, Trans } from '@grafana/i18n';
import { Button, FieldValidationMessage, IconButton, Stack, Text } from '@grafana/ui';
import React from 'react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';

import { fieldLabel } from './fieldLabel';
import type { KpiFields } from './fields';
import { useColumns, useListProblem } from './formContext';
import { TextField } from './TextField';

/** Columns that the KPI can be split and filtered by. */
export function DimensionFields() {
  const { control } = useFormContext<KpiFields>();
  const { fields, append, remove } = useFieldArray({ control, name: 'dimensions' });
  const columns = useColumns(useWatch({ control, name: 'source.table' }));
  const problem = useListProblem('dimensions');
  return (
    <Stack direction="column" gap={1}>
      <Text variant="bodySmall" weight="medium">
        {fieldLabel('dimensions')}
      </Text>
      <Stack direction="row" gap={2} wrap="wrap" alignItems="flex-start">
        {fields.map(({ id }, index) => (
          <Stack key={id} direction="row" gap={0.5} alignItems="flex-start">
            <TextField
              name={`dimensions.${index}.column`}
              label={t('kpi.dimension', 'Dimension {{number}}', { number: index + 1 })}
              width={24}
              suggestions={columns}
            />
            <IconButton
              name="trash-alt"
              tooltip={t('kpi.remove-dimension', 'Remove dimension {{number}}', { number: index + 1 })}
              onClick={() => remove(index)}
            />
          </Stack>
        ))}
      </Stack>
      {problem !== undefined && <FieldValidationMessage>{problem}</FieldValidationMessage>}
      <div>
        <Button variant="secondary" size="sm" icon="plus" onClick={() => append({ column: '' })}>
          <Trans i18nKey="kpi.add-dimension">Add a dimension</Trans>
        </Button>
      </div>
    </Stack>
  );
}
