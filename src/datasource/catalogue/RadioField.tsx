import { css } from '@emotion/css';
import { RadioButtonGroup, type ComboboxOption } from '@grafana/ui';
import React from 'react';
import { Controller, useFormContext, type FieldPathByValue } from 'react-hook-form';

import type { KpiFields } from './fields';
import { fieldId } from './formContext';
import { KpiField } from './KpiField';

interface Props {
  name: FieldPathByValue<KpiFields, string>;
  label: string;
  options: ComboboxOption[];
}

/** Several choices are wider than a phone. */
const WRAPPING = css({ flexWrap: 'wrap' });

/** One of a few, all of them in view. */
export function RadioField({ name, label, options }: Props) {
  const { control } = useFormContext<KpiFields>();
  return (
    <KpiField name={name} label={label}>
      <Controller
        control={control}
        name={name}
        render={({ field: { value, onChange } }) => (
          <RadioButtonGroup
            id={fieldId(name)}
            className={WRAPPING}
            aria-label={label}
            options={options}
            value={value}
            onChange={onChange}
          />
        )}
      />
    </KpiField>
  );
}
