import { FieldSet, Stack } from '@grafana/ui';
import React from 'react';

/** A part of the sentence that the form reads as. */
export function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <FieldSet label={title}>
      <Stack direction="column" gap={2}>
        {children}
      </Stack>
    </FieldSet>
  );
}
