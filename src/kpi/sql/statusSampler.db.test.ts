import type { Connection, RowDataPacket } from 'mysql2/promise';

import { retry } from '../../../demo/child';
import { newTestDatabase } from '../../../demo/test-database';
import { presetKpis } from '../catalogue/presets';
import { dialectOf, VERSION_SQL } from './dialect';
import { samplerStatements, type SampledRole } from './statusSampler';
import { compileWindows } from './windows';

const DATABASE = 'kpiwatch_sampler_test';
const TABLE = `${DATABASE}.mysql_status`;
const READER = { user: 'kpiwatch_sampler', host: 'localhost' };

const DAY = 86_400_000;

let connection: Connection;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ connection, drop } = await newTestDatabase(DATABASE));
  await connection.query("CREATE USER IF NOT EXISTS 'kpiwatch_sampler'@'localhost'");
});

afterAll(async () => {
  await connection.query("DROP USER 'kpiwatch_sampler'@'localhost'");
  await drop();
});

async function query(sql: string) {
  const [rows] = await connection.query<RowDataPacket[]>(sql);
  return rows;
}

async function run(role: SampledRole) {
  const [server] = await query(VERSION_SQL);
  const dialect = dialectOf(String(server?.version), String(server?.comment));
  if (dialect !== 'mysql' && dialect !== 'mariadb') {
    throw new Error(`no events on ${dialect}`);
  }
  for (const statement of samplerStatements(dialect, { table: TABLE, role, reader: READER })) {
    // A minute is long for a test.
    await connection.query(statement.replace(/EVERY 1 MINUTE STARTS '[^']*'/, 'EVERY 1 SECOND'));
  }
}

async function samples(role: SampledRole, count: number) {
  const rows = () => query(`SELECT * FROM ${TABLE} WHERE server <> 'shop-db:3306' ORDER BY sampled_at`);
  const isOld = ({ sampled_at: at }: RowDataPacket) => Number(at) < Date.now() - DAY;
  await retry(
    'the event',
    async () => {
      const now = await rows();
      if (now.some(isOld) || now.length < count) {
        throw new Error('wrote too few rows, or left those that are too old');
      }
    },
    { timeout: 20_000 }
  );
  await connection.query(`DROP EVENT ${TABLE}_${role}`);
  return rows();
}

it('is run twice without harm, and stores what the server says of itself', async () => {
  await run('primary');
  await run('primary');
  await connection.query('SET SESSION long_query_time = 0');
  const [first, ...later] = await samples('primary', 3);
  const [limit] = await query('SELECT @@GLOBAL.max_connections AS connections, @@hostname AS host, @@port AS port');
  expect(first).toMatchObject({
    server: `${limit?.host}:${limit?.port}`,
    connections_limit: limit?.connections,
    slow_queries: null,
    replication_lag: null,
  });
  expect(Math.abs(Number(first?.sampled_at) - Date.now())).toBeLessThan(30_000);
  for (const row of later) {
    expect(row.connections).toBeGreaterThan(0);
    expect(row.threads_running).toBeGreaterThan(0);
  }
  const counted = later.reduce((sum, { slow_queries }) => sum + Number(slow_queries), 0);
  expect(counted).toBe(Number(later.at(-1)?.slow_queries_total) - Number(first?.slow_queries_total));
  expect(counted).toBeGreaterThan(0);
  await connection.query('SET SESSION long_query_time = 10');
});

it('lets the data source read it', async () => {
  const granted = await query(
    `SELECT table_schema AS db, table_name AS tab, privilege_type AS may FROM information_schema.table_privileges
     WHERE grantee = "'kpiwatch_sampler'@'localhost'"`
  );
  expect(granted).toEqual([{ db: DATABASE, tab: 'mysql_status', may: 'SELECT' }]);
});

it('tells on a replica how far that is behind, and leaves the rows of other servers alone', async () => {
  const minutesAgo = (minutes: number) => `CURRENT_TIMESTAMP - INTERVAL ${minutes} MINUTE`;
  await connection.query(`DELETE FROM ${TABLE}`);
  await connection.query(
    `INSERT INTO ${TABLE} VALUES
       (${minutesAgo(3)}, 'shop-db:3306', 1, 100, 1, 0, 0, NULL),
       (CURRENT_TIMESTAMP - INTERVAL 200 DAY, 'shop-db:3306', 1, 100, 1, 0, 0, NULL),
       (CURRENT_TIMESTAMP - INTERVAL 200 DAY, CONCAT(@@hostname, ':', @@port), 1, 100, 1, 0, 0, NULL)`
  );
  await run('replica');
  const rows = await samples('replica', 1);
  expect(rows.length).toBeLessThan(4);
  expect(rows[0]?.replication_lag).toBeGreaterThanOrEqual(120);
  expect(rows[0]?.replication_lag).toBeLessThan(150);
  const others = await query(`SELECT COUNT(*) AS count FROM ${TABLE} WHERE server = 'shop-db:3306'`);
  expect(others).toEqual([{ count: 2 }]);
});

it('is what the presets of the area Systems read', async () => {
  await connection.query(`DELETE FROM ${TABLE}`);
  await connection.query(
    `INSERT INTO ${TABLE} VALUES
       (FROM_UNIXTIME(1773144020), 'a:3306', 30, 100, 4, NULL, 7, NULL), (FROM_UNIXTIME(1773144050), 'b:3306', 10, 100, 1, 0, 1, 30),
       (FROM_UNIXTIME(1773144080), 'a:3306', 50, 100, 9, 3, 10, NULL), (FROM_UNIXTIME(1773144110), 'b:3306', 10, 100, 2, 1, 2, 0)`
  );
  const kpis = presetKpis('Asia/Seoul')
    .filter(({ area }) => area === 'systems')
    .map((kpi) => ({ ...kpi, source: { ...kpi.source, table: TABLE } }));
  const [row] = await query(compileWindows(kpis, [{ slot: 'w', from: 1773144000, to: 1773144120 }]));
  expect(row).toMatchObject({
    db_connections_used_value: 0.25,
    db_threads_running_value: 9,
    db_slow_queries_value: '4',
    db_replication_lag_value: 30,
  });
});
