import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Trans } from '@grafana/i18n';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import React from 'react';

interface Props {
  sql: string;
}

/** Statements for a person to hand to a DBA; nothing here runs them. */
export function SqlText({ sql }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.frame}>
      <pre className={styles.sql}>{sql}</pre>
      <ClipboardButton variant="secondary" size="sm" icon="copy" getText={() => sql}>
        <Trans i18nKey="sql.copy">Copy SQL</Trans>
      </ClipboardButton>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({ display: 'flex', gap: theme.spacing(1), alignItems: 'flex-start', marginTop: theme.spacing(0.5) }),
  sql: css({
    flex: 1,
    minWidth: 0,
    margin: 0,
    maxHeight: '40vh',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
