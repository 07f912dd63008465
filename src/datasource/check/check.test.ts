import { openDatabase } from '../database';
import { SHOP, NOW } from '../discover/testing';
import { CATALOGUE, FakeMysql, installDataSources } from '../testing';
import { checkCatalogue, type KpiCheck, type ServerCheck } from './check';
import { findingText } from './findingText';

const read = (kpi: string, events: number, newest: number | null = NOW - 3) => ({
  [`${kpi}/run`]: [
    { slot: 'checked', bucket_no: null, [`${kpi}_value`]: events, [`${kpi}_events`]: events, [`${kpi}_last`]: 597 },
  ],
  [`${kpi}/plan`]: [{ id: 1, table: 'orders', type: 'range', rows: 300 }],
  [`${kpi}/newest/0`]: [{ newest }],
});
const ANSWERS = {
  ...SHOP,
  ...read('orders', 290),
  ...read('sales', 290),
  ...read('products', 20),
  privileges: [{ grantee: "'r'@'%'", place: 'shop', owner: '', privilege: 'SELECT' }],
  roles: [{ role: 'writer' }],
};

beforeEach(() => jest.spyOn(Date, 'now').mockReturnValue((NOW + 45) * 1000));
afterEach(() => jest.restoreAllMocks());

async function check(answers: ConstructorParameters<typeof FakeMysql>[0] = {}, leaving = new AbortController()) {
  const mysql = new FakeMysql({ ...ANSWERS, ...answers });
  installDataSources(mysql);
  const kpis: KpiCheck[] = [];
  const servers: ServerCheck[] = [];
  await checkCatalogue(await openDatabase({ mysqlUid: 'shop', timeLimit: 7 }), {
    catalogue: CATALOGUE,
    zone: 'Asia/Seoul',
    signal: leaving.signal,
    onServer: (server) => servers.push(server),
    onKpi: (kpi) => kpis.push(kpi),
  });
  return { mysql, kpis, server: servers[0] };
}

it('checks the server, then KPI by KPI, by SELECTs and EXPLAIN alone with the time limit', async () => {
  const { mysql, kpis, server } = await check();
  expect(server).toEqual({
    privileges: { account: { user: 'r', host: '%' }, seesOthers: false, writes: [], wide: ['shop'] },
    roles: ['writer'],
    tables: ['shop.orders', 'shop.products'],
    drift: -45,
  });
  expect(kpis.map(({ kpi, problem }) => [kpi.id, problem])).toEqual([
    ['orders', undefined],
    ['sales', undefined],
    ['products', undefined],
  ]);
  expect(kpis[0]?.findings.map(findingText)).toEqual([
    'The server reads about 300 rows for 290 events.',
    'The server finds the rows by an index.',
    'The newest row lies where it should.',
    'The newest row is 3s old; 10s are stated.',
  ]);
  for (const { rawSql } of mysql.sent.flat()) {
    expect(rawSql).toMatch(/^SET STATEMENT max_statement_time=7 FOR\n(EXPLAIN FORMAT=TRADITIONAL )?SELECT /);
  }
  expect(Math.max(...mysql.sent.map((request) => request.length))).toBeLessThanOrEqual(4);
});

it('goes on where one KPI fails, and where the server keeps its schema to itself', async () => {
  const { kpis, server } = await check({
    'orders/run': new Error("Error 1146 (42S02): Table 'shop.orders' doesn't exist"),
    'products/plan': new Error('query failed'),
    'products/newest/0': new Error('query failed'),
    tables: new Error('query failed'),
    privileges: new Error('query failed'),
    clock: new Error('query failed'),
  });
  expect(kpis[0]?.problem).toMatch(/doesn't exist\. Mend source\.table in the catalogue/);
  expect(kpis[1]?.problem).toBeUndefined();
  expect(new Set(kpis[2]?.findings.map(({ verdict }) => verdict))).toEqual(new Set(['unknown']));
  expect(server).toMatchObject({ privileges: undefined, tables: [], drift: undefined });
});

it('ends when nobody waits any more', async () => {
  const leaving = new AbortController();
  leaving.abort();
  await expect(check({}, leaving)).rejects.toThrow();
});
