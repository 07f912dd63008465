import { cpSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Log } from '../../demo/command';
import { findOrStartDatabase } from '../../demo/database';
import { loadHistory } from '../../demo/history';
import { createSchema } from '../../demo/schema';
import { readerPassword } from '../../demo/secret';

/** References reach three weeks back, and curves a little further. */
export const HISTORY_WEEKS = 3.2;

/** Where a stage of that folder keeps its database. */
export const databaseOf = (stageDir: string) => join(stageDir, 'database');

/**
 * Gives several stages the same past: it is written once, and the database's folder is copied. Each goes on from there
 * by itself. Where a database keeps its data elsewhere (in a container) its stage finds nothing, and writes its own.
 */
export async function shareHistory(
  dir: string,
  stageDirs: readonly string[],
  options: { log: Log; signal: AbortSignal }
): Promise<void> {
  const written = databaseOf(dir);
  const database = await findOrStartDatabase({ dir: written, ...options });
  try {
    await createSchema(database.adminUrl, readerPassword(dir));
    await loadHistory(database.adminUrl, { weeks: HISTORY_WEEKS, ...options });
  } finally {
    await database.stop();
  }
  const [first, ...others] = stageDirs.map(databaseOf);
  for (const other of others) {
    cpSync(written, other, { recursive: true });
  }
  if (first !== undefined) {
    mkdirSync(dirname(first), { recursive: true });
    renameSync(written, first);
  }
}
