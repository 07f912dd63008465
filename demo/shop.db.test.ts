import type { RowDataPacket } from 'mysql2/promise';

import { connect, readValue, withConnection } from './connection';
import { orderDrop } from './drop';
import { parseDropArguments } from './drop-arguments';
import { readDrops } from './drops';
import { loadHistory } from './history';
import { orderRewrite } from './rewrites';
import { createSchema, READER } from './schema';
import { STREAM_NAMES, STREAMS, type StreamName } from './streams';
import { testDatabaseUrl } from './test-database';
import { runTraffic } from './traffic';
import { eventsBetween } from './writer';

jest.setTimeout(60_000);

const HOUR = 3_600_000;
const UNTIL = Date.parse('2026-03-04T03:04:05Z');
const DAYS = 0.5;
const BEGINNING = UNTIL - HOUR - DAYS * 24 * HOUR;

const PASSWORD = 'reader-of-the-tests';

function asReader(password = PASSWORD) {
  const url = new URL(testDatabaseUrl());
  url.username = READER;
  url.password = password;
  return connect(url.href, { database: 'shop' });
}

async function newShop() {
  await withConnection(testDatabaseUrl(), async (connection) => {
    await connection.query('DROP DATABASE IF EXISTS shop');
    await connection.query('DROP DATABASE IF EXISTS shop_demo');
    await connection.query('DROP DATABASE IF EXISTS kpiwatch');
  });
  await createSchema(testDatabaseUrl(), PASSWORD);
}

beforeAll(newShop);

it('can be run again, and changes the password then', async () => {
  await createSchema(testDatabaseUrl(), 'another');
  await expect(asReader()).rejects.toThrow(/denied/);
  await (await asReader('another')).end();
  await createSchema(testDatabaseUrl(), PASSWORD);
  await (await asReader()).end();
});

it('no time column changes by itself when a row is updated', async () => {
  const extras = await withConnection(testDatabaseUrl(), async (connection) => {
    const [rows] = await connection.query<RowDataPacket[]>(
      "SELECT extra FROM information_schema.columns WHERE table_schema = 'shop' AND data_type IN ('timestamp', 'datetime')"
    );
    return rows.map((row) => String(row.EXTRA ?? row.extra).toLowerCase());
  });
  expect(extras).toHaveLength(11);
  expect(extras.filter((extra) => extra.includes('on update'))).toEqual([]);
});

describe('the read-only account', () => {
  it.each([
    'orders',
    'payments',
    'searches',
    'page_views',
    'signups',
    'withdrawals',
    'products',
    'shipments',
    'kpiwatch.mysql_status',
  ])('reads %s', async (table) => {
    const connection = await asReader();
    await connection.query('SELECT COUNT(*) FROM ??', [table]);
    await connection.end();
  });

  it.each([
    "INSERT INTO signups (region) VALUES ('KR')",
    "UPDATE orders SET status = 'cancelled'",
    'DELETE FROM payments',
    'DROP TABLE searches',
    'CREATE TABLE mine (id INT)',
    'TRUNCATE page_views',
    'SELECT * FROM shop_demo.demo_drops',
    'SELECT * FROM mysql.user',
    "LOAD DATA INFILE '/etc/hostname' INTO TABLE signups",
    "SELECT 1 INTO OUTFILE '/tmp/kpiwatch-must-not-exist'",
    "CREATE USER somebody IDENTIFIED BY 'x'",
  ])('is refused: %s', async (statement) => {
    const connection = await asReader();
    await expect(connection.query(statement)).rejects.toThrow(/denied/);
    await connection.end();
  });
});

const value = (sql: string, values: unknown[] = []) =>
  withConnection(testDatabaseUrl(), (connection) => readValue(connection, sql, values), { database: 'shop' });
const load = (until: number) => loadHistory(testDatabaseUrl(), { weeks: DAYS / 7, until, log: () => undefined });

async function counts(): Promise<Record<string, number>> {
  const pairs = STREAM_NAMES.map(async (stream) => {
    const { table, timeColumn } = STREAMS[stream];
    return [stream, Number(await value('SELECT COUNT(??) FROM ??', [timeColumn, table]))] as const;
  });
  return Object.fromEntries(await Promise.all(pairs));
}

function expected(until: number): Record<string, number> {
  const count = (stream: StreamName) => [...eventsBetween(stream, BEGINNING, until, [])].length;
  return Object.fromEntries(STREAM_NAMES.map((stream) => [stream, count(stream)]));
}

it('loads every event once, and goes on from there without a gap', async () => {
  expect(await load(UNTIL - HOUR)).toBe(UNTIL - HOUR);
  const firstHours = await counts();
  expect(await load(UNTIL - HOUR)).toBe(UNTIL - HOUR);
  expect(await counts()).toEqual(firstHours);
  await load(UNTIL);
  const all = await counts();
  // Products registered in the five minutes before the beginning have no row that could be displayed.
  const { displays, ...others } = expected(UNTIL);
  expect(all).toEqual({ ...others, displays: expect.any(Number) });
  expect((displays ?? 0) - (all.displays ?? 0)).toBeLessThan(60);
});

it('nothing lies in the future, and the warehouse writes the time of Seoul', async () => {
  const latest = (table: string, column: string) =>
    value('SELECT CAST(MAX(??) AS CHAR) FROM ??', [column, table]).then((text) => Date.parse(`${String(text)}Z`));
  expect(await latest('orders', 'created_at')).toBeLessThan(UNTIL);
  const shipped = (await latest('shipments', 'shipped_at')) - 9 * HOUR;
  expect(shipped).toBeLessThan(UNTIL);
  expect(shipped).toBeGreaterThan(UNTIL - HOUR / 6);
});

