import { EMPTY_CATALOGUE } from '../kpi/catalogue/schema';
import { checkHealth } from './health';
import { CATALOGUE, FakeMysql, installDataSources } from './testing';
import type { Settings } from './types';

const SETTINGS: Settings = { mysqlUid: 'shop', timeLimit: 30, catalogue: { ok: true, catalogue: CATALOGUE } };
const NOW = Date.parse('2026-03-10T12:00:00Z');

const window = (kpi: string, last: number | null) => [
  { slot: 'judged/now', bucket_no: null, [`${kpi}_value`]: 4, [`${kpi}_events`]: 4, [`${kpi}_last`]: last },
];
const version = (text: string) => ({ 'server/version': [{ version: text }] });
const privilege = (name: string, grantee = "'reader'@'%'") => ({
  grantee,
  place: 'shop',
  owner: 'orders',
  privilege: name,
});
const privileges = (...rows: object[]) => ({ 'server/privileges': rows.map((row) => ({ ...row })) });
const MARIADB = { ...version('10.11.14-MariaDB-0+deb12u2'), ...privileges(privilege('SELECT')) };
const READABLE = {
  ...MARIADB,
  orders: window('orders', 597),
  sales: window('sales', 590),
  products: window('products', null),
};

beforeEach(() => jest.spyOn(Date, 'now').mockReturnValue(NOW));
afterEach(() => jest.restoreAllMocks());

function check(answers: ConstructorParameters<typeof FakeMysql>[0], settings = SETTINGS) {
  const mysql = new FakeMysql(answers);
  installDataSources(mysql);
  return { mysql, result: checkHealth(settings) };
}

it('says what answers, how many KPIs can be read and how fresh they are', async () => {
  const { mysql, result } = check(READABLE);
  expect(await result).toEqual({
    status: 'success',
    message: 'MariaDB 10.11.14 answers. 3 of 3 KPIs can be read. The newest event is 3 s old (Orders).',
  });
  expect(mysql.sent).toHaveLength(1);
  expect(mysql.sent[0]?.find(({ refId }) => refId === 'orders')?.rawSql).toMatch(
    /WHERE `created_at` >= FROM_UNIXTIME\(1773143400\) AND `created_at` < FROM_UNIXTIME\(1773144000\)$/
  );
});

it.each([
  ['8.0.43-cluster', 'MySQL 8.0.43 answers.'],
  ['5.7.25-TiDB-v7.5.0', 'TiDB 7.5.0 answers.'],
])('knows the server %s', async (text, sentence) => {
  expect((await check({ ...READABLE, ...version(text) }).result).message).toContain(sentence);
});

it('names each KPI that cannot be read, the reason and the next step', async () => {
  const { result } = check({
    ...READABLE,
    sales: new Error("Error 1054 (42S22): Unknown column 'amount' in 'field list'"),
    products: new Error('db query error: query failed - please inspect Grafana server log for details'),
  });
  const { status, message, details } = await result;
  expect([status, message]).toEqual(['error', "MariaDB 10.11.14 answers, but 2 of 3 KPIs can't be read."]);
  expect(details?.message).toMatch(/^Sales: Error 1054 .*\. Mend the name of that column/);
  expect(details?.verboseMessage?.split('\n')[1]).toMatch(/^New products: .*grant it SELECT there\.$/);
});

it.each([
  [
    privileges(privilege('INSERT'), privilege('SELECT'), privilege('DELETE')),
    /The account can do more than read \(DELETE, INSERT\)\. Use one that has SELECT/,
  ],
  [privileges(privilege('SELECT'), privilege('INSERT', "'root'@'%'")), /The account sees other accounts' privileges/],
  [{ orders: window('orders', null), sales: window('sales', null) }, /No KPI has an event in the last 10 minutes/],
])('warns: %j', async (answers, warning) => {
  const { status, details } = await check({ ...READABLE, ...answers }).result;
  expect(status).toBe('warning');
  expect(details?.message).toMatch(warning);
});

it('passes when the server does not say what the account may do', async () => {
  expect((await check({ ...READABLE, 'server/privileges': new Error('no such table') }).result).status).toBe('success');
});

it('fails on a draft with its lines, before it asks the database', async () => {
  const { mysql, result } = check(READABLE, {
    ...SETTINGS,
    draft: 'version: 1\nkpis:\n  - id: Orders\n    name: Orders',
  });
  const { status, message, details } = await result;
  expect(status).toBe('error');
  expect(message).toMatch(/^The catalogue has mistakes/);
  expect(details?.message).toMatch(/^Line 3, kpis\.0\.id: must be a short name/);
  expect(mysql.sent).toEqual([]);
});

it('points to the MySQL data source when that does not answer', async () => {
  const { mysql, result } = check(READABLE);
  mysql.health = { status: 'ERROR', message: 'access denied' };
  expect(await result).toEqual({
    status: 'error',
    message:
      'The MySQL data source "Shop database" does not answer: access denied. Open it under Connections, mend it and test it there.',
  });
});

it('asks for a MySQL data source and for KPIs where there are none', async () => {
  expect((await check(READABLE, { ...SETTINGS, mysqlUid: undefined }).result).message).toMatch(
    /^No MySQL data source is chosen/
  );
  const empty = { ...SETTINGS, catalogue: { ok: true as const, catalogue: EMPTY_CATALOGUE } };
  expect(await check(MARIADB, empty).result).toMatchObject({
    status: 'warning',
    details: { message: expect.stringContaining('The catalogue has no KPIs yet') },
  });
});
