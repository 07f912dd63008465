import { t } from '@grafana/i18n';

import type { KpiDataSource } from '../../grafana/datasources';
import { findKpi } from '../../kpi/catalogue/parse';
import type { Kpi } from '../../kpi/catalogue/schema';
import { DEFAULT_TIME_LIMIT } from '../../kpi/sql/dialect';
import type { Sources } from '../../policy/drift';
import type { Policy } from '../../policy/schema';
import { triggerProblem } from './triggerProblem';

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

/** What a policy is compiled with that watches a query. */
export const NO_KPIS: Sources = { kpis: [], mysqlUid: '', timeLimit: DEFAULT_TIME_LIMIT };

/** What a policy is compiled with; undefined where its data source or a KPI of it is not there, or not judged so, any more. */
export function sourcesOf(dataSources: readonly KpiDataSource[], policy: Policy): Sources | undefined {
  if (policy.query) {
    return NO_KPIS;
  }
  const { source, kpis, missing } = selectionOf(dataSources, policy.datasourceUid, policy.kpis);
  // What the catalogue has changed since may no longer be judged so: the form says where.
  return source?.mysqlUid !== undefined && missing.length === 0 && triggerProblem(policy.trigger, kpis) === undefined
    ? { kpis, mysqlUid: source.mysqlUid, timeLimit: source.timeLimit }
    : undefined;
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
