import { css } from '@emotion/css';
import { t, Trans } from '@grafana/i18n';
import { Alert, Button, Field, FileDropzone, Modal, RadioButtonGroup, Stack, Text, TextArea } from '@grafana/ui';
import React, { useMemo, useState } from 'react';

import { catalogueDiff, isSame } from '../../kpi/catalogue/diff';
import { mergedById } from '../../kpi/catalogue/loose';
import { parseCatalogueYaml } from '../../kpi/catalogue/parse';
import type { Kpi } from '../../kpi/catalogue/schema';
import { issueText } from '../issueText';
import { ChangeList, diffSummary } from './ChangeList';

/** A catalogue of the most KPIs there may be is smaller. */
const LARGEST = 4 * 1024 * 1024;

const SHOWN = 10;

const ACCEPTED = { 'application/yaml': ['.yaml', '.yml'], 'application/json': ['.json'] };

const MONOSPACE = css({ fontFamily: 'monospace' });

interface Props {
  /** The KPIs as they stand; undefined while they have mistakes, and can't be merged with. */
  kpis?: readonly Kpi[];
  onTake(kpis: readonly Kpi[]): void;
  onDismiss(): void;
}

/** Takes a catalogue from a file or from the clipboard, after a look at what it would change. */
export function ImportModal({ kpis, onTake, onDismiss }: Props) {
  const [text, setText] = useState('');
  const [way, setWay] = useState<'merge' | 'replace'>(kpis ? 'merge' : 'replace');
  const result = useMemo(() => (text.trim() === '' ? undefined : parseCatalogueYaml(text)), [text]);
  const imported = result?.ok ? result.catalogue.kpis : undefined;
  const next = imported && (way === 'merge' && kpis ? mergedById(kpis, imported) : imported);
  const diff = next && catalogueDiff(kpis ?? [], next);

  return (
    <Modal isOpen title={t('import.title', 'Import KPIs')} onDismiss={onDismiss}>
      <Stack direction="column" gap={2}>
        <FileDropzone
          id="kpiwatch-import-file"
          readAs="readAsText"
          options={{ multiple: false, maxSize: LARGEST, accept: ACCEPTED }}
          onLoad={(read) => typeof read === 'string' && setText(read)}
        />
        <Field label={t('import.text', 'Or paste a catalogue, as YAML or JSON')} htmlFor="kpiwatch-import" noMargin>
          <TextArea
            id="kpiwatch-import"
            className={MONOSPACE}
            rows={8}
            spellCheck={false}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        </Field>
        <Field
          label={t('import.way', 'KPIs that are here already')}
          description={
            kpis ? undefined : t('import.replace-only', 'They have mistakes, so that they can only be replaced.')
          }
          noMargin
        >
          <RadioButtonGroup
            aria-label={t('import.way', 'KPIs that are here already')}
            value={way}
            disabled={!kpis}
            options={[
              { value: 'merge', label: t('import.merge', 'Keep those with other ids') },
              { value: 'replace', label: t('import.replace', 'Replace them all') },
            ]}
            onChange={setWay}
          />
        </Field>
        <div aria-live="polite">
          {result && !result.ok && (
            <Alert
              severity="error"
              title={t('import.mistakes', 'Mend this in the text first ({{count}})', { count: result.issues.length })}
            >
              <ul>
                {result.issues.slice(0, SHOWN).map((issue, index) => (
                  <li key={index}>{issueText(issue)}</li>
                ))}
              </ul>
            </Alert>
          )}
          {diff && (
            <>
              <Text>
                {isSame(diff)
                  ? t('import.same', 'Nothing changes: these KPIs are here already.')
                  : t('import.preview', 'What changes: {{- summary}}', { summary: diffSummary(diff) })}
              </Text>
              <ChangeList diff={diff} />
            </>
          )}
        </div>
      </Stack>
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" onClick={onDismiss}>
          <Trans i18nKey="import.cancel">Cancel</Trans>
        </Button>
        <Button disabled={!next} onClick={() => next && onTake(next)}>
          <Trans i18nKey="import.take">Take them over</Trans>
        </Button>
      </Modal.ButtonRow>
    </Modal>
  );
}
