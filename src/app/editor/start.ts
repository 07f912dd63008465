import { t } from '@grafana/i18n';

import type { KpiDataSource } from '../../grafana/datasources';
import { findKpi } from '../../kpi/catalogue/parse';
import type { Kpi } from '../../kpi/catalogue/schema';
import { DURATION } from '../../kpi/time/duration';
import { defaultTitle } from './defaultTitle';
import { newFields, type PolicyFields } from './form';

/** What a new policy begins with. */
export interface Start {
  fields: PolicyFields;
  /** A panel of another kind of data source, whose queries no policy can watch yet. */
  panel?: { title: string; type: string };
}

/**
 * What the address says of a new policy: `kpi` (several), `source` (a data source's uid), `window` and `title`, and
 * `queries` of a panel that is not ours. Undefined without a data source to take KPIs from.
 */
export function startOf(dataSources: readonly KpiDataSource[], params: URLSearchParams): Start | undefined {
  const chosen = chooseKpis(dataSources, params.getAll('kpi'), params.get('source'));
  if (!chosen) {
    return undefined;
  }
  const { source, kpis } = chosen;
  const { trigger, ...fields } = newFields(source, kpis, titleOf(params, kpis));
  const window = params.get('window') ?? '';
  return {
    fields: { ...fields, trigger: { ...trigger, ...(DURATION.test(window) && { window }) } },
    ...(params.has('queries') && {
      panel: { title: params.get('title') ?? '', type: params.get('type') ?? '' },
    }),
  };
}

/** By the data source that is named, else by one whose catalogue has the KPIs, else by the first. */
function chooseKpis(dataSources: readonly KpiDataSource[], ids: readonly string[], uid: string | null) {
  const choices = dataSources.map((source) => ({
    source,
    kpis: ids.flatMap((id) => (source.catalogue.ok && findKpi(source.catalogue.catalogue, id)) || []),
  }));
  const named = choices.find(({ source }) => source.uid === uid);
  return named ?? choices.find(({ kpis }) => kpis.length > 0) ?? choices[0];
}

/** After the panel that shows the KPIs, else after themselves. */
function titleOf(params: URLSearchParams, kpis: readonly Kpi[]): string {
  const panel = params.get('title');
  return panel && kpis.length > 1
    ? t('editor.default-title', '{{- kpis}}: sudden drop', { kpis: panel }).slice(0, 120)
    : defaultTitle(kpis);
}
