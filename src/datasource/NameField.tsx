import { InlineField, Input } from '@grafana/ui';
import React, { useId, useState } from 'react';

interface Props {
  label: string;
  tooltip?: string;
  placeholder?: string;
  value: string;
  /** Why the value can't be used. */
  problem?: string;
  onChange(value: string): void;
}

/** Takes names of tables and columns. What is typed counts when the field is left: half a name asks nothing. */
export function NameField({ label, tooltip, placeholder, value, problem, onChange }: Props) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const commit = () => {
    if (typed !== undefined && typed.trim() !== value) {
      onChange(typed.trim());
    }
    setTyped(undefined);
  };
  return (
    <InlineField
      label={label}
      tooltip={tooltip}
      labelWidth={16}
      htmlFor={id}
      invalid={problem !== undefined && typed === undefined}
      error={problem}
    >
      <Input
        id={id}
        width={40}
        placeholder={placeholder}
        value={typed ?? value}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onBlur={commit}
        onKeyDown={({ key }) => key === 'Enter' && commit()}
      />
    </InlineField>
  );
}
