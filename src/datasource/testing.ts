import {
  CoreApp,
  createDataFrame,
  DataSourceApi,
  dateTime,
  FieldType,
  LoadingState,
  PluginType,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type DataSourceJsonData,
  type TestDataSourceResponse,
  type TimeRange,
} from '@grafana/data';
import { setDataSourceSrv, setTemplateSrv } from '@grafana/runtime';
import type { Observable } from 'rxjs';
import { z } from 'zod';

import { catalogueSchema, type Catalogue } from '../kpi/catalogue/schema';
import { BusinessKpiDataSource } from './datasource';
import type { BusinessKpiOptions, BusinessKpiQuery } from './types';

type Row = Record<string, unknown>;
type Answer = Row[] | Error;

/** What MySQL's data source was sent. */
const sentQuery = z.object({
  refId: z.string(),
  datasource: z.object({ uid: z.string(), type: z.string() }),
  rawSql: z.string(),
  format: z.string(),
});

type SentQuery = z.infer<typeof sentQuery>;

/** Stands for Grafana's MySQL data source: answers each statement, by its id, with rows or an error. */
export class FakeMysql extends DataSourceApi {
  /** What was sent, but for the question what the server is. */
  sent: SentQuery[][] = [];
  health: TestDataSourceResponse = { status: 'OK', message: 'Database Connection OK' };

  constructor(
    private answers: Record<string, Answer> = {},
    type = 'mysql'
  ) {
    super(instanceSettings(type, 'shop', 'Shop database', {}));
  }

  query(request: DataQueryRequest): Promise<DataQueryResponse> | Observable<DataQueryResponse> {
    return this.reply(request);
  }

  /** From now on. */
  answer(id: string, answer: Answer) {
    this.answers = { ...this.answers, [id]: answer };
  }

  private async reply({ targets }: DataQueryRequest): Promise<DataQueryResponse> {
    const sent = targets.map((target) => sentQuery.parse(target));
    if (sent[0]?.refId !== 'server') {
      this.sent.push(sent);
    }
    const errors = targets.flatMap(({ refId }) => {
      const answer = this.answers[refId];
      return answer instanceof Error ? [{ refId, message: answer.message }] : [];
    });
    return {
      state: errors.length > 0 ? LoadingState.Error : LoadingState.Done,
      data: targets.map(({ refId }) => {
        const answer = this.answers[refId] ?? [];
        return { ...frameOf(answer instanceof Error ? [] : answer), refId };
      }),
      ...(errors.length > 0 && { errors }),
    };
  }

  /** As Grafana's own do, it refuses with an object that is no Error. */
  testDatasource(): Promise<TestDataSourceResponse> {
    return this.health.status === 'OK' ? Promise.resolve(this.health) : Promise.reject(this.health);
  }
}

/** Grafana's list of data sources has these, and no others. */
export function installDataSources(...dataSources: DataSourceApi[]) {
  const settings = dataSources.map(({ type, uid, name }) => instanceSettings(type, uid, name, {}));
  const uidOf = (ref: unknown) =>
    typeof ref === 'object' && ref !== null && 'uid' in ref && typeof ref.uid === 'string' ? ref.uid : ref;
  setDataSourceSrv({
    get: async (ref) => {
      const found = dataSources.find(({ uid }) => uid === uidOf(ref));
      if (!found) {
        throw new Error('Data source was not found');
      }
      return found;
    },
    getList: (filters) => settings.filter(({ type }) => filters?.type === undefined || filters.type === type),
    getInstanceSettings: (ref) => settings.find(({ uid, name }) => [uid, name].some((known) => known === uidOf(ref))),
    reload: () => Promise.resolve(),
    registerRuntimeDataSource: () => undefined,
  });
}

/** Gives jsdom what a list of options needs to be drawn: sizes, the width of text, and what scrolls into view. */
export function drawLists() {
  const size = { width: 400, height: 400, top: 0, left: 0, bottom: 400, right: 400, x: 0, y: 0 };
  jest.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue({ ...size, toJSON: () => size });
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(400);
  jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(400);
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
    value: () => ({ measureText: (text: string) => ({ width: text.length * 8 }) }),
  });
  for (const observer of ['IntersectionObserver', 'ResizeObserver']) {
    Object.defineProperty(globalThis, observer, {
      value: class {
        observe() {}
        unobserve() {}
        disconnect() {}
      },
    });
  }
}

/** Dashboard variables by name, for texts that are `$name`. */
export function installVariables(variables: Record<string, string | string[]> = {}) {
  setTemplateSrv({
    getVariables: () => [],
    containsTemplate: () => false,
    updateTimeRange: () => undefined,
    replace: (text = '', _scoped, format) =>
      text.replace(/\$(\w+)/g, (match, name: string) => {
        const value = variables[name];
        return value === undefined || typeof format !== 'function' ? match : String(format(value, {}, String));
      }),
  });
}

installVariables();

export function businessKpi(options: BusinessKpiOptions = { mysqlUid: 'shop', catalogue: CATALOGUE }) {
  return new BusinessKpiDataSource(instanceSettings('kpiwatch-businesskpi-datasource', 'kpi', 'Business KPI', options));
}

export const CATALOGUE: Catalogue = catalogueSchema.parse({
  version: 1,
  kpis: [
    {
      id: 'orders',
      name: 'Orders',
      description: 'Orders placed',
      area: 'customers',
      source: { table: 'orders', time: { column: 'created_at', type: 'timestamp' } },
      value: { kind: 'count' },
      dimensions: ['region', 'category'],
      zone: 'Asia/Seoul',
    },
    {
      id: 'sales',
      name: 'Sales',
      area: 'customers',
      source: { table: 'orders', time: { column: 'created_at', type: 'timestamp' } },
      value: { kind: 'sum', column: 'amount' },
      dimensions: ['region'],
      unit: 'currencyKRW',
      zone: 'Asia/Seoul',
    },
    {
      id: 'products',
      name: 'New products',
      area: 'sellers',
      source: { table: 'products', time: { column: 'registered_at', type: 'timestamp' } },
      value: { kind: 'count' },
    },
  ],
});

/** From 11:00:00 to 12:00:30 UTC, a day in March 2026. */
export const RANGE: TimeRange = rangeOf('2026-03-10T11:00:00Z', '2026-03-10T12:00:30Z');

export function rangeOf(from: string, to: string): TimeRange {
  return { from: dateTime(from), to: dateTime(to), raw: { from, to } };
}

export function requestOf(...targets: BusinessKpiQuery[]): DataQueryRequest<BusinessKpiQuery> {
  return {
    requestId: 'Q100',
    app: CoreApp.Dashboard,
    interval: '5m',
    intervalMs: 300_000,
    range: RANGE,
    scopedVars: {},
    startTime: 0,
    targets,
    timezone: 'utc',
  };
}

function frameOf(rows: Row[]): DataFrame {
  const names = Object.keys(rows[0] ?? {});
  return createDataFrame({
    fields: names.map((name) => ({ name, type: FieldType.other, values: rows.map((row) => row[name]) })),
  });
}

function instanceSettings<T extends DataSourceJsonData>(
  type: string,
  uid: string,
  name: string,
  jsonData: T
): DataSourceInstanceSettings<T> {
  const logo = { small: '', large: '' };
  const info = {
    author: { name: '' },
    description: '',
    links: [],
    logos: logo,
    screenshots: [],
    updated: '',
    version: '',
  };
  const meta = { id: type, name: type, type: PluginType.datasource, info, module: '', baseUrl: '' };
  return { uid, type, name, meta, readOnly: false, access: 'proxy', jsonData };
}
