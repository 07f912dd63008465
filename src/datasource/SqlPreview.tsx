import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { ClipboardButton, TextArea, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { QueryPlan } from './plan';
import { statementsOf } from './statements';

/** The statements that a query sends, to read and to copy. */
export function SqlPreview({ plan }: { plan: QueryPlan }) {
  const styles = useStyles2(getStyles);
  const sql = statementsOf(plan.asks)
    .map((statement) => `${statement.sql};`)
    .join('\n\n');
  return (
    <div className={styles.preview}>
      <TextArea
        className={styles.sql}
        aria-label={t('query.sql-label', 'SQL of this query')}
        readOnly
        rows={12}
        value={sql}
      />
      <ClipboardButton className={styles.copy} variant="secondary" size="sm" icon="copy" getText={() => sql}>
        <Trans i18nKey="query.copy">Copy</Trans>
      </ClipboardButton>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  preview: css({ position: 'relative' }),
  sql: css({ fontFamily: theme.typography.fontFamilyMonospace, fontSize: theme.typography.bodySmall.fontSize }),
  copy: css({ position: 'absolute', top: theme.spacing(1), right: theme.spacing(2) }),
});
