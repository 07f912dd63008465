import { t } from '@grafana/i18n';

import type { Kpi } from '../../kpi/catalogue/schema';

/** A name for a policy that has none yet; nothing without KPIs. */
export function defaultTitle(kpis: readonly Kpi[]): string {
  return kpis.length === 0
    ? ''
    : t('editor.default-title', '{{- kpis}}: sudden drop', { kpis: kpis.map(({ name }) => name).join(', ') }).slice(
        0,
        120
      );
}
