import { Field, Label } from '@grafana/ui';
import React from 'react';
import type { FieldPath } from 'react-hook-form';

import type { KpiFields } from './fields';
import { fieldId, useProblem } from './formContext';

interface Props {
  name: FieldPath<KpiFields>;
  label: string;
  description?: React.ReactNode;
  children: React.ReactElement<Record<string, unknown>>;
}

/** A labelled field of a KPI, with what is wrong with it below. */
export function KpiField({ name, label, description, children }: Props) {
  const problem = useProblem(name);
  return (
    <Field
      noMargin
      data-field={name}
      label={
        <Label id={`${fieldId(name)}-label`} htmlFor={fieldId(name)} description={description}>
          {label}
        </Label>
      }
      invalid={problem !== undefined}
      error={problem}
    >
      {children}
    </Field>
  );
}
