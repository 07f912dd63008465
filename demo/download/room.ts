import { statfsSync } from 'node:fs';

import { Unavailable } from '../ways';
import { megabytes } from './progress';

/** Rejects where the disk of the folder `dir` has less room than `bytes`. */
export function requireRoom(dir: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(dir);
  if (bavail * bsize < bytes) {
    throw noRoom(dir, `${megabytes(bytes)} are needed`);
  }
}

export function noRoom(dir: string, why: string): Unavailable {
  return new Unavailable(
    `there is no room in ${dir}: ${why}`,
    'Make room there, or name a folder on another disk in XDG_CACHE_HOME. What has arrived is kept, and gone on from.'
  );
}
