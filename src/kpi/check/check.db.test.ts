import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';

import { newTestDatabase, testDatabaseUrl } from '../../../demo/test-database';
import { schemaOf } from '../schema/schema';
import { createIndexSql } from '../schema/timeIndex';
import { CLOCK_SQL, explainSql, PRIVILEGES_SQL, ROLES_SQL, SCHEMA_SQL } from '../sql/information';
import { newestSql } from '../sql/newest';
import { readerStatements } from '../sql/readerGrant';
import { createEvents, kpiOf, REGIONS, storeEvents, TIMES } from '../sql/testing';
import { compileWindows } from '../sql/windows';
import { wallClock } from '../time/zone';
import { clocksOf } from './clocks';
import { findingsOf } from './findings';
import { planOf } from './plan';
import { privilegesOf } from './privileges';

const DATABASE = 'kpiwatch_check_test';
const ACCOUNT = { user: 'kpiwatch_checked', host: '127.0.0.1' };
const NOW = 1_773_144_000;

let connection: Connection;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ connection, drop } = await newTestDatabase(DATABASE));
  await createEvents(connection);
  await storeEvents(
    connection,
    Array.from({ length: 4_000 }, (_, index) => ({
      at: NOW - 10 - 60 * index,
      amount: 1,
      customer: index,
      region: REGIONS[0],
      status: null,
    }))
  );
});

afterAll(async () => {
  await connection.query("DROP USER IF EXISTS 'kpiwatch_checked'@'127.0.0.1'");
  await drop();
});

async function query(sql: string, on = connection) {
  const [rows] = await on.query<RowDataPacket[]>(sql);
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name.toLowerCase(), value])));
}

const KPI = kpiOf({ dimensions: ['region'] });
const WINDOW = compileWindows([KPI], [{ slot: 'w', from: NOW - 600, to: NOW }]);

async function find() {
  const schema = schemaOf({
    place: await query(SCHEMA_SQL.place),
    tables: await query(SCHEMA_SQL.tables),
    columns: await query(SCHEMA_SQL.columns),
    indexes: await query(SCHEMA_SQL.indexes),
  });
  const table = schema.tables.find(({ name }) => name === 'events');
  const plan = planOf(await query(explainSql(WINDOW)));
  const [row] = await query(newestSql(KPI.source, { from: 0, to: NOW }));
  const sources = [{ source: KPI.source, table, newest: Number(row?.newest) }];
  const findings = findingsOf(KPI, { plan, events: 10, sources }, { now: NOW, zones: ['UTC'], session: '+00:00' });
  return { table, findings, codes: findings.map(({ code }) => code).sort() };
}

it('sees a table that is read from beginning to end, and the index that it prints mends that', async () => {
  const { table, codes } = await find();
  expect(codes).toEqual(['delay-kept', 'index-missing', 'rows-scan', 'zone-fits']);
  if (!table) {
    throw new Error('must be there');
  }
  await connection.query(createIndexSql(table, 'at_timestamp', ['region']));
  await connection.query('ANALYZE TABLE events');
  const after = await find();
  expect(after.codes).toEqual(['delay-kept', 'index-serves', 'rows-few', 'zone-fits']);
  expect(after.findings).toContainEqual(expect.objectContaining({ code: 'rows-few', read: 10 }));
});

it.each(TIMES)('reads the newest row by $column', async (time) => {
  const [row] = await query(newestSql(kpiOf({ source: { time } }).source, { from: 0, to: NOW }));
  const expected = 'zone' in time ? wallClock(NOW - 10, time.zone) : NOW - 10;
  expect(typeof expected === 'number' ? Number(row?.newest) : row?.newest).toBe(expected);
});

it('reads the newest row of a SELECT of a person’s own in the given time alone', async () => {
  const sql = kpiOf({ source: { kind: 'sql', sql: 'SELECT * FROM events WHERE {time}', time: TIMES[0] } });
  const [row] = await query(newestSql(sql.source, { from: NOW - 3600, to: NOW - 1800 }));
  expect(Number(row?.newest)).toBe(NOW - 1810);
});

it('knows the server’s clocks', async () => {
  const clocks = clocksOf((await query(CLOCK_SQL))[0], 'Asia/Seoul');
  expect(Math.abs(clocks.now - Date.now() / 1000)).toBeLessThan(5);
  expect(clocks).toMatchObject({ zones: ['UTC', 'Asia/Seoul'], session: '+00:00' });
});

it('prints an account that reads the tables of a catalogue, and sees when it may do more', async () => {
  for (const statement of readerStatements(ACCOUNT, [`${DATABASE}.events`])) {
    await connection.query(statement);
  }
  const url = new URL(testDatabaseUrl());
  Object.assign(url, { username: ACCOUNT.user, password: 'choose a long password' });
  const asReader = await createConnection({ uri: url.href, database: DATABASE });
  try {
    expect(await query('SELECT COUNT(*) AS count FROM events', asReader)).toEqual([{ count: 4_000 }]);
    await expect(query('DELETE FROM events', asReader)).rejects.toThrow(/denied/);
    expect(privilegesOf(await query(PRIVILEGES_SQL, asReader))).toEqual({
      account: ACCOUNT,
      seesOthers: false,
      writes: [],
      wide: [],
    });
    expect(await query(ROLES_SQL, asReader)).toEqual([]);
    await connection.query(`GRANT SELECT, INSERT ON ${DATABASE}.* TO 'kpiwatch_checked'@'127.0.0.1'`);
    await connection.query(`GRANT UPDATE (amount) ON ${DATABASE}.events TO 'kpiwatch_checked'@'127.0.0.1'`);
    expect(privilegesOf(await query(PRIVILEGES_SQL, asReader))).toMatchObject({
      writes: [
        { scope: DATABASE, privileges: ['INSERT'] },
        { scope: `${DATABASE}.events`, privileges: ['UPDATE'] },
      ],
      wide: [DATABASE],
    });
    expect(privilegesOf(await query(PRIVILEGES_SQL))).toMatchObject({ seesOthers: true });
  } finally {
    await asReader.end();
  }
});
