import { setTimeout as sleep } from 'node:timers/promises';

import type { Connection, ResultSetHeader, RowDataPacket } from 'mysql2/promise';

import { DemoError } from './command';
import { readValue } from './connection';
import { readDrops } from './drops';
import { STREAM_NAMES } from './streams';
import { rewriteEvents } from './writer';

const SECOND = 1_000;
/** Shipments follow their orders by three hours, so a drop is felt for some time after its end. */
export const LONGEST_ECHO = 4 * 3_600_000;

/**
 * Asks the live traffic to write anew what it wrote since `since`, and waits until that is done. The traffic does it
 * itself: two who write at the same time would do so twice or not at all.
 */
export async function orderRewrite(
  connection: Connection,
  since: Date,
  { patience = 30 * SECOND }: { patience?: number } = {}
): Promise<void> {
  const [{ insertId }] = await connection.query<ResultSetHeader>(
    'INSERT INTO shop_demo.demo_rewrites (since) VALUES (?)',
    [since]
  );
  const isOpen = async () =>
    Number(await readValue(connection, 'SELECT COUNT(*) FROM shop_demo.demo_rewrites WHERE id = ?', [insertId])) > 0;
  for (const until = Date.now() + patience; await isOpen(); await sleep(100)) {
    if (Date.now() > until) {
      await connection.query('DELETE FROM shop_demo.demo_rewrites WHERE id = ?', [insertId]);
      throw new DemoError('there is no live traffic that would write the past anew');
    }
  }
}

/** Does what `orderRewrite` asks for, with what was written until `written` (epoch milliseconds). */
export async function carryOutRewrites(connection: Connection, written: number): Promise<void> {
  const [rows] = await connection.query<RowDataPacket[]>('SELECT id, since FROM shop_demo.demo_rewrites');
  if (rows.length === 0) {
    return;
  }
  const earliest = Math.min(...rows.map(({ since }) => Number(since)));
  const from = Math.floor(earliest / SECOND) * SECOND;
  const drops = await readDrops(connection, from - LONGEST_ECHO);
  for (const stream of STREAM_NAMES) {
    await rewriteEvents(connection, stream, { from, to: written, drops });
  }
  await connection.query('DELETE FROM shop_demo.demo_rewrites WHERE id IN (?)', [rows.map(({ id }) => Number(id))]);
}
