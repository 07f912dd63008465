import type { Connection, RowDataPacket } from 'mysql2/promise';

import { readValue, withConnection } from '../connection';

/** How the rows of a table are spread over the servers. */
export const LAYOUTS = ['hash', 'range'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** The table's columns to spread it by: by the hash of one, or by ranges of the other that end at these values. */
export interface Spread {
  hash: string;
  range: { column: string; below: number[] };
}

/** The name of a server that Spider knows. */
export function serverName(index: number): string {
  return `shard_${index}`;
}

/** The servers that rows are spread over: none where the tests run on one server. */
const shardUrls = () => (process.env.KPIWATCH_SPIDER_SHARDS ?? '').split(' ').filter((url) => url !== '');

/**
 * Runs on each server that reads rows of the table itself, in the connection's database: the connection's own or, in a
 * sharded set-up, those that hold some of its rows.
 */
export async function onEachReader(
  connection: Connection,
  table: string,
  run: (reader: Connection) => Promise<void>
): Promise<void> {
  const database = String(await readValue(connection, 'SELECT DATABASE()'));
  const urls = shardUrls();
  if (urls.length === 0) {
    await run(connection);
  }
  for (const url of urls) {
    await withConnection(url, async (shard) => {
      await shard.query('USE ??', [database]);
      const [[row]] = await shard.query<RowDataPacket[]>('SELECT 1 FROM ?? LIMIT 1', [table]);
      if (row) {
        await run(shard);
      }
    });
  }
}

/**
 * Spreads an empty table of the connection's database over the servers of a sharded set-up, where the tests run on one;
 * elsewhere it stays as it is.
 */
export async function shardTable(connection: Connection, table: string, spread: Spread): Promise<void> {
  const urls = shardUrls();
  if (urls.length === 0) {
    return;
  }
  const database = String(await readValue(connection, 'SELECT DATABASE()'));
  const [[row]] = await connection.query<RowDataPacket[]>('SHOW CREATE TABLE ??', [table]);
  const create = String(row?.['Create Table']);
  if (!create.includes('ENGINE=InnoDB')) {
    throw new Error(`${table} would stay on one server: ${create}`);
  }
  for (const url of urls) {
    await withConnection(url, async (shard) => {
      await shard.query('CREATE DATABASE IF NOT EXISTS ??', [database]);
      await shard.query('DROP TABLE IF EXISTS ??.??', [database, table]);
      await shard.query('USE ??', [database]);
      await shard.query(create);
    });
  }
  await connection.query('DROP TABLE ??', [table]);
  const comment = `wrapper "mysql", database "${database}", table "${table}"`;
  const engine = create.replace('ENGINE=InnoDB', 'ENGINE=SPIDER');
  await connection.query(`${engine} COMMENT='${comment}' ${partitions(spread, urls.length)}`);
}

function partitions({ hash, range }: Spread, count: number): string {
  const isRange = process.env.KPIWATCH_SPIDER_LAYOUT === 'range';
  const parts = Array.from({ length: count }, (_, index) => {
    const end = range.below[index];
    const values = isRange ? ` VALUES LESS THAN ${end === undefined ? 'MAXVALUE' : `(${end})`}` : '';
    return `PARTITION p${index}${values} COMMENT = 'srv "${serverName(index)}"'`;
  });
  return `PARTITION BY ${isRange ? `RANGE (\`${range.column}\`)` : `HASH (\`${hash}\`)`} (${parts.join(', ')})`;
}
