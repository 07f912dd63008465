import { Field, Label } from '@grafana/ui';
import React from 'react';
import { useFormContext, type FieldPath } from 'react-hook-form';

import { fieldRule } from './fieldErrors';
import type { PolicyFields } from './form';

interface Props {
  name: FieldPath<PolicyFields>;
  /** Of its control; its name, unless told otherwise. */
  id?: string;
  label: string;
  description?: React.ReactNode;
  /** What is wrong with it beyond the field's own rule. */
  problem?: string;
  children: React.ReactElement<Record<string, unknown>>;
}

/** A labelled field of the form, with its error below. */
export function FormField({ name, id = name, label, description, problem, children }: Props) {
  const { getFieldState, formState } = useFormContext<PolicyFields>();
  const error = problem ?? (getFieldState(name, formState).invalid ? fieldRule(name) : undefined);
  return (
    <Field
      noMargin
      label={
        <Label id={labelId(name)} htmlFor={id} description={description}>
          {label}
        </Label>
      }
      invalid={error !== undefined}
      error={error}
    >
      {children}
    </Field>
  );
}

/** For controls that a label can't name by their own id: Grafana 12.3's list of several ignores its id. */
export function labelId(name: FieldPath<PolicyFields>): string {
  return `${name}-label`;
}
