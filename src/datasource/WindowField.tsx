import { t } from '@grafana/i18n';
import { Combobox, InlineField } from '@grafana/ui';
import React, { useId } from 'react';

const WINDOWS = ['5m', '10m', '15m', '30m', '1h'];

interface Props {
  window: string;
  onChange(window: string): void;
}

/** Chooses how long a window is judged. */
export function WindowField({ window, onChange }: Props) {
  const id = useId();
  return (
    <InlineField
      label={t('query.window', 'Judged window')}
      tooltip={t('query.window-tooltip', 'The newest complete minutes that are compared with the references.')}
      htmlFor={id}
    >
      <Combobox
        id={id}
        options={[...new Set([...WINDOWS, window])].map((value) => ({ value, label: value }))}
        value={window}
        width={12}
        onChange={({ value }) => onChange(value)}
      />
    </InlineField>
  );
}
