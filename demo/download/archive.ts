import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { run } from '../child';
import { messageOf, type Log } from '../command';
import { Unavailable } from '../ways';
import { download, type DownloadOptions } from './download';
import { requireRoom } from './room';
import { makeWhole } from './whole';

/** How much larger Grafana is unpacked: 3.2 times, and some to spare. */
const UNPACKED = 3.5;

export interface Remote {
  /** As people call it. */
  title: string;
  /** Of a tar or zip archive with one folder in it; its SHA-256 sum is at the same address with `.sha256` behind. */
  url: string;
}

/** The archive's place in a folder; it is there when it was fetched, or put there by hand, and not yet unpacked. */
export function archiveIn(dir: string, { url }: Remote): string {
  return join(dir, basename(new URL(url).pathname));
}

/**
 * Fetches an archive beside `home` (or takes the one that is there), checks its sum, and unpacks the folder in it to
 * `home`, which is whole once it is there. Rejects with `Unavailable`.
 */
export async function obtainArchive(remote: Remote, home: string, options: DownloadOptions): Promise<void> {
  const dir = dirname(home);
  const archive = archiveIn(dir, remote);
  const sum = `${archive}.sha256`;
  if (!existsSync(archive)) {
    await download(remote.url, archive, { ...options, what: remote.title });
  }
  if (!existsSync(sum)) {
    await download(`${remote.url}.sha256`, sum, { ...options, log: () => undefined, what: 'its checksum' });
  }
  await verify(archive, sum, remote);
  await unpack(archive, home, options);
  rmSync(archive);
  rmSync(sum);
}

async function verify(archive: string, sumFile: string, { url }: Remote): Promise<void> {
  const published = /\b[0-9a-f]{64}\b/i.exec(readFileSync(sumFile, 'utf8'))?.[0].toLowerCase();
  const hash = createHash('sha256');
  await pipeline(createReadStream(archive), hash);
  const found = hash.digest('hex');
  if (found !== published) {
    rmSync(archive);
    rmSync(sumFile);
    throw new Unavailable(
      `the archive from ${new URL(url).host} does not have its published checksum, and was deleted`,
      `Published: ${published ?? 'no SHA-256 sum'}\nFound:     ${found}\nStart again to fetch it anew. If that ends the same way, a proxy or mirror in between changes it.`
    );
  }
}

/** The tar of every system we know (Windows too) unpacks these, and keeps permissions and links. */
async function unpack(
  archive: string,
  home: string,
  { log, signal }: { log: Log; signal?: AbortSignal }
): Promise<void> {
  requireRoom(dirname(home), UNPACKED * statSync(archive).size);
  log(`Checksum right; unpacking to ${home} …`);
  try {
    await makeWhole(home, async (making) => {
      await run('tar', ['-xf', archive, '-C', making], { timeout: 300_000, signal });
      const [folder] = readdirSync(making);
      return join(making, folder ?? '');
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw new Unavailable(`${basename(archive)} could not be unpacked`, messageOf(error));
  }
}
