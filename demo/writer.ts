import { Readable } from 'node:stream';

import type { Connection } from 'mysql2/promise';

import { readValue } from './connection';
import { happens, type Drop } from './drops';
import { STREAMS, type Row, type ShopEvent, type StreamName } from './streams';

const MINUTE = 60_000;
const ROWS_PER_STATEMENT = 5_000;

/** What happens in a stream in [from, to) (epoch milliseconds) when these drops are in force. */
export function* eventsBetween(stream: StreamName, from: number, to: number, drops: Drop[]): Generator<ShopEvent> {
  for (let minute = Math.floor(from / MINUTE); minute * MINUTE < to; minute++) {
    for (const event of STREAMS[stream].eventsOfMinute(minute)) {
      if (event.at >= from && event.at < to && happens(event, drops)) {
        yield event;
      }
    }
  }
}

/** Writes events of one stream to its table: all of them or, on an error, none. */
export async function writeEvents(connection: Connection, stream: StreamName, events: ShopEvent[]): Promise<void> {
  if (events.length > 0) {
    await inTransaction(connection, () => write(connection, stream, events));
  }
}

/**
 * Writes what happened in a stream in [from, to) (epoch milliseconds, whole seconds) anew, as it is with these drops.
 * Who reads meanwhile sees the rows from before, or those from after.
 */
export async function rewriteEvents(
  connection: Connection,
  stream: StreamName,
  { from, to, drops }: { from: number; to: number; drops: Drop[] }
): Promise<void> {
  const events = [...eventsBetween(stream, from, to, drops)];
  await inTransaction(connection, async () => {
    await erase(connection, stream, from, to);
    await write(connection, stream, events);
  });
}

async function inTransaction(connection: Connection, work: () => Promise<void>): Promise<void> {
  await connection.beginTransaction();
  try {
    await work();
    await connection.commit();
  } catch (error) {
    await connection.rollback();
    throw error;
  }
}

async function write(connection: Connection, stream: StreamName, events: ShopEvent[]): Promise<void> {
  await (stream === 'displays' ? display(connection, events) : insert(connection, STREAMS[stream].table, events));
}

async function erase(connection: Connection, stream: StreamName, from: number, to: number): Promise<void> {
  const { table, timeColumn, aheadOfUtc } = STREAMS[stream];
  const range = [timeColumn, new Date(from + aheadOfUtc), timeColumn, new Date(to + aheadOfUtc)];
  await (stream === 'displays'
    ? connection.query('UPDATE ?? SET ?? = NULL WHERE ?? >= ? AND ?? < ?', [table, timeColumn, ...range])
    : connection.query('DELETE FROM ?? WHERE ?? >= ? AND ?? < ?', [table, ...range]));
}

/** A product's row is there since it was registered; its display is an update. */
async function display(connection: Connection, events: ShopEvent[]): Promise<void> {
  await connection.query('DROP TEMPORARY TABLE IF EXISTS displayed');
  await connection.query(
    `CREATE TEMPORARY TABLE displayed
       (id BIGINT UNSIGNED PRIMARY KEY, displayed_at TIMESTAMP NULL, region CHAR(2), category VARCHAR(20))`
  );
  await insert(connection, 'displayed', events);
  await connection.query(
    'UPDATE products JOIN displayed USING (id) SET products.displayed_at = displayed.displayed_at'
  );
}

async function insert(connection: Connection, table: string, events: ShopEvent[]): Promise<void> {
  const rows = events.map(({ row }) => row);
  const columns = Object.keys(rows[0] ?? {});
  if (rows.length > ROWS_PER_STATEMENT && (await takesLocalFiles(connection))) {
    await loadLines(connection, table, columns, rows);
    return;
  }
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const values = rows.slice(start, start + ROWS_PER_STATEMENT).map(Object.values);
    await connection.query('INSERT INTO ?? (??) VALUES ?', [table, columns, values]);
  }
}

async function takesLocalFiles(connection: Connection): Promise<boolean> {
  return Number(await readValue(connection, 'SELECT @@GLOBAL.local_infile')) === 1;
}

/** Twice as fast as INSERT: the server parses lines instead of SQL. There is no file, we send them ourselves. */
async function loadLines(connection: Connection, table: string, columns: string[], rows: Row[]): Promise<void> {
  await connection.query({
    sql: "LOAD DATA LOCAL INFILE 'events' INTO TABLE ?? (??)",
    values: [table, columns],
    infileStreamFactory: () => Readable.from(linesOf(rows)),
  });
}

function* linesOf(rows: Row[]): Generator<Buffer> {
  for (let start = 0; start < rows.length; start += 1_000) {
    const lines = rows.slice(start, start + 1_000).map(lineOf);
    yield Buffer.from(`${lines.join('\n')}\n`);
  }
}

function lineOf(row: Row): string {
  return Object.values(row)
    .map((value) => value ?? '\\N')
    .join('\t');
}
