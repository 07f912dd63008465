import { Trans } from '@grafana/i18n';
import { Alert, Button, Drawer, LoadingPlaceholder, Stack } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { textOf } from './problem';
import type { useTask } from './useTask';

interface Props {
  title: string;
  subtitle: string;
  /** What the drawer is for. */
  task: Pick<ReturnType<typeof useTask>, 'again'> &
    ({ state: 'running' | 'done' } | { state: 'failed'; error: unknown });
  /** What it does while it is busy. */
  running: string;
  /** What could not be done when it failed. */
  failed: string;
  children: ReactNode;
  onClose(): void;
}

/** The frame of what helps with a catalogue: says what it is doing, and what went wrong, and tries again. */
export function ToolDrawer({ title, subtitle, task, running, failed, children, onClose }: Props) {
  return (
    <Drawer title={title} subtitle={subtitle} onClose={onClose} size="lg">
      <Stack direction="column" gap={2}>
        <div role="status">{task.state === 'running' && <LoadingPlaceholder text={running} />}</div>
        {task.state === 'failed' && (
          <Alert severity="error" title={failed}>
            <Stack direction="column" gap={1} alignItems="flex-start">
              {textOf(task.error)}
              <Button variant="secondary" onClick={task.again}>
                <Trans i18nKey="tools.again">Try again</Trans>
              </Button>
            </Stack>
          </Alert>
        )}
        {children}
      </Stack>
    </Drawer>
  );
}
