import { t, Trans } from '@grafana/i18n';
import { Button, FieldValidationMessage, IconButton, Stack, Text } from '@grafana/ui';
import React from 'react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';

import { operatorLabel } from '../FilterRows';
import { OPERATORS } from '../filterText';
import { ChoiceField } from './ChoiceField';
import { fieldLabel } from './fieldLabel';
import type { FilterFields as Filter, KpiFields } from './fields';
import { useListProblem } from './formContext';
import { TextField } from './TextField';

type Side = 'value.numerator' | 'value.denominator';
type FiltersName = 'source.filters' | `${Side}.filters` | `${Side}.source.filters`;

interface Props {
  name: FiltersName;
  columns: readonly string[];
}

const BLANK: Filter = { column: '', op: '=', value: '', values: '', from: '', to: '' };

/** Which rows count: all that pass every filter. */
export function FilterFields({ name, columns }: Props) {
  const { control } = useFormContext<KpiFields>();
  const { fields, append, remove } = useFieldArray({ control, name });
  const problem = useListProblem(name);
  return (
    <Stack direction="column" gap={1} data-field={name}>
      <Text variant="bodySmall" weight="medium">
        {fieldLabel('source.filters')}
      </Text>
      {fields.map(({ id }, index) => (
        <FilterRow key={id} {...{ name, index, columns }} onRemove={() => remove(index)} />
      ))}
      {problem !== undefined && <FieldValidationMessage>{problem}</FieldValidationMessage>}
      <div>
        <Button variant="secondary" size="sm" icon="plus" onClick={() => append(BLANK)}>
          <Trans i18nKey="kpi.add-filter">Add a filter</Trans>
        </Button>
      </div>
    </Stack>
  );
}

function FilterRow({ name, index, columns, onRemove }: Props & { index: number; onRemove(): void }) {
  const { control, setValue } = useFormContext<KpiFields>();
  const row = `${name}.${index}` as const;
  const { op, value, values, from } = useWatch({ control, name: row });
  const number = index + 1;

  /** What was typed goes along to the new condition. */
  const carry = (next: string) => {
    const typed = value || values || from;
    setValue(`${row}.${fieldOf(next)}`, typed);
  };

  return (
    <Stack
      direction="row"
      gap={1}
      wrap="wrap"
      alignItems="flex-start"
      role="group"
      aria-label={t('query.filter', 'Filter {{number}}', { number })}
    >
      <TextField
        name={`${row}.column`}
        label={t('kpi.filter-column', 'Column of filter {{number}}', { number })}
        width={24}
        suggestions={columns}
      />
      <ChoiceField
        name={`${row}.op`}
        label={t('query.filter-operator', 'Condition of filter {{number}}', { number })}
        width={22}
        options={OPERATORS.map((operator) => ({ value: operator, label: operatorLabel(operator) }))}
        onPick={carry}
      />
      <FilterValue {...{ row, op, number }} />
      <IconButton
        name="trash-alt"
        tooltip={t('query.remove-filter', 'Remove filter {{number}}', { number })}
        onClick={onRemove}
      />
    </Stack>
  );
}

function FilterValue({ row, op, number }: { row: `${FiltersName}.${number}`; op: string; number: number }) {
  if (op === 'is null' || op === 'is not null') {
    return null;
  }
  if (op === 'between') {
    return (
      <>
        <TextField
          name={`${row}.from`}
          label={t('kpi.filter-from', 'From (filter {{number}})', { number })}
          width={16}
        />
        <TextField name={`${row}.to`} label={t('kpi.filter-to', 'To (filter {{number}})', { number })} width={16} />
      </>
    );
  }
  return (
    <TextField
      name={`${row}.${fieldOf(op)}`}
      label={t('query.filter-value', 'Value of filter {{number}}', { number })}
      width={32}
      placeholder={
        fieldOf(op) === 'values'
          ? t('kpi.filter-list', 'Values with commas; "100" is a text')
          : t('kpi.filter-one', '100 is a number, "100" a text')
      }
    />
  );
}

/** Where the value of a condition is kept. */
function fieldOf(op: string): 'value' | 'values' | 'from' {
  return op === 'in' || op === 'not in' ? 'values' : op === 'between' ? 'from' : 'value';
}
