import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Connection } from 'mysql2/promise';

import { connect, readValue } from '../demo/connection';
import { findOrStartDatabase } from '../demo/database';

/** Measures on a server, in a database of its own that is dropped afterwards; the second of both is the server's version. */
export async function onDatabase<Result>(
  name: string,
  log: (line: string) => void,
  measure: (connection: Connection) => Promise<Result>
): Promise<[result: Result, server: string]> {
  const dir = mkdtempSync(join(tmpdir(), 'kpiwatch-bench-'));
  const database = await findOrStartDatabase({ dir, log });
  try {
    const connection = await connect(database.adminUrl);
    await connection.query('CREATE DATABASE IF NOT EXISTS ??', [name]);
    await connection.query('USE ??', [name]);
    const server = String(await readValue(connection, 'SELECT VERSION()'));
    const result = await measure(connection);
    await connection.query('DROP DATABASE ??', [name]);
    await connection.end();
    return [result, server];
  } finally {
    await database.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}
