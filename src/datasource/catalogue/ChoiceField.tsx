import { Combobox, type ComboboxOption } from '@grafana/ui';
import React from 'react';
import { Controller, useFormContext, type FieldPathByValue } from 'react-hook-form';

import type { KpiFields } from './fields';
import { fieldId } from './formContext';
import { KpiField } from './KpiField';

interface Props {
  name: FieldPathByValue<KpiFields, string>;
  label: string;
  description?: React.ReactNode;
  options: ComboboxOption[];
  /** In steps of the theme's spacing; as wide as there is room, unless told otherwise. */
  width?: number;
  /** Whether something else may be typed. */
  createCustomValue?: boolean;
  onPick?(value: string): void;
}

/** One of several. A word from the YAML that is none of them stays until another one is picked. */
export function ChoiceField({ name, label, description, options, width, createCustomValue, onPick }: Props) {
  const { control } = useFormContext<KpiFields>();
  return (
    <KpiField name={name} label={label} description={description}>
      <Controller
        control={control}
        name={name}
        render={({ field: { value, onChange, onBlur } }) => (
          <Combobox
            id={fieldId(name)}
            aria-labelledby={`${fieldId(name)}-label`}
            width={width}
            createCustomValue={createCustomValue}
            options={options}
            value={value === '' ? null : value}
            onBlur={onBlur}
            onChange={(option) => {
              onPick?.(option.value);
              onChange(option.value);
            }}
          />
        )}
      />
    </KpiField>
  );
}
