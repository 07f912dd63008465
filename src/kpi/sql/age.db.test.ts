import type { Connection, RowDataPacket } from 'mysql2/promise';

import { newTestDatabase } from '../../../demo/test-database';
import { compileRuleAge } from './age';
import { deleteAuditStatements, deletionsOf } from './deleteAudit';
import { withTimeLimit, type Dialect } from './dialect';
import { compileRuleNow } from './rule';
import { rowsBy } from './rowsOf';
import { createEvents, dialectOn, kpiOf, storeEvents, TIMES } from './testing';

const NOW = Date.parse('2026-03-10T03:04:05Z') / 1000;
const event = { amount: 1, customer: 1, region: 'kr', status: null };

let connection: Connection;
let drop: () => Promise<void>;
let dialect: Dialect;

beforeAll(async () => {
  ({ connection, drop } = await newTestDatabase('kpiwatch_age_test'));
  await createEvents(connection);
  dialect = await dialectOn(connection);
});

afterAll(() => drop());

async function answer(select: string, now = NOW): Promise<number> {
  const sql = withTimeLimit(select, dialect, 30).replaceAll('$__unixEpochTo()', String(now));
  const [rows] = await connection.query<RowDataPacket[]>(sql);
  expect(rows).toHaveLength(1);
  return Number(rows[0]?.value);
}

it.each(TIMES)('tells how old the newest row is, and looks no further than it may: %j', async (time) => {
  const kpi = kpiOf({ source: { time, filters: [{ column: 'region', op: '=', value: 'kr' }] } });
  const age = (now = NOW) => answer(compileRuleAge([kpi], { reach: 7200, writtenAt: NOW }), now);
  const others = { ...event, region: 'us', at: NOW - 5 };
  // Of the minute that ends at 02:30:00.
  const at = Date.parse('2026-03-10T02:29:30Z') / 1000;
  await storeEvents(connection, [others, { ...event, at }, { ...event, at: at - 600 }]);
  expect(await age()).toBe(NOW - at - 30);
  expect(await age(at + 10)).toBe(0);
  expect(await age(at - 60)).toBe(600 - 60 - 30);
  expect(await age(at + 7300)).toBe(7200);
});

it('counts rows by another time column of their table', async () => {
  const [created, deleted] = TIMES;
  if (!created || !deleted) {
    throw new Error('the table has several');
  }
  const kpi = kpiOf({ source: { time: created, filters: [{ column: 'at_seoul', op: 'is null' }] } });
  await storeEvents(
    connection,
    [120, 180, 900].map((ago) => ({ ...event, at: NOW - ago }))
  );
  const window = { seconds: 600, writtenAt: NOW };
  expect(await answer(compileRuleNow([kpi], window))).toBe(0);
  expect(await answer(compileRuleNow([rowsBy(kpi, deleted)], window))).toBe(2);
});

it('writes what makes deletions for good countable, dimensions included', async () => {
  await connection.query(
    'CREATE TABLE orders (id INT PRIMARY KEY, region VARCHAR(9) NOT NULL, created_at TIMESTAMP NOT NULL)'
  );
  await connection.query("INSERT INTO orders VALUES (1, 'kr', NOW()), (2, 'kr', NOW()), (3, 'us', NOW())");
  const kpi = kpiOf({
    source: { table: 'orders', time: { column: 'created_at', type: 'timestamp' } },
    dimensions: ['region'],
  });
  const [table = '', trigger = '', grant] = deleteAuditStatements(kpi);
  await connection.query(table);
  await connection.query(table);
  await connection.query(trigger);
  expect(grant).toBe("GRANT SELECT ON `orders_deletions` TO 'grafana_reader'@'%'");
  await connection.query('DELETE FROM orders WHERE id > 1');
  const [kept] = await connection.query<RowDataPacket[]>('SELECT region FROM orders_deletions ORDER BY region');
  expect(kept.map(({ region }) => String(region))).toEqual(['kr', 'us']);
  const deletions = deletionsOf(kpi);
  const [[clock]] = await connection.query<RowDataPacket[]>('SELECT UNIX_TIMESTAMP() + 100 AS now');
  expect(deletions?.id).toBe('events_deletions');
  expect(
    await answer(compileRuleNow(deletions ? [deletions] : [], { seconds: 600, writtenAt: NOW }), Number(clock?.now))
  ).toBe(2);
});
