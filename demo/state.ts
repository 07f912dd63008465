import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { z } from 'zod';

import { isAlive } from './child';
import { DemoError } from './command';
import { writePrivately } from './secret';

/** Where `npm start` keeps all that it makes. */
export const DEMO_DIR = resolve(__dirname, '..', '.kpiwatch');

const stateSchema = z.object({
  pid: z.number(),
  grafanaUrl: z.string(),
  slackUrl: z.string(),
  /** With the password: the file is its owner's alone. */
  adminUrl: z.string(),
});
export type DemoState = z.infer<typeof stateSchema>;

/** What a demo that runs in this folder wrote about itself; undefined where none runs. */
export function readState(dir: string): DemoState | undefined {
  const file = stateFile(dir);
  if (!existsSync(file)) {
    return undefined;
  }
  try {
    const state = stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return isAlive(state.pid) ? state : undefined;
  } catch {
    throw new DemoError(`${file} can't be read. Delete it and start the demo again (npm start).`);
  }
}

export function writeState(dir: string, state: DemoState): void {
  writePrivately(stateFile(dir), JSON.stringify(state, undefined, 2));
}

export function removeState(dir: string): void {
  rmSync(stateFile(dir), { force: true });
}

/** The admin URL of the shop's database: KPIWATCH_MYSQL_URL, else the one of the demo that runs here. */
export function runningDatabaseUrl(): string {
  const url = process.env.KPIWATCH_MYSQL_URL ?? readState(DEMO_DIR)?.adminUrl;
  if (!url) {
    throw new DemoError('No demo runs here. Start it with "npm start", or name its database in KPIWATCH_MYSQL_URL.');
  }
  return url;
}

function stateFile(dir: string): string {
  return join(dir, 'state.json');
}
