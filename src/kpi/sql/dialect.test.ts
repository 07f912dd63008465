import { dialectOf, withTimeLimit } from './dialect';
import { kpiOf } from './testing';
import { compileWindows } from './windows';

it.each([
  ['10.11.14-MariaDB-0+deb12u2', 'Debian 12', 'mariadb'],
  ['8.0.43', 'MySQL Community Server - GPL', 'mysql'],
  ['9.7.0-commercial', '', 'mysql'],
  ['8.0.mysql_aurora.3.05.2', 'Source distribution', 'mysql'],
  ['8.0.11-TiDB-v7.5.0', 'TiDB Server (Apache License 2.0)', 'mysql'],
  ['8.0.30-Vitess', 'Version: 19.0.0', 'vitess'],
  ['8.0.33', 'StarRocks version 3.3.5', 'starrocks'],
  ['5.7.99', 'Doris version doris-2.1.7', 'starrocks'],
  ['unknown', '', 'other'],
])('knows %s (%s) as %s', (version, comment, dialect) => {
  expect(dialectOf(version, comment)).toBe(dialect);
});

it.each([
  ['mysql', "SELECT /*+ MAX_EXECUTION_TIME(30000) */ 'a' UNION ALL SELECT 'b'"],
  ['vitess', "SELECT /*vt+ QUERY_TIMEOUT_MS=30000 */ 'a' UNION ALL SELECT 'b'"],
  ['starrocks', "SELECT /*+ SET_VAR(query_timeout = 30) */ 'a' UNION ALL SELECT 'b'"],
  ['mariadb', "SET STATEMENT max_statement_time=30 FOR\nSELECT 'a' UNION ALL SELECT 'b'"],
  ['other', "SELECT 'a' UNION ALL SELECT 'b'"],
] as const)('limits the time of a statement in %s', (dialect, sql) => {
  expect(withTimeLimit("SELECT 'a' UNION ALL SELECT 'b'", dialect, 30)).toBe(sql);
});

it('writes times and texts as StarRocks and Doris read them, and leaves what only looks like one', () => {
  const kpi = kpiOf({
    source: {
      time: { column: 'at', type: 'datetime', zone: 'Asia/Seoul' },
      filters: [
        { column: 'region', op: 'in', values: ['서울', 'TIMESTAMP now', '_utf8mb4 X'] },
        { column: 'sku', op: 'starts with', value: "o'neil" },
      ],
    },
  });
  const sql = compileWindows([kpi], [{ slot: 'judged/now', from: 1_773_111_600, to: 1_773_112_200 }]);
  expect(withTimeLimit(sql, 'starrocks', 30)).toBe(
    [
      "SELECT /*+ SET_VAR(query_timeout = 30) */ 'judged/now' AS slot, NULL AS bucket_no,",
      "  COUNT(*) AS events_value, COUNT(*) AS events_events, MAX((TIMESTAMPDIFF(SECOND, CAST('2026-03-10 12:00:00' AS DATETIME), `at`))) AS events_last",
      'FROM `events`',
      "WHERE `at` >= CAST('2026-03-10 12:00:00' AS DATETIME) AND `at` < CAST('2026-03-10 12:10:00' AS DATETIME)" +
        " AND `region` IN (UNHEX('ec849cec9ab8'), 'TIMESTAMP now', '_utf8mb4 X') AND LEFT(`sku`, 6) = UNHEX('6f276e65696c')",
    ].join('\n')
  );
  expect(withTimeLimit(sql, 'other', 30)).toBe(sql);
});
