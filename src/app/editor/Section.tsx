import { FieldSet, Stack } from '@grafana/ui';
import React from 'react';

interface Props {
  title: string;
  /** In steps of the theme's spacing. */
  maxWidth?: number;
  children: React.ReactNode;
}

/** A part of the sentence that the form reads as. */
export function Section({ title, maxWidth, children }: Props) {
  return (
    <FieldSet label={title}>
      <Stack direction="column" gap={2} maxWidth={maxWidth}>
        {children}
      </Stack>
    </FieldSet>
  );
}
