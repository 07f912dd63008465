import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isAlive, startChild } from './child';
import { forgetDemo } from './clean';
import { claim } from './state';

const silent = () => undefined;
let dir: string;

beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'kpiwatch-clean-')), '.kpiwatch');
  mkdirSync(join(dir, 'database', 'mariadb'), { recursive: true });
});

it('forgets the data', async () => {
  writeFileSync(join(dir, 'database', 'mariadb', 'ibdata1'), 'rows');
  await forgetDemo(dir, silent);
  expect(existsSync(dir)).toBe(false);
});

it('refuses while a demo runs there, and says how to end it', async () => {
  claim(dir);
  await expect(forgetDemo(dir, silent)).rejects.toThrow('End it with Ctrl-C where it was started.');
  expect(readdirSync(join(dir, 'database'))).toEqual(['mariadb']);
});

it('ends what a killed demo left behind', async () => {
  const database = join(dir, 'database');
  const server = await startChild('sh', ['-c', `sleep 60; : ${database}`], {
    logFile: join(dir, 'log'),
    pidFile: join(database, 'server.pid'),
    mark: database,
  });
  await forgetDemo(dir, silent);
  await new Promise((resolve) => setImmediate(resolve));
  expect(server.ended()).toBe('it was ended by SIGTERM');
});

it('leaves a foreign process alone that has its id by now', async () => {
  writeFileSync(join(dir, 'database', 'server.pid'), String(process.ppid));
  await forgetDemo(dir, silent);
  expect(isAlive(process.ppid)).toBe(true);
});
