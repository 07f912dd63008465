import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { isAlive } from '../child';

/**
 * Makes the folder `home`, which is whole once it is there: `fill` is given an empty folder and says which one in it
 * is to become `home`. What a killed process left half made is removed.
 */
export async function makeWhole(home: string, fill: (making: string) => Promise<string>): Promise<void> {
  const mark = `${home}.making-`;
  mkdirSync(dirname(home), { recursive: true });
  for (const name of readdirSync(dirname(home)).filter((entry) => entry.startsWith(basename(mark)))) {
    if (!isAlive(Number(name.slice(basename(mark).length)))) {
      rmSync(join(dirname(home), name), { recursive: true, force: true });
    }
  }
  const making = `${mark}${process.pid}`;
  mkdirSync(making);
  try {
    const made = await fill(making);
    // Another process may have been faster.
    if (!existsSync(home)) {
      renameSync(made, home);
    }
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}
