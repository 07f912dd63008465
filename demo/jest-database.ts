import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findOrStartDatabase, type Database } from './database';

declare global {
  // The teardown runs in the same process, and Jest offers no other way from one to the other.
  var kpiwatchTestDatabase: { database: Database; dir: string } | undefined;
}

/**
 * Jest's globalSetup: a database in a temporary folder, its admin URL in KPIWATCH_TEST_MYSQL_URL. Where none can be
 * had the run fails: tests that need one must not pass by being left out.
 */
export default async function startTestDatabase(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'kpiwatch-test-'));
  const database = await findOrStartDatabase({ dir, log: () => undefined });
  globalThis.kpiwatchTestDatabase = { database, dir };
  process.env.KPIWATCH_TEST_MYSQL_URL = database.adminUrl;
}
