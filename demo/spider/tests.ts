import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { printLine, runAsCommand } from '../command';
import { startCluster } from './cluster';
import { LAYOUTS, type Layout } from './shards';

const JEST = resolve(__dirname, '../../node_modules/.bin/jest');
/** Those that read the table of events, and not the demo shop's: everything that a panel or a rule asks. */
const TESTS = ['src/kpi/sql', 'src/datasource'];

/**
 * Runs the database tests on a sharded set-up: `npm run test:spider`, with what Jest is to be told after `--`.
 * Their table of events lies on three servers, by the hash of a column and then by ranges of time.
 */
async function main(args: string[]): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'kpiwatch-spider-'));
  const cluster = await startCluster({ dir, log: printLine });
  try {
    for (const layout of LAYOUTS) {
      printLine(`\nSpread over ${cluster.shardUrls.length} servers by ${layout}:`);
      const code = await runTests(args.length > 0 ? args : TESTS, layout, cluster.adminUrl, cluster.shardUrls);
      process.exitCode = process.exitCode || code;
    }
  } finally {
    await cluster.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

function runTests(args: readonly string[], layout: Layout, head: string, shards: readonly string[]): Promise<number> {
  const env = {
    ...process.env,
    KPIWATCH_MYSQL_URL: head,
    KPIWATCH_SPIDER_SHARDS: shards.join(' '),
    KPIWATCH_SPIDER_LAYOUT: layout,
  };
  const jest = spawn(JEST, [...args, '--selectProjects', 'database'], { env, stdio: 'inherit' });
  return new Promise((done, failed) => {
    jest.once('error', failed);
    jest.once('exit', (code) => done(code ?? 1));
  });
}

runAsCommand(module, main);
