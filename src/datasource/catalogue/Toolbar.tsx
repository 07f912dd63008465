import { t, Trans } from '@grafana/i18n';
import { Button, ClipboardButton, RadioButtonGroup, Stack } from '@grafana/ui';
import React from 'react';

export type View = 'form' | 'yaml';

interface Props {
  view: View;
  readOnly: boolean;
  /** The catalogue as YAML. */
  getText(): string;
  /** What a file of it is called. */
  fileName: string;
  onView(view: View): void;
  onImport(): void;
}

/** How the catalogue is looked at, and the ways in and out. */
export function Toolbar({ view, readOnly, getText, fileName, onView, onImport }: Props) {
  return (
    <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
      <RadioButtonGroup
        aria-label={t('config.view', 'How to edit the KPIs')}
        value={view}
        options={[
          { value: 'form', label: t('config.view-form', 'Form') },
          { value: 'yaml', label: t('config.view-yaml', 'YAML') },
        ]}
        onChange={onView}
      />
      {!readOnly && (
        <Button variant="secondary" icon="import" onClick={onImport}>
          <Trans i18nKey="config.import">Import</Trans>
        </Button>
      )}
      <Button variant="secondary" icon="download-alt" onClick={() => download(getText(), fileName)}>
        <Trans i18nKey="config.download">Download YAML</Trans>
      </Button>
      <ClipboardButton variant="secondary" icon="copy" getText={getText}>
        <Trans i18nKey="config.copy">Copy YAML</Trans>
      </ClipboardButton>
    </Stack>
  );
}

function download(text: string, name: string) {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
