import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where downloads are kept: every checkout of the project shares them, and the demo's data can be forgotten alone. */
export function cacheDir(): string {
  return join(process.env.XDG_CACHE_HOME || systemCache(), 'kpiwatch');
}

function systemCache(): string {
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Caches');
    case 'win32':
      return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
    default:
      return join(homedir(), '.cache');
  }
}
