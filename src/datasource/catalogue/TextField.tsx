import { Input } from '@grafana/ui';
import React, { useId, type ChangeEvent } from 'react';
import { useFormContext, type FieldPathByValue } from 'react-hook-form';

import type { KpiFields } from './fields';
import { fieldId } from './formContext';
import { KpiField } from './KpiField';

interface Props {
  name: FieldPathByValue<KpiFields, string>;
  label: string;
  description?: React.ReactNode;
  placeholder?: string;
  /** In steps of the theme's spacing; as wide as there is room, unless told otherwise. */
  width?: number;
  /** What is offered; anything else can be typed. */
  suggestions?: readonly string[];
  onType?(text: string): void;
}

/** A text, with suggestions where there are some: the browser's own list keeps what is typed, whatever it is. */
export function TextField({ name, label, description, placeholder, width, suggestions = [], onType }: Props) {
  const { register } = useFormContext<KpiFields>();
  const list = useId();
  return (
    <>
      <KpiField name={name} label={label} description={description}>
        <Input
          {...register(name, { onChange: ({ target }: ChangeEvent<HTMLInputElement>) => onType?.(target.value) })}
          id={fieldId(name)}
          width={width}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          list={suggestions.length > 0 ? list : undefined}
        />
      </KpiField>
      {suggestions.length > 0 && (
        <datalist id={list}>
          {suggestions.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
    </>
  );
}
