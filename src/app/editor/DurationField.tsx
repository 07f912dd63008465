import { Combobox } from '@grafana/ui';
import React from 'react';
import { Controller, useFormContext, type FieldPathByValue } from 'react-hook-form';

import { durationWords } from '../words';
import type { PolicyFields } from './form';
import { FormField } from './FormField';

interface Props {
  name: FieldPathByValue<PolicyFields, string>;
  /** Its name, unless told otherwise. */
  id?: string;
  label: string;
  /** What is offered; others can be typed. */
  options: readonly string[];
}

/** A length of time, chosen or typed. */
export function DurationField({ name, id = name, label, options }: Props) {
  const { control } = useFormContext<PolicyFields>();
  return (
    <FormField name={name} id={id} label={label}>
      <Controller
        control={control}
        name={name}
        render={({ field: { ref: _ref, onChange, ...field }, fieldState }) => (
          <Combobox
            {...field}
            invalid={fieldState.invalid}
            id={id}
            width={16}
            createCustomValue
            options={options.map((value) => ({ value, label: durationWords(value) }))}
            onChange={({ value }) => onChange(value.trim())}
          />
        )}
      />
    </FormField>
  );
}
