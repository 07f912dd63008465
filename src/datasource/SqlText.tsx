import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { ClipboardButton, TextArea, useStyles2 } from '@grafana/ui';
import React from 'react';

/** Longer ones scroll. */
const MOST_LINES = 20;
/** A longer line is broken, where there is little room. */
const LINE = 100;

interface Props {
  sql: string;
  label?: string;
}

/** Statements to read and to copy; nothing here runs them. */
export function SqlText({ sql, label = t('sql.label', 'SQL') }: Props) {
  const styles = useStyles2(getStyles);
  const lines = sql.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE)), 0);
  return (
    <div className={styles.frame}>
      <TextArea className={styles.sql} aria-label={label} readOnly rows={Math.min(lines, MOST_LINES)} value={sql} />
      <ClipboardButton variant="secondary" size="sm" icon="copy" getText={() => sql}>
        <Trans i18nKey="sql.copy">Copy SQL</Trans>
      </ClipboardButton>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    alignItems: 'flex-start',
    marginTop: theme.spacing(0.5),
  }),
  sql: css({
    flex: '1 1 300px',
    minWidth: 0,
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
