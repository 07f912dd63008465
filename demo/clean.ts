/** `npm run clean`: forgets what the demo keeps in this folder and in Docker; `--downloads` what it has fetched as well. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { endLeftover } from './child';
import { DemoError, messageOf, printLine, runAsCommand, type Log } from './command';
import { dockerName, removeFromDocker } from './docker';
import { cacheDir } from './download/cache';
import { claim, DEMO_DIR } from './state';
import { Unavailable } from './ways';

const USAGE = 'npm run clean [-- --downloads]';

/** Removes the folder of a demo with all its data; refuses while that demo runs. */
export async function forgetDemo(dir: string, log: Log): Promise<void> {
  claim(dir);
  const database = join(dir, 'database');
  const grafana = join(dir, 'grafana');
  // A demo that was killed leaves its programs behind.
  await endLeftover(join(database, 'server.pid'), database);
  await endLeftover(join(grafana, 'grafana.pid'), grafana);
  await removeFromDocker([dockerName('mysql', database), dockerName('grafana', grafana)]).catch((error: unknown) => {
    if (!(error instanceof Unavailable)) {
      throw error;
    }
    log(`Docker: ${error.reason}; what the demo may have there was left.`);
  });
  rmSync(dir, { recursive: true, force: true });
  log(`The demo's data is gone (${dir}).`);
}

function readOptions(args: string[]): { downloads: boolean } {
  try {
    const { values } = parseArgs({ args, options: { downloads: { type: 'boolean' } } });
    return { downloads: values.downloads ?? false };
  } catch (error) {
    throw new DemoError(`${messageOf(error)}\n${USAGE}`);
  }
}

runAsCommand(module, async (args) => {
  const { downloads } = readOptions(args);
  await forgetDemo(DEMO_DIR, printLine);
  if (downloads) {
    rmSync(cacheDir(), { recursive: true, force: true });
    printLine(`The downloads are gone (${cacheDir()}).`);
  }
});
