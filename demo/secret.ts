import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A password kept in a file that its owner alone can read; made up when it is first asked for. */
export function rememberedSecret(file: string): string {
  if (existsSync(file)) {
    return readFileSync(file, 'utf8').trim();
  }
  const secret = randomBytes(18).toString('hex');
  writePrivately(file, secret);
  return secret;
}

/** The read-only account's password: Grafana gets the same. */
export function readerPassword(dir: string): string {
  return process.env.KPIWATCH_READER_PASSWORD ?? rememberedSecret(join(dir, 'reader-password'));
}

export function writePrivately(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, text, { mode: 0o600 });
}
