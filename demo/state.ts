import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { z } from 'zod';

import { isAlive } from './child';
import { DemoError } from './command';
import { writePrivately } from './secret';

/** Where `npm start` keeps all that it makes. */
export const DEMO_DIR = resolve(__dirname, '..', '.kpiwatch');

const stateSchema = z.object({
  grafanaUrl: z.string(),
  slackUrl: z.string(),
  /** With the password: the file is its owner's alone. */
  adminUrl: z.string(),
});
export type DemoState = z.infer<typeof stateSchema>;

/** Takes the folder for this process; two demos in one folder would write into the same data. */
export function claim(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const owner = ownerOf(dir);
  if (owner !== undefined) {
    throw new DemoError(
      `A demo runs here already (process ${owner}). End it with Ctrl-C where it was started.\n` +
        `If that process is something else, delete ${ownerFile(dir)} and start again.`
    );
  }
  writeFileSync(ownerFile(dir), String(process.pid));
}

export function release(dir: string): void {
  rmSync(stateFile(dir), { force: true });
  rmSync(ownerFile(dir), { force: true });
}

/** What a demo says about itself once it is up; `npm run demo:drop` finds the database by it. */
export function writeState(dir: string, state: DemoState): void {
  writePrivately(stateFile(dir), JSON.stringify(state, undefined, 2));
}

function readState(dir: string): DemoState | undefined {
  const file = stateFile(dir);
  if (ownerOf(dir) === undefined || !existsSync(file)) {
    return undefined;
  }
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new DemoError(`${file} can't be read. Start the demo again (npm start).`);
  }
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

function ownerFile(dir: string): string {
  return join(dir, 'demo.pid');
}

function ownerOf(dir: string): number | undefined {
  const pid = existsSync(ownerFile(dir)) ? Number(readFileSync(ownerFile(dir), 'utf8')) : 0;
  return pid > 0 && isAlive(pid) ? pid : undefined;
}
