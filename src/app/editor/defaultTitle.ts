import { t } from '@grafana/i18n';

import type { Kpi } from '../../kpi/catalogue/schema';
import { defaultDirection } from './form';

/** A name for a policy that has none yet; nothing without KPIs. */
export function defaultTitle(kpis: readonly Kpi[]): string {
  if (kpis.length === 0) {
    return '';
  }
  const values = { kpis: kpis.map(({ name }) => name).join(', ') };
  const title =
    defaultDirection(kpis) === 'drop'
      ? t('editor.default-title', '{{- kpis}}: sudden drop', values)
      : t('editor.default-title-rise', '{{- kpis}}: sudden rise', values);
  return title.slice(0, 120);
}
