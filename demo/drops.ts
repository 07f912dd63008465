import type { Connection } from 'mysql2/promise';
import { z } from 'zod';

import { STREAM_NAMES, type ShopEvent } from './streams';

/** From `startsAt` until `endsAt` (epoch milliseconds; null: until stopped) a fraction of a stream does not happen. */
const dropSchema = z
  .object({
    stream: z.enum(STREAM_NAMES),
    fraction: z.coerce.number().gt(0).max(1),
    where_column: z.string().nullable(),
    where_value: z.string().nullable(),
    starts_at: z.date(),
    ends_at: z.date().nullable(),
  })
  .transform(({ stream, fraction, where_column: column, where_value: value, starts_at, ends_at }) => ({
    stream,
    fraction,
    where: column === null || value === null ? null : { column, value },
    startsAt: starts_at.getTime(),
    endsAt: ends_at?.getTime() ?? null,
  }));
export type Drop = z.infer<typeof dropSchema>;

/** The drops that were in force at some moment since `since` (epoch milliseconds). */
export async function readDrops(connection: Connection, since: number): Promise<Drop[]> {
  const [rows] = await connection.query(
    `SELECT stream, fraction, where_column, where_value, starts_at, ends_at
       FROM shop_demo.demo_drops WHERE ends_at IS NULL OR ends_at > ?`,
    [new Date(since)]
  );
  return z.array(dropSchema).parse(rows);
}

/** False for an event that a drop takes, and for what would have followed from one. */
export function happens(event: ShopEvent, drops: Drop[]): boolean {
  const kept = drops.filter((drop) => affects(drop, event)).reduce((share, { fraction }) => share * (1 - fraction), 1);
  return event.luck < kept && (event.cause === undefined || happens(event.cause, drops));
}

function affects({ stream, where, startsAt, endsAt }: Drop, event: ShopEvent): boolean {
  return (
    stream === event.stream &&
    event.at >= startsAt &&
    (endsAt === null || event.at < endsAt) &&
    (where === null || event.row[where.column] === where.value)
  );
}
