import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Alert, Button, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { CatalogueIssue } from '../../kpi/catalogue/issues';
import type { CatalogueResult } from '../../kpi/catalogue/parse';
import { issueMessage, lineLabel } from '../issueText';
import { catalogueSummary } from '../labels';
import { fieldLabel } from './fieldLabel';
import { kpiIndex, type KpiRow } from './kpiRows';
import { kpiName } from './KpiListRow';

/** Nobody mends more at a time. */
const SHOWN = 20;

interface Props {
  issues: readonly CatalogueIssue[];
  rows: readonly KpiRow[];
  inUse: CatalogueResult;
  onLine(line: number): void;
  /** Opens the form there; undefined where it can't. */
  openerOf(issue: CatalogueIssue): (() => void) | undefined;
}

/** What is to be mended in the catalogue, one by one, and what stays in use until then. */
export function IssueList({ issues, rows, inUse, onLine, openerOf }: Props) {
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
            {issues.slice(0, SHOWN).map((issue, index) => (
              <IssueItem
                key={index}
                issue={issue}
                row={rows.find((row) => row.index === kpiIndex(issue))}
                onLine={onLine}
                onOpen={openerOf(issue)}
              />
            ))}
          </ul>
          {issues.length > SHOWN && <p>{t('issues.more', 'And {{count}} more.', { count: issues.length - SHOWN })}</p>}
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

interface ItemProps {
  issue: CatalogueIssue;
  row?: KpiRow;
  onLine(line: number): void;
  onOpen?(): void;
}

function IssueItem({ issue, row, onLine, onOpen }: ItemProps) {
  const { line, field } = issue;
  const place = row && [kpiName(row), fieldLabel(field.split('.').slice(2).join('.'))].filter((part) => part !== '');
  return (
    <li>
      {line !== undefined && (
        <Button fill="text" size="sm" onClick={() => onLine(line)}>
          {lineLabel(line)}
        </Button>
      )}
      {onOpen && place && (
        <Button fill="text" size="sm" onClick={onOpen}>
          {place.join(', ')}
        </Button>
      )}{' '}
      {field !== '' && <code>{field}</code>} {issueMessage(issue)}
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  alert: css({ maxWidth: theme.breakpoints.values.xl, marginBottom: 0 }),
  list: css({ margin: theme.spacing(0, 0, 1, 0), listStyle: 'none', overflowWrap: 'anywhere' }),
});
