import { catalogueSchema } from '../../kpi/catalogue/schema';
import { ORDERS, PAYMENTS } from '../../grafana/test/samples';
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

test('says of which kind a panel is that is not ours', () => {
  expect(start('queries=%5B%5D&type=prometheus&title=Load')?.panel).toEqual({ title: 'Load', type: 'prometheus' });
  expect(start('kpi=orders')?.panel).toBeUndefined();
});

test('has nothing to begin with where there is no data source', () => {
  expect(startOf([], new URLSearchParams())).toBeUndefined();
});
