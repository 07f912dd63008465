import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Connection, RowDataPacket } from 'mysql2/promise';

import { STREAM_NAMES } from '../../../demo/streams';
import { newTestDatabase } from '../../../demo/test-database';
import { eventsBetween, writeEvents } from '../../../demo/writer';
import { EMPTY_CATALOGUE, type Kpi } from '../catalogue/schema';
import { findTable, schemaOf, type Schema } from '../schema/schema';
import { SCHEMA_SQL } from '../sql/information';
import { compileWindows } from '../sql/windows';
import { proposalsOf } from './propose';
import { sampleRows, tableSampleSql } from './sample';

const DATABASE = 'kpiwatch_discover_test';
const NOW = Date.parse('2026-03-10T12:00:00Z');

let connection: Connection;
let drop: () => Promise<void>;
let schema: Schema;

/** A quarter of an hour of the demo shop. */
beforeAll(async () => {
  ({ connection, drop } = await newTestDatabase(DATABASE));
  const script = readFileSync(join(__dirname, '../../../demo/schema.sql'), 'utf8');
  for (const [statement] of script.matchAll(/CREATE TABLE IF NOT EXISTS shop\.[^;]*/g)) {
    await connection.query(statement.replace('shop.', `${DATABASE}.`));
  }
  for (const stream of STREAM_NAMES.filter((name) => name !== 'samples')) {
    await writeEvents(connection, stream, [...eventsBetween(stream, NOW - 900_000, NOW, [])]);
  }
  schema = schemaOf({
    place: await query(SCHEMA_SQL.place),
    tables: await query(SCHEMA_SQL.tables),
    columns: await query(SCHEMA_SQL.columns),
    indexes: await query(SCHEMA_SQL.indexes),
  });
});

afterAll(() => drop());

async function query(sql: string) {
  const [rows] = await connection.query<RowDataPacket[]>(sql);
  return rows;
}

it('reads tables, columns and indexes as the server has them', () => {
  expect(schema).toMatchObject({ database: DATABASE, isCut: false });
  const orders = findTable(schema, `${DATABASE}.orders`);
  expect(orders).toBe(findTable(schema, 'orders'));
  expect(orders?.columns.map(({ name, kind, nullable }) => `${name} ${kind} ${nullable}`)).toEqual([
    'id integer false',
    'created_at timestamp false',
    'customer_id integer false',
    'region text false',
    'category text false',
    'amount number false',
    'status text false',
  ]);
  expect(orders?.columns.find(({ name }) => name === 'amount')).toMatchObject({ scale: 0, comment: 'Korean won' });
  expect(orders?.indexes).toContainEqual({ name: 'created', columns: ['created_at', 'region', 'category', 'amount'] });
  expect(findTable(schema, 'nothing')).toBeUndefined();
});

it('finds the KPIs of the demo shop, and each of them can be read', async () => {
  const picked: Kpi[] = [];
  for (const table of schema.tables.filter(({ database }) => database === DATABASE)) {
    const sample = sampleRows.parse(await query(tableSampleSql(table) ?? ''));
    const clocks = { now: NOW / 1000, zones: ['UTC', 'Asia/Seoul'] as const };
    const proposals = proposalsOf(table, sample, { clocks, zone: 'Asia/Seoul', catalogue: EMPTY_CATALOGUE, schema });
    picked.push(...proposals.flatMap(({ kpi, picked: isPicked }) => (isPicked ? [kpi] : [])));
  }
  expect(picked.map(({ id, area }) => `${area} ${id}`).sort()).toEqual([
    'customers impressions',
    'customers order_amount',
    'customers orders',
    'customers page_views',
    'customers payment_amount',
    'customers payment_success',
    'customers payments',
    'customers searches',
    'customers signups',
    'customers visitors',
    'customers withdrawals',
    'sellers products_displayed',
    'sellers products_registered',
    'sellers shipments',
  ]);
  for (const kpi of picked) {
    const [row] = await query(compileWindows([kpi], [{ slot: 'w', from: NOW / 1000 - 900, to: NOW / 1000 }]));
    expect(Number(row?.[`${kpi.id}_events`])).toBeGreaterThan(0);
  }
});
