import type { Connection, RowDataPacket } from 'mysql2/promise';

import { newTestDatabase } from '../../../demo/test-database';
import { withTimeLimit } from './dialect';
import { createEvents, dialectOn, kpiOf } from './testing';
import { compileWindows } from './windows';

let connection: Connection;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ connection, drop } = await newTestDatabase('kpiwatch_dialect_test'));
});

afterAll(() => drop());

it('lets what is quick through', async () => {
  await createEvents(connection);
  const sql = compileWindows([kpiOf()], [{ slot: 'judged/now', from: 0, to: 600 }]);
  const [rows] = await connection.query<RowDataPacket[]>(withTimeLimit(sql, await dialectOn(connection), 5));
  expect(rows).toHaveLength(1);
});

it('ends what takes too long, in a later part of the statement too', async () => {
  await connection.query('CREATE TABLE digits (digit INT)');
  await connection.query('INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)');
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'];
  const slow = `SELECT COUNT(*) FROM ${names.map((name) => `digits ${name}`).join(', ')} WHERE a.digit + b.digit > c.digit * RAND()`;
  const started = Date.now();
  const sql = withTimeLimit(`SELECT 1\nUNION ALL\n${slow}`, await dialectOn(connection), 1);
  await expect(connection.query(sql)).rejects.toMatchObject({
    message: expect.stringMatching(/max_statement_time|maximum statement execution time/),
  });
  expect(Date.now() - started).toBeLessThan(10_000);
}, 30_000);
