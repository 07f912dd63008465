import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import type { CatalogueDiff } from '../../kpi/catalogue/diff';
import type { Kpi } from '../../kpi/catalogue/schema';
import { changeText } from './changeText';

/** What becomes of a catalogue, KPI by KPI and field by field. */
export function ChangeList({ diff }: { diff: CatalogueDiff }) {
  const styles = useStyles2(getStyles);
  const { added, removed, changed, isReordered } = diff;
  return (
    <ul className={styles.list}>
      {removed.map((kpi) => (
        <li key={kpi.id}>{t('changes.removed-kpi', 'Removed: {{- kpi}}', { kpi: kpiText(kpi) })}</li>
      ))}
      {added.map((kpi) => (
        <li key={kpi.id}>{t('changes.added-kpi', 'Added: {{- kpi}}', { kpi: kpiText(kpi) })}</li>
      ))}
      {changed.map(({ before, after, fields }) => (
        <li key={after.id}>
          {t('changes.changed-kpi', 'Changed: {{- kpi}}', { kpi: kpiText(before) })}
          <ul className={styles.list}>
            {fields.map((change) => (
              <li key={change.field}>{changeText(change)}</li>
            ))}
          </ul>
        </li>
      ))}
      {isReordered && <li>{t('changes.reordered', 'The KPIs stand in another order')}</li>}
    </ul>
  );
}

/** Such as "Orders (orders)". */
export function kpiText({ name, id }: Kpi): string {
  return `${name} (${id})`;
}

/** Such as "1 added, 2 changed". */
export function diffSummary({ added, removed, changed, isReordered }: CatalogueDiff): string {
  return [
    ...(added.length > 0 ? [t('changes.added', '{{count}} added', { count: added.length })] : []),
    ...(removed.length > 0 ? [t('changes.removed', '{{count}} removed', { count: removed.length })] : []),
    ...(changed.length > 0 ? [t('changes.changed', '{{count}} changed', { count: changed.length })] : []),
    ...(isReordered ? [t('changes.order', 'in another order')] : []),
  ].join(', ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: 0, paddingLeft: theme.spacing(2.5), overflowWrap: 'anywhere' }),
});
