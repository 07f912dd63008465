import { catalogueSchema } from '../../kpi/catalogue/schema';
import { ORDERS, PAYMENTS, provideDataSources } from '../../grafana/test/samples';
import { startOf } from './start';

const source = (uid: string, ...kpis: object[]) => ({
  uid,
  name: uid,
  mysqlUid: 'mysql',
  timeLimit: 30,
  catalogue: { ok: true as const, catalogue: catalogueSchema.parse({ version: 2, kpis }) },
});
const sources = [source('one', ORDERS), source('two', ORDERS, PAYMENTS)];
const start = (query: string) => startOf(sources, new URLSearchParams(query));

test('takes the KPIs from the data source that is named, with window and title', () => {
  expect(start('source=two&kpi=orders&kpi=payments&window=1h&title=Sales')?.fields).toMatchObject({
    datasourceUid: 'two',
    kpis: ['orders', 'payments'],
    title: 'Sales: sudden drop',
    trigger: { window: '1h' },
  });
});

test('finds KPIs where no data source is named, and passes over what it does not know', () => {
  expect(start('kpi=payments&window=soon')?.fields).toMatchObject({
    datasourceUid: 'two',
    kpis: ['payments'],
    title: 'Payments: sudden drop',
    trigger: { window: '10m' },
  });
  expect(start('kpi=carts')?.fields).toMatchObject({ datasourceUid: 'one', kpis: [] });
});

test('begins with a query that is yet to be written, with or without KPIs', () => {
  expect(startOf([], new URLSearchParams())).toBeUndefined();
  expect(startOf([], new URLSearchParams('watch=query'))?.fields).toMatchObject({ watched: 'query', kpis: [] });
  expect(start('watch=query')?.fields).toMatchObject({ watched: 'query', datasourceUid: 'one' });
});

describe('a panel of another data source', () => {
  const of = (queries: object[], more = {}) =>
    startOf(sources, new URLSearchParams({ queries: JSON.stringify(queries), title: 'Load', ...more }));
  const load = { refId: 'B', datasource: { type: 'prometheus', uid: 'prom' }, hide: false, expr: 'node_load1' };
  beforeAll(() =>
    provideDataSources([
      { uid: 'prom', name: 'Prometheus', type: 'prometheus', alerting: true, jsonData: {} },
      { uid: 'logs', name: 'Traces', type: 'jaeger', alerting: false, jsonData: {} },
    ])
  );

  test('hands over its query, its unit and its title', () => {
    expect(of([load], { unit: 'percent' })).toMatchObject({
      fields: {
        watched: 'query',
        query: { uid: 'prom', type: 'prometheus', name: 'Load', unit: 'percent', model: { expr: 'node_load1' } },
        title: 'Load: sudden drop',
      },
      left: [],
    });
  });

  test('of several queries hands over the first that is no expression, and says what it leaves', () => {
    const expression = { refId: 'A', datasource: { type: '__expr__', uid: '__expr__' } };
    const start = of([expression, load, { ...load, refId: 'C' }]);
    expect(start?.fields.query.model).toEqual({ expr: 'node_load1' });
    expect(start?.left).toEqual(['C', 'A']);
    expect(of([expression])?.refusal?.kind).toBe('no-query');
  });

  test('is refused where nobody can alert on it, where it is gone, and where it needs the dashboard', () => {
    const from = (uid: string) => [{ ...load, datasource: { type: '', uid } }];
    expect(of(from('logs'))?.refusal).toEqual({ kind: 'cannot-alert', title: 'Load', detail: 'jaeger' });
    expect(of(from('gone'))?.refusal).toMatchObject({ kind: 'gone', detail: 'gone' });
    expect(of([load], { unfit: '$region' })?.refusal).toMatchObject({ kind: 'unfit', detail: '$region' });
    expect(startOf(sources, new URLSearchParams('queries=[[['))?.refusal?.kind).toBe('no-query');
  });
});

test('has nothing to begin with where there is no data source', () => {
  expect(startOf([], new URLSearchParams())).toBeUndefined();
});

describe('a preset', () => {
  beforeAll(() =>
    provideDataSources([{ uid: 'prom', name: 'Prometheus', type: 'prometheus', alerting: true, jsonData: {} }])
  );

  test('of a KPI is judged by what is usual, and found where no data source is named', () => {
    expect(start('preset=payments')?.fields).toMatchObject({
      watched: 'kpis',
      datasourceUid: 'two',
      kpis: ['payments'],
      severity: 'critical',
      trigger: { kind: 'unusual', direction: 'drop' },
    });
  });

  test('of a system asks Prometheus, and has lines', () => {
    expect(start('preset=certificates&source=prom')?.fields).toMatchObject({
      watched: 'query',
      title: 'Certificates',
      severity: 'warning',
      query: {
        uid: 'prom',
        type: 'prometheus',
        unit: 's',
        reduce: 'last',
        area: 'systems',
        model: { expr: 'probe_ssl_earliest_cert_expiry - time()', range: true, instant: false },
      },
      judged: 'threshold',
      trigger: { side: 'below', line: 1_209_600, recover: 1_296_000, window: '10m' },
    });
  });

  test('leaves the data source open where the named one is gone', () => {
    expect(start('preset=cpu&source=gone')?.fields).toMatchObject({
      watched: 'query',
      query: { uid: '', name: 'CPU' },
    });
  });
});
