/**
 * `npm run e2e`: starts the demo in a folder of its own (database, shop, stand-in for Slack, Grafana), drives it in a
 * real browser, and ends all of it. Arguments go to Playwright.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { printLine, runAsCommand } from '../demo/command';
import { startDemo } from '../demo/demo';

/** References reach three weeks back. */
const HISTORY_WEEKS = 4;

function runPlaywright(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const config = path.join(__dirname, 'playwright.config.ts');
  const child = spawn('npx', ['playwright', 'test', '-c', config, ...args], { stdio: 'inherit', env });
  // Ctrl-C ends the browser first, and the demo after it.
  const end = () => child.kill('SIGTERM');
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

runAsCommand(module, async (args) => {
  const dir = mkdtempSync(path.join(tmpdir(), 'kpiwatch-e2e-'));
  const demo = await startDemo({ dir, log: printLine, traffic: true, historyWeeks: HISTORY_WEEKS });
  try {
    process.exitCode = await runPlaywright(args, {
      ...process.env,
      KPIWATCH_E2E_GRAFANA_URL: demo.grafanaUrl,
      KPIWATCH_E2E_SLACK_URL: demo.slackUrl,
      KPIWATCH_E2E_MYSQL_URL: demo.database.adminUrl,
    });
  } finally {
    await demo.stop();
    rmSync(dir, { recursive: true, force: true });
  }
});