it('a drop in the control table is felt', async () => {
  await withConnection(testDatabaseUrl(), async (connection) => {
    await connection.query(
      'INSERT INTO shop_demo.demo_drops (stream, fraction, where_column, where_value, starts_at, ends_at) VALUES ?',
      [[['orders', 0.8, 'region', 'KR', new Date(UNTIL), new Date(UNTIL + HOUR)]]]
    );
  });
  await load(UNTIL + 2 * HOUR);
  const orders = async (from: number, region: string) =>
    Number(
      await value('SELECT COUNT(*) FROM orders WHERE created_at >= ? AND created_at < ? AND region = ?', [
        new Date(from),
        new Date(from + HOUR),
        region,
      ])
    );
  expect(await orders(UNTIL, 'KR')).toBeLessThan(0.35 * (await orders(UNTIL + HOUR, 'KR')));
  expect(await orders(UNTIL, 'JP')).toBeGreaterThan(0.5 * (await orders(UNTIL + HOUR, 'JP')));
});

it('drops are started and stopped from a shell', async () => {
  const now = new Date(UNTIL + 5 * HOUR);
  const order = (line: string, at: Date) => orderDrop(testDatabaseUrl(), parseDropArguments(line.split(' ')), at);
  const drops = () => withConnection(testDatabaseUrl(), (connection) => readDrops(connection, now.getTime() + HOUR));

  expect(await order('orders --by 70% --until-stopped --where region=KR', now)).toContain(
    '70 % of orders with region KR'
  );
  await order('orders --by 40% --for 2h', now);
  await order('searches --by 5% --until-stopped', now);
  const orders = { stream: 'orders', startsAt: now.getTime() };
  const searches = { stream: 'searches', fraction: 0.05, where: null, startsAt: now.getTime(), endsAt: null };
  expect(await drops()).toEqual([
    { ...orders, fraction: 0.7, where: { column: 'region', value: 'KR' }, endsAt: null },
    { ...orders, fraction: 0.4, where: null, endsAt: now.getTime() + 2 * HOUR },
    searches,
  ]);
  expect(await order('orders --stop', new Date(now.getTime() + HOUR / 2))).toContain('back to normal');
  expect(await drops()).toEqual([searches]);
  expect(await order('orders --stop', new Date(now.getTime() + HOUR / 2))).toContain('Nothing to stop');
});

it('drops that began or ended a while ago change what is there already, and nothing before', async () => {
  await newShop();
  const now = Math.floor(Date.now() / 1000) * 1000;
  const from = await loadHistory(testDatabaseUrl(), { weeks: 1 / 168, until: now, log: () => undefined });
  const closing = new AbortController();
  const shop = runTraffic(testDatabaseUrl(), { from, signal: closing.signal });
  const order = (line: string) => orderDrop(testDatabaseUrl(), parseDropArguments(line.split(' ')), new Date(now));
  const between = async (table: string, column: string, start: number, end: number) =>
    Number(
      await value('SELECT COUNT(*) FROM ?? WHERE ?? >= ? AND ?? < ?', [
        table,
        column,
        new Date(start),
        column,
        new Date(end),
      ])
    );
  const minutesAgo = (minutes: number) => now - minutes * 60_000;
  const orders = () => between('orders', 'created_at', minutesAgo(6), now);
  const payments = () => between('payments', 'paid_at', minutesAgo(4), now);
  const earlier = () => between('orders', 'created_at', minutesAgo(30), minutesAgo(6));
  const others = () => between('searches', 'searched_at', minutesAgo(6), now);
  const before = [await orders(), await payments(), await earlier(), await others()];

  expect(await order('orders --by 100% --until-stopped --since 6m')).toContain('As if since');
  expect([await orders(), await payments(), await earlier(), await others()]).toEqual([0, 0, ...before.slice(2)]);

  expect(await order('orders --stop --since 3m')).toContain('back to normal');
  expect(await between('orders', 'created_at', minutesAgo(6), minutesAgo(3))).toBe(0);
  expect(await between('orders', 'created_at', minutesAgo(3), now)).toBeGreaterThan(0);

  await order('orders --stop --since 6m');
  expect([await orders(), await payments(), await earlier(), await others()]).toEqual(before);
  closing.abort();
  await shop;
});

it('without live traffic nobody waits for the past to change', async () => {
  await withConnection(testDatabaseUrl(), async (connection) => {
    await expect(orderRewrite(connection, new Date(), { patience: 300 })).rejects.toThrow('no live traffic');
    expect(Number(await readValue(connection, 'SELECT COUNT(*) FROM shop_demo.demo_rewrites'))).toBe(0);
  });
});

it('the live shop writes what has happened since, then second by second, until it is closed', async () => {
  await newShop();
  const from = Math.floor(Date.now() / 1000) * 1000 - HOUR / 2;
  const since = () => value('SELECT COUNT(*) FROM page_views WHERE viewed_at >= ?', [new Date(from)]);
  const closing = new AbortController();
  const shop = runTraffic(testDatabaseUrl(), { from, signal: closing.signal });
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  closing.abort();
  await shop;
  const latest = Number(await value('SELECT UNIX_TIMESTAMP(MAX(viewed_at)) FROM page_views')) * 1000;
  expect(Date.now() - latest).toBeLessThan(60_000);
  expect(Number(await since())).toBe([...eventsBetween('page_views', from, latest + 1_000, [])].length);
});
