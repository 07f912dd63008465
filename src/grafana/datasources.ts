import type { DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { z } from 'zod';

import { parseCatalogue, type CatalogueResult } from '../kpi/catalogue/parse';
import { DEFAULT_TIME_LIMIT, timeLimitSchema } from '../kpi/sql/dialect';

/** A Business KPI data source: where a policy finds its KPIs, and the MySQL data source that its rule asks. */
export interface KpiDataSource {
  uid: string;
  name: string;
  /** Undefined until an admin chose one. */
  mysqlUid?: string;
  /** Seconds after which the server gives a statement up. */
  timeLimit: number;
  catalogue: CatalogueResult;
}

const TYPE = 'kpiwatch-businesskpi-datasource';

const settingsSchema = z
  .object({
    mysqlUid: z.string().min(1).optional().catch(undefined),
    timeLimit: timeLimitSchema,
    catalogue: z.unknown(),
  })
  .catch({ mysqlUid: undefined, timeLimit: DEFAULT_TIME_LIMIT, catalogue: undefined });

/** Every Business KPI data source that the person may query. */
export function listKpiDataSources(): KpiDataSource[] {
  return getDataSourceSrv()
    .getList({ type: TYPE })
    .map(({ uid, name, jsonData }) => {
      const { catalogue, ...settings } = settingsSchema.parse(jsonData);
      return { uid, name, ...settings, catalogue: parseCatalogue(catalogue) };
    });
}

/** A data source of any kind. */
export interface AnySource {
  uid: string;
  name: string;
  /** The id of its plugin. */
  type: string;
  /** Whether Grafana's alerting can ask it. */
  canAlert: boolean;
}

/** The data source of that uid, if the person may query it. */
export function findSource(uid: string): AnySource | undefined {
  const settings = uid === '' ? undefined : getDataSourceSrv().getInstanceSettings(uid);
  return settings && { uid: settings.uid, name: settings.name, type: settings.type, canAlert: canAlert(settings) };
}

/** The data sources of a kind that Grafana's alerting can ask. */
export function listAlertableOf(type: string): AnySource[] {
  return getDataSourceSrv()
    .getList({ type, alerting: true })
    .map(({ uid, name }) => ({ uid, name, type, canAlert: true }));
}

/** Uids of all data sources that Grafana's alerting can ask. */
export function listAlertable(): ReadonlySet<string> {
  return new Set(
    getDataSourceSrv()
      .getList({ alerting: true })
      .map(({ uid }) => uid)
  );
}

function canAlert({ meta }: DataSourceInstanceSettings): boolean {
  return meta.alerting === true;
}
