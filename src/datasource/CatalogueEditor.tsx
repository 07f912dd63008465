import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, CodeEditor, Field, Stack, Text, useStyles2, type Monaco, type MonacoEditor } from '@grafana/ui';
import React, { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { stringify } from 'yaml';

import type { CatalogueIssue } from '../kpi/catalogue/issues';
import { catalogueYaml, parseCatalogueYaml } from '../kpi/catalogue/parse';
import { withKpi } from '../kpi/catalogue/presets';
import { EMPTY_CATALOGUE } from '../kpi/catalogue/schema';
import { IssueList } from './IssueList';
import { issueMessage } from './issueText';
import { catalogueSummary } from './labels';
import { PresetPicker } from './PresetPicker';
import { readSettings, type BusinessKpiOptions, type Settings } from './types';

interface Props {
  options: BusinessKpiOptions;
  readOnly: boolean;
  onChange(options: Pick<BusinessKpiOptions, 'catalogue' | 'draft'>): void;
}

interface MountedEditor {
  editor: MonacoEditor;
  monaco: Monaco;
}

/**
 * The catalogue as YAML. A text with mistakes is kept as a draft, and the catalogue before it stays in use.
 * What is typed is the editor's own state: a parsed catalogue written back would move the cursor and drop comments.
 */
export function CatalogueEditor({ options, readOnly, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const settings = readSettings(options);
  const [text, setText] = useState(() => textOf(options, settings));
  const [mounted, setMounted] = useState<MountedEditor>();
  const result = useMemo(() => parseCatalogueYaml(text), [text]);
  const issues = result.ok ? NO_ISSUES : result.issues;
  useMarkers(mounted, issues);

  const edit = (next: string) => {
    setText(next);
    const parsed = parseCatalogueYaml(next);
    onChange(parsed.ok ? { catalogue: parsed.catalogue, draft: undefined } : { draft: next });
  };
  const typed = useLatest(edit);

  const goTo = (line: number) => {
    mounted?.editor.revealLineInCenter(line);
    mounted?.editor.setPosition({ lineNumber: line, column: 1 });
    mounted?.editor.focus();
  };

  return (
    <Stack direction="column" gap={1}>
      <Field
        noMargin
        label={t('config.yaml', 'KPIs, as YAML')}
        description={t(
          'config.yaml-description',
          'Each KPI: id, name, area (customers, sellers, systems or own), source (a table, a rollup or SQL, with time column and filters) and value (count, distinct, sum, average, maximum, last or ratio). Comments are not kept: write a description instead. Ctrl+M lets the Tab key leave the editor.'
        )}
      >
        <div className={styles.editor}>
          <CodeEditor
            language="yaml"
            value={text}
            height={420}
            readOnly={readOnly}
            showLineNumbers
            showMiniMap={false}
            monacoOptions={{
              ariaLabel: t('config.yaml', 'KPIs, as YAML'),
              scrollBeyondLastLine: false,
              tabSize: 2,
            }}
            onChange={typed}
            onEditorDidMount={(editor, monaco) => setMounted({ editor, monaco })}
          />
        </div>
      </Field>
      <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
        {result.ok && <Text color="secondary">{catalogueSummary(result.catalogue)}</Text>}
        {!readOnly && (result.ok || text.trim() === '') && (
          <PresetPicker
            onPick={(kpi) => edit(catalogueYaml(withKpi(result.ok ? result.catalogue : EMPTY_CATALOGUE, kpi)))}
          />
        )}
        {!readOnly && !result.ok && settings.catalogue.ok && (
          <Button
            variant="secondary"
            size="sm"
            icon="history"
            onClick={() => edit(textOf({ catalogue: options.catalogue }, settings))}
          >
            <Trans i18nKey="config.revert">Go back to the catalogue in use</Trans>
          </Button>
        )}
      </Stack>
      <IssueList issues={issues} inUse={settings.catalogue} onGoTo={goTo} />
    </Stack>
  );
}

const NO_ISSUES: CatalogueIssue[] = [];

function textOf({ catalogue, draft }: BusinessKpiOptions, settings: Settings): string {
  if (draft !== undefined) {
    return draft;
  }
  if (catalogue === undefined) {
    return '';
  }
  return settings.catalogue.ok ? catalogueYaml(settings.catalogue.catalogue) : stringify(catalogue);
}

/** The same function all the time, which does what the newest does: Grafana's code editor keeps the first it is given. */
function useLatest<Argument>(newest: (argument: Argument) => void): (argument: Argument) => void {
  const latest = useRef(newest);
  useEffect(() => {
    latest.current = newest;
  });
  return useCallback((argument) => latest.current(argument), []);
}

/** Underlines the lines to mend. */
function useMarkers(mounted: MountedEditor | undefined, issues: readonly CatalogueIssue[]) {
  useEffect(() => {
    const model = mounted?.editor.getModel();
    if (!mounted || !model) {
      return;
    }
    const markers = issues.map((issue) => {
      const lineNumber = Math.min(issue.line ?? 1, model.getLineCount());
      return {
        severity: mounted.monaco.MarkerSeverity.Error,
        message: issueMessage(issue),
        startLineNumber: lineNumber,
        startColumn: model.getLineFirstNonWhitespaceColumn(lineNumber),
        endLineNumber: lineNumber,
        endColumn: model.getLineMaxColumn(lineNumber),
      };
    });
    mounted.monaco.editor.setModelMarkers(model, 'kpiwatch', markers);
  }, [mounted, issues]);
}

const getStyles = (theme: GrafanaTheme2) => ({
  editor: css({ maxWidth: theme.breakpoints.values.xl }),
});
