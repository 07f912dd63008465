import { t, Trans } from '@grafana/i18n';
import { Button, Combobox, IconButton, InlineField, Input, Stack } from '@grafana/ui';
import React, { useId, useState } from 'react';

import type { Filter } from '../kpi/catalogue/filter';
import { filterOf, filterText, OPERATORS, takesValue } from './filterText';

interface Props {
  dimensions: readonly string[];
  /** Whether a person may write another column. */
  anyColumn?: boolean;
  filters: readonly Filter[];
  onChange(filters: Filter[]): void;
}

/** Which rows count: one filter a row. */
export function FilterRows({ dimensions, anyColumn = false, filters, onChange }: Props) {
  const replace = (index: number, filter: Filter) =>
    onChange(filters.map((other, place) => (place === index ? filter : other)));
  const [first] = dimensions;

  return (
    <InlineField label={t('query.filters', 'Filters')} labelWidth={10}>
      <Stack direction="column" gap={0.5}>
        {filters.map((filter, index) => (
          <FilterRow
            key={index}
            number={index + 1}
            dimensions={dimensions}
            anyColumn={anyColumn}
            filter={filter}
            onChange={(changed) => replace(index, changed)}
            onRemove={() => onChange(filters.filter((_, place) => place !== index))}
          />
        ))}
        <div>
          <Button
            variant="secondary"
            icon="plus"
            disabled={first === undefined}
            onClick={() => first !== undefined && onChange([...filters, { column: first, op: '=', value: '' }])}
          >
            <Trans i18nKey="query.add-filter">Add a filter</Trans>
          </Button>
        </div>
      </Stack>
    </InlineField>
  );
}

interface RowProps {
  number: number;
  dimensions: readonly string[];
  anyColumn: boolean;
  filter: Filter;
  onChange(filter: Filter): void;
  onRemove(): void;
}

/** What is typed counts when the field is left, so that a half-typed value asks nothing of the database. */
function FilterRow({ number, dimensions, anyColumn, filter, onChange, onRemove }: RowProps) {
  const { column, op } = filter;
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const commit = () => {
    if (typed !== undefined && typed !== filterText(filter)) {
      onChange(filterOf(column, op, typed));
    }
    setTyped(undefined);
  };
  return (
    <Stack direction="row" gap={0.5} role="group" aria-label={t('query.filter', 'Filter {{number}}', { number })}>
      <span id={`${id}-column`} hidden>
        {t('query.filter-dimension', 'Dimension of filter {{number}}', { number })}
      </span>
      <Combobox
        aria-labelledby={`${id}-column`}
        width={20}
        options={[...new Set([...dimensions, column])].map((value) => ({ value }))}
        createCustomValue={anyColumn}
        value={column}
        onChange={({ value }) => onChange({ ...filter, column: value })}
      />
      <span id={`${id}-operator`} hidden>
        {t('query.filter-operator', 'Condition of filter {{number}}', { number })}
      </span>
      <Combobox
        aria-labelledby={`${id}-operator`}
        width={16}
        options={OPERATORS.map((value) => ({ value, label: operatorLabel(value) }))}
        value={op}
        onChange={({ value }) => onChange(filterOf(column, value, filterText(filter)))}
      />
      {takesValue(op) && (
        <Input
          width={30}
          aria-label={t('query.filter-value', 'Value of filter {{number}}', { number })}
          placeholder={t('query.filter-placeholder', 'Value, or values with commas')}
          value={typed ?? filterText(filter)}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          onBlur={commit}
          onKeyDown={({ key }) => key === 'Enter' && commit()}
        />
      )}
      <IconButton
        name="trash-alt"
        tooltip={t('query.remove-filter', 'Remove filter {{number}}', { number })}
        onClick={onRemove}
      />
    </Stack>
  );
}

export function operatorLabel(op: Filter['op']): string {
  switch (op) {
    case 'in':
      return t('operator.in', 'one of');
    case 'not in':
      return t('operator.not-in', 'none of');
    case 'between':
      return t('operator.between', 'between');
    case 'starts with':
      return t('operator.starts-with', 'starts with');
    case 'is null':
      return t('operator.null', 'is empty');
    case 'is not null':
      return t('operator.not-null', 'is not empty');
    default:
      return op;
  }
}
