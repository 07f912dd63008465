import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { catalogueDiff, consequencesOf, isSame } from '../../kpi/catalogue/diff';
import { ChangeList, diffSummary } from './ChangeList';
import { ConsequenceList } from './ConsequenceList';
import type { CatalogueWork } from './useCatalogue';

/** What saving changes of the KPIs that are in use. It stands above Grafana's own button to save. */
export function Changes({ stored, result }: Pick<CatalogueWork, 'stored' | 'result'>) {
  const styles = useStyles2(getStyles);
  const diff = useMemo(
    () => (stored.ok && result.ok ? catalogueDiff(stored.catalogue.kpis, result.catalogue.kpis) : undefined),
    [stored, result]
  );
  if (!result.ok) {
    return (
      <Text color="secondary">
        <Trans i18nKey="changes.draft">Saving keeps your text with its mistakes, and changes no KPI.</Trans>
      </Text>
    );
  }
  if (!diff) {
    return (
      <Text color="secondary">
        <Trans i18nKey="changes.unreadable">
          Saving replaces what is stored, which can&apos;t be read: nobody can tell what changes.
        </Trans>
      </Text>
    );
  }
  if (isSame(diff)) {
    return (
      <Text color="secondary">
        <Trans i18nKey="changes.none">Saving changes no KPI.</Trans>
      </Text>
    );
  }
  return (
    <div className={styles.changes}>
      <details>
        <summary>{t('changes.summary', 'Saving changes KPIs: {{- summary}}', { summary: diffSummary(diff) })}</summary>
        <ChangeList diff={diff} />
      </details>
      <ConsequenceList consequences={consequencesOf(diff)} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  changes: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    maxWidth: theme.breakpoints.values.xl,
    '& summary': { cursor: 'pointer' },
  }),
});
