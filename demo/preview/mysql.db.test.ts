import { testDatabaseUrl } from '../test-database';
import { MysqlRunner } from './mysql';

const RANGE = { from: 1_790_000_000_000, to: 1_790_000_600_999 };
let runner: MysqlRunner;

beforeAll(() => {
  const { host, username, password } = new URL(testDatabaseUrl());
  runner = MysqlRunner.of({
    url: host,
    user: decodeURIComponent(username),
    jsonData: { database: 'mysql' },
    secureJsonData: { password: decodeURIComponent(password) },
  });
});
afterAll(() => runner.end());

test('numbers are numbers, texts are texts, times are epoch milliseconds', async () => {
  const sql = `SELECT 'a' AS text, COUNT(*) AS whole, SUM(1.5) AS exact, 1e0 AS rough, NULL AS nothing,
    TIMESTAMP '2026-01-02 03:04:05' AS time FROM (SELECT 1) AS one`;
  const { columns } = await runner.run(sql, RANGE);
  expect(columns).toEqual([
    { name: 'text', type: 'string', values: ['a'] },
    { name: 'whole', type: 'number', values: [1] },
    { name: 'exact', type: 'number', values: [1.5] },
    { name: 'rough', type: 'number', values: [1] },
    { name: 'nothing', type: 'string', values: [null] },
    { name: 'time', type: 'time', values: [Date.UTC(2026, 0, 2, 3, 4, 5)] },
  ]);
});

test('a result without rows has no columns', async () => {
  expect(await runner.run('SELECT 1 AS value FROM (SELECT 1) AS one WHERE 1 = 0', RANGE)).toMatchObject({
    columns: [],
  });
});

test('macros are whole seconds of the range', async () => {
  const { sql } = await runner.run('SELECT $__unixEpochFrom() AS a, $__unixEpochTo() AS b', RANGE);
  expect(sql).toBe('SELECT 1790000000 AS a, 1790000600 AS b');
});

test.each([
  ['SELECT 1 FROM nope', "db query error: Error 1146 (42S02): Table 'mysql.nope' doesn't exist"],
  ['SELECT nope', "db query error: Error 1054 (42S22): Unknown column 'nope' in"],
  ['SELEC 1', 'db query error: Error 1064 (42000): '],
  ['SELECT 1 FROM nope.nope', 'db query error: '],
  ['SELECT (SELECT 1 UNION SELECT 2)', 'db query error: query failed - please inspect Grafana server log for details'],
  ['SELECT $__nope()', 'interpolation failed: unknown macro __nope'],
  ['SHOW GRANTS', 'interpolation failed: invalid query - please inspect Grafana server log for details'],
])('%s fails in Grafana’s words', async (sql, words) => {
  await expect(runner.run(sql, RANGE)).rejects.toThrow(words);
});
