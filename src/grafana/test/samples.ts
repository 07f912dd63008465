import { createDataFrame, type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { setDataSourceSrv, type DataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { of } from 'rxjs';

import { catalogueSchema, type Kpi } from '../../kpi/catalogue/schema';
import { policySchema } from '../../policy/schema';
import type { KpiTarget } from '../kpiData';

export const CATALOGUE = catalogueSchema.parse({
  version: 1,
  kpis: [
    kpi('orders', 'Orders', 'customers', 'Order team', 'https://wiki.example.com/orders'),
    kpi('payments', 'Payments', 'customers', 'Payment team'),
    kpi('logins', 'Server log-ins', 'systems'),
  ],
});

function kpi(id: string, name: string, area: string, owner?: string, runbook?: string) {
  return {
    id,
    name,
    area,
    owner,
    runbook,
    source: { table: id, time: { column: 'at', type: 'timestamp' } },
    value: { kind: 'count' },
  };
}

function sample(id: string): Kpi {
  const found = CATALOGUE.kpis.find((one) => one.id === id);
  if (!found) {
    throw new Error(`The catalogue of the tests has no ${id}.`);
  }
  return found;
}

export const ORDERS = sample('orders');
export const PAYMENTS = sample('payments');
export const SERVERS = sample('logins');

export const POLICY = policySchema.parse({
  version: 1,
  id: 'kw-orders',
  title: 'Orders and payments',
  datasourceUid: 'shop',
  kpis: ['orders', 'payments'],
  dropPercent: 30,
  window: '10m',
  recoverPercent: 15,
  minimumEvents: 178,
  severity: 'critical',
  owner: 'Order team',
  runbook: 'https://wiki.example.com/orders',
  contactPoint: 'orders-alerts',
});

export type Answer = (request: DataQueryRequest<DataQuery & KpiTarget>) => DataQueryResponse;

/** Lets the clients find these data sources; one with the sample catalogue, unless told otherwise. Each answers so. */
export function provideDataSources(
  sources: Array<{ uid: string; name: string; type?: string; alerting?: boolean; jsonData: object }> = [
    { uid: 'shop', name: 'Shop KPIs', jsonData: { mysqlUid: 'mysql', catalogue: CATALOGUE } },
  ],
  answer: Answer = () => ({ data: [] })
): void {
  const get = async () => ({ query: (request: Parameters<Answer>[0]) => of(answer(request)) });
  const settings = sources.map(({ alerting, ...source }) => ({ ...source, meta: { alerting, info: { logos: {} } } }));
  const getList = ({ alerting = false, type = '' } = {}) =>
    settings.filter((one) => (!alerting || one.meta.alerting) && (type === '' || (one.type ?? type) === type));
  const getInstanceSettings = (uid: unknown) => settings.find((one) => one.uid === uid);
  const service: DataSourceSrv = Object.assign(Object.create(null), { getList, getInstanceSettings, get });
  setDataSourceSrv(service);
}

/** The MySQL data source "mysql", whose server says this of itself, or fails. Gives what it is asked. */
export function provideServer(says: Record<string, string> | Error): DataQuery[] {
  const asked: DataQuery[] = [];
  const query = async ({ targets }: DataQueryRequest) => {
    asked.push(...targets);
    if (says instanceof Error) {
      throw says;
    }
    const fields = Object.entries(says).map(([name, value]) => ({ name, values: [value] }));
    return { data: [createDataFrame({ refId: 'server', fields })] };
  };
  const get = async ({ uid }: { uid: string }) => {
    if (uid !== 'mysql') {
      throw new Error('Data source was not found');
    }
    return { query };
  };
  const service: DataSourceSrv = Object.assign(Object.create(null), { get });
  setDataSourceSrv(service);
  return asked;
}
