import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Alert, Button, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { CatalogueIssue } from '../kpi/catalogue/issues';
import type { CatalogueResult } from '../kpi/catalogue/parse';
import { issueMessage, lineLabel } from './issueText';
import { catalogueSummary } from './labels';

interface Props {
  issues: readonly CatalogueIssue[];
  inUse: CatalogueResult;
  onGoTo(line: number): void;
}

/** What is to be mended in the catalogue, line by line, and what stays in use until then. */
export function IssueList({ issues, inUse, onGoTo }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div aria-live="polite">
      {issues.length > 0 && (
        <Alert
          severity="error"
          className={styles.alert}
          title={t('issues.title', 'The catalogue has mistakes ({{count}})', { count: issues.length })}
        >
          <ul className={styles.list}>
            {issues.map((issue, index) => (
              <IssueItem key={index} issue={issue} onGoTo={onGoTo} />
            ))}
          </ul>
          {inUse.ok ? (
            <Trans i18nKey="issues.in-use" values={{ summary: catalogueSummary(inUse.catalogue) }}>
              Your text is kept when you save. Until it is mended, the catalogue before it stays in use: {'{{summary}}'}
              .
            </Trans>
          ) : (
            <Trans i18nKey="issues.nothing-in-use">
              Your text is kept when you save. Until it is mended, no KPI can be read.
            </Trans>
          )}
        </Alert>
      )}
    </div>
  );
}

function IssueItem({ issue, onGoTo }: { issue: CatalogueIssue; onGoTo(line: number): void }) {
  const { line, field } = issue;
  return (
    <li>
      {line !== undefined && (
        <Button fill="text" size="sm" onClick={() => onGoTo(line)}>
          {lineLabel(line)}
        </Button>
      )}{' '}
      {field !== '' && <code>{field}</code>} {issueMessage(issue)}
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  alert: css({ maxWidth: theme.breakpoints.values.xl, marginBottom: 0 }),
  list: css({ margin: theme.spacing(0, 0, 1, 0), listStyle: 'none' }),
});
