import { Field } from '@grafana/ui';
import React from 'react';
import { useFormContext, type FieldPath } from 'react-hook-form';

import { fieldRule } from './fieldErrors';
import type { PolicyFields } from './form';

interface Props {
  name: FieldPath<PolicyFields>;
  label: string;
  description?: React.ReactNode;
  /** What is wrong with it beyond the field's own rule. */
  problem?: string;
  children: React.ReactElement<Record<string, unknown>>;
}

/** A labelled field of the form, with its error below; its control has the field's name as its id. */
export function FormField({ name, label, description, problem, children }: Props) {
  const { getFieldState, formState } = useFormContext<PolicyFields>();
  const error = problem ?? (getFieldState(name, formState).invalid ? fieldRule(name) : undefined);
  return (
    <Field noMargin htmlFor={name} label={label} description={description} invalid={error !== undefined} error={error}>
      {children}
    </Field>
  );
}
