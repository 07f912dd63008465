import fc from 'fast-check';
import type { Connection, RowDataPacket } from 'mysql2/promise';

import { newTestDatabase } from '../../../demo/test-database';
import { compileEvents } from './events';
import { filledWith, hostileText, TEXTS } from './hostile';
import { createEvents, kpiOf, propertyRuns, storeEvents } from './testing';
import { compileWindows } from './windows';

/** With `KPIWATCH_PROPERTY_RUNS=10`, of 100,000 texts. */
const STATEMENTS = propertyRuns(42);
const WINDOW = { slot: 'judged/now', from: 0, to: 2_000_000_000 };

/** In each of them a quote or a backslash means something else. */
const MODES = ['', 'NO_BACKSLASH_ESCAPES', 'ANSI_QUOTES,PIPES_AS_CONCAT', 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES'];

let connection: Connection;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ connection, drop } = await newTestDatabase('kpiwatch_injection_test'));
  await createEvents(connection);
  await storeEvents(
    connection,
    Array.from({ length: 50 }, (_, index) => ({
      at: 1_772_500_000 + index,
      amount: index,
      customer: index,
      region: index % 2 === 0 ? 'kr' : "' OR '1'='1",
      status: null,
    }))
  );
});

afterAll(() => drop());

async function everything(): Promise<unknown> {
  const [tables] = await connection.query<RowDataPacket[]>('SHOW TABLES');
  const [rows] = await connection.query<RowDataPacket[]>('SELECT * FROM events ORDER BY at_seconds');
  return { tables, rows };
}

it('changes nothing and runs as one SELECT, whatever the values are: ten thousand of them', async () => {
  const before = await everything();
  let count = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(hostileText, { minLength: TEXTS, maxLength: TEXTS }),
      fc.constantFrom(...MODES),
      async (texts, mode) => {
        const { kpi, slice, events } = filledWith(texts);
        await connection.query('SET SESSION sql_mode = ?', [mode]);
        const [rows] = await connection.query<RowDataPacket[]>(compileWindows([kpi], [WINDOW], slice));
        expect(Array.isArray(rows)).toBe(true);
        const [marks] = await connection.query<RowDataPacket[]>(compileEvents(events, WINDOW));
        expect(Array.isArray(marks)).toBe(true);
        count += texts.length;
      }
    ),
    { numRuns: STATEMENTS }
  );
  await connection.query("SET SESSION sql_mode = ''");
  expect(count).toBeGreaterThanOrEqual(STATEMENTS * TEXTS);
  expect(await everything()).toEqual(before);
}, 300_000);

it('finds the rows that have such a text, and no others', async () => {
  const kpi = kpiOf({ source: { filters: [{ column: 'region', op: '=', value: "' OR '1'='1" }] } });
  const [[row]] = await connection.query<RowDataPacket[]>(compileWindows([kpi], [WINDOW]));
  expect(Number(row?.events_value)).toBe(25);
});
