import { createConnection, type RowDataPacket } from 'mysql2/promise';

import { orderDrop } from '../../demo/drop';
import { parseDropArguments } from '../../demo/drop-arguments';
import type { Stage } from '../stage/hosts';

/** The demo shop: its drops, its database, and the way to it. */
export class Shop {
  constructor(private readonly stage: Stage) {}

  /** `npm run demo:drop -- ARGUMENTS`. */
  async drop(...args: string[]): Promise<void> {
    await orderDrop(this.stage.databaseUrl, parseDropArguments(args));
  }

  /** Orders in [from, to) (epoch seconds), counted by hand: not with the plugin's SQL. */
  async countOrders(from: number, to: number): Promise<number> {
    const connection = await createConnection({ uri: this.stage.databaseUrl, timezone: 'Z' });
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

  /** Whether the host reaches the database through a gate of ours, which can be shut. */
  get hasGate(): boolean {
    return this.stage.gateUrl !== undefined;
  }

  /** To Grafana, the database has stopped. */
  async stopDatabase(): Promise<void> {
    await fetch(`${this.stage.gateUrl}/shut`, { method: 'POST' });
  }

  async startDatabase(): Promise<void> {
    await fetch(`${this.stage.gateUrl}/open`, { method: 'POST' });
  }
}
