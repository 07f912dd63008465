import { rmSync } from 'node:fs';

/** Jest's globalTeardown: stops the database that the setup started, and removes its folder. */
export default async function stopTestDatabase(): Promise<void> {
  const { database, dir } = globalThis.kpiwatchTestDatabase ?? {};
  await database?.stop();
  if (dir !== undefined) {
    rmSync(dir, { recursive: true, force: true });
  }
}
