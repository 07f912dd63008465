import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { CodeEditor, Field, useStyles2, type Monaco, type MonacoEditor } from '@grafana/ui';
import React, { useCallback, useEffect, useRef, useState } from 'react';

import type { CatalogueIssue } from '../../kpi/catalogue/issues';
import { issueMessage } from '../issueText';

interface Props {
  text: string;
  issues: readonly CatalogueIssue[];
  /** Where to go; a new object each time somebody asks to. */
  place?: { line: number };
  readOnly: boolean;
  onChange(text: string): void;
}

interface MountedEditor {
  editor: MonacoEditor;
  monaco: Monaco;
}

/** The catalogue as YAML. */
export function YamlView({ text, issues, place, readOnly, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const [mounted, setMounted] = useState<MountedEditor>();
  const typed = useLatest(onChange);
  useMarkers(mounted, issues);
  useEffect(() => {
    if (mounted && place) {
      mounted.editor.revealLineInCenter(place.line);
      mounted.editor.setPosition({ lineNumber: place.line, column: 1 });
      mounted.editor.focus();
    }
  }, [mounted, place]);

  return (
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
  );
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
