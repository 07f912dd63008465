import { t } from '@grafana/i18n';

import type { Kpi } from '../../kpi/catalogue/schema';
import { defaultDirection, defaultJudging, type TriggerFields } from './triggerForm';

type Judged = Pick<TriggerFields, 'kind' | 'direction' | 'change'>;

/** A name for a policy that has none yet; nothing without KPIs. */
export function defaultTitle(kpis: readonly Kpi[], judged: Partial<Judged> = {}): string {
  if (kpis.length === 0) {
    return '';
  }
  const values = { kpis: kpis.map(({ name }) => name).join(', ') };
  const own: Judged = { kind: defaultJudging(kpis).kind, direction: defaultDirection(kpis), change: 'changed' };
  return titleOf({ ...own, ...judged }, values).slice(0, 120);
}

function titleOf({ kind, direction, change }: Judged, values: { kpis: string }): string {
  switch (kind) {
    case 'unusual':
    case 'fixed':
      return direction === 'drop'
        ? t('editor.default-title', '{{- kpis}}: sudden drop', values)
        : t('editor.default-title-rise', '{{- kpis}}: sudden rise', values);
    case 'so-far':
      return t('editor.default-title-so-far', '{{- kpis}}: today so far', values);
    case 'threshold':
      return t('editor.default-title-line', '{{- kpis}}: past the line', values);
    case 'no-data':
      return t('editor.default-title-no-data', '{{- kpis}}: no data', values);
    case 'stale':
      return t('editor.default-title-stale', '{{- kpis}}: stale data', values);
    case 'rows':
      return {
        created: t('editor.default-title-created', '{{- kpis}}: many rows created', values),
        changed: t('editor.default-title-rows', '{{- kpis}}: many rows changed', values),
        deleted: t('editor.default-title-deleted', '{{- kpis}}: many rows deleted', values),
      }[change];
  }
}

/** The same for a policy that watches a query. */
export function defaultQueryTitle(name: string, direction: 'drop' | 'rise'): string {
  if (name === '') {
    return '';
  }
  const title =
    direction === 'drop'
      ? t('editor.default-title', '{{- kpis}}: sudden drop', { kpis: name })
      : t('editor.default-title-rise', '{{- kpis}}: sudden rise', { kpis: name });
  return title.slice(0, 120);
}
