import { createConnection, type RowDataPacket } from 'mysql2/promise';

import { parseDropArguments } from '../../demo/drop-arguments';
import { orderDrop } from '../../demo/drop';
import { databaseUrl } from './environment';

/** `npm run demo:drop -- ARGUMENTS`. */
export async function demoDrop(...args: string[]): Promise<void> {
  await orderDrop(databaseUrl(), parseDropArguments(args));
}

/** Orders in [from, to) (epoch seconds), counted by hand: not with the plugin's SQL. */
export async function countOrders(from: number, to: number): Promise<number> {
  const connection = await createConnection({ uri: databaseUrl(), timezone: 'Z' });
  try {
    const [rows] = await connection.query<RowDataPacket[]>(
      'SELECT COUNT(*) AS orders FROM shop.orders WHERE UNIX_TIMESTAMP(created_at) BETWEEN ? AND ?',
      [from, to - 1]
    );
    return Number(rows[0]?.orders);
  } finally {
    await connection.end();
  }
}
