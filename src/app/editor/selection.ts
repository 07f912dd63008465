import { t } from '@grafana/i18n';

import type { KpiDataSource } from '../../grafana/datasources';
import { findKpi } from '../../kpi/catalogue/parse';
import type { Kpi } from '../../kpi/catalogue/schema';

/** The KPIs that a form names, as far as the catalogue has them. */
export interface Selection {
  source?: KpiDataSource;
  kpis: Kpi[];
  /** Ids that the catalogue does not have (any more). */
  missing: string[];
}

export function selectionOf(
  dataSources: readonly KpiDataSource[],
  datasourceUid: string,
  ids: readonly string[]
): Selection {
  const source = dataSources.find(({ uid }) => uid === datasourceUid);
  const kpis = ids.flatMap((id) => find(source, id) ?? []);
  return { source, kpis, missing: ids.filter((id) => find(source, id) === undefined) };
}

/** Why no policy can be saved for this data source, if so. */
export function sourceProblem({ source }: Selection): string | undefined {
  if (!source) {
    return t('editor.source-gone', 'The data source of this policy is gone, or you may not query it.');
  }
  if (source.mysqlUid === undefined) {
    return t(
      'editor.source-without-mysql',
      'An Admin has to choose a MySQL data source in the settings of "{{- name}}".',
      {
        name: source.name,
      }
    );
  }
  if (!source.catalogue.ok) {
    return t('editor.source-unreadable', 'The catalogue of "{{- name}}" has mistakes. Mend them in its settings.', {
      name: source.name,
    });
  }
  return undefined;
}

function find(source: KpiDataSource | undefined, id: string): Kpi | undefined {
  return source?.catalogue.ok ? findKpi(source.catalogue.catalogue, id) : undefined;
}
