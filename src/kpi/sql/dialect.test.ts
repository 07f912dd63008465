import { dialectOf, withTimeLimit } from './dialect';

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
