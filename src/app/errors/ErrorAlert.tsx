import { Alert, Stack, Text } from '@grafana/ui';
import React from 'react';

import { describeError } from './describe';

interface Props {
  error: unknown;
  /** A button that tries again. */
  action?: React.ReactNode;
  onRemove?: () => void;
}

/** An error in place: what failed, Grafana's own words, what to do next. */
export function ErrorAlert({ error, action, onRemove }: Props) {
  const { title, answer, advice } = describeError(error);
  return (
    <Alert title={title} severity="error" onRemove={onRemove}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        {answer !== undefined && <Text variant="code">{answer}</Text>}
        {advice.map((text) => (
          <span key={text}>{text}</span>
        ))}
        {action}
      </Stack>
    </Alert>
  );
}
