/**
 * `npm run e2e [-- --host preview|preview-13|grafana|all] [Playwright's arguments]`: starts each host with a demo of its
 * own, drives them side by side in real browsers, and ends all of it.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import getPort from 'get-port';

import { DemoError, printLine, runAsCommand } from '../demo/command';
import { buildPlugin } from '../demo/demo';
import { shareHistory } from './stage/history';
import { chooseHosts, stageSchema, type HostName, type Stage } from './stage/hosts';

interface RunningStage {
  stage: Promise<Stage>;
  /** Resolves when everything of it has ended. */
  stop(): Promise<void>;
}

runAsCommand(module, async (args) => {
  const { hosts, others } = splitArguments(args);
  if (others.includes('--list')) {
    process.exitCode = await runPlaywright(others, hosts.map(nowhere));
    return;
  }
  if (process.env.KPIWATCH_MYSQL_URL && hosts.length > 1) {
    throw new DemoError(
      `Each of ${hosts.join(', ')} needs a database of its own, and KPIWATCH_MYSQL_URL names one. Unset it, or name one host with --host.`
    );
  }
  await buildPlugin({ log: printLine, signal: AbortSignal.timeout(300_000) });
  const dir = mkdtempSync(join(tmpdir(), 'kpiwatch-e2e-'));
  const running: RunningStage[] = [];
  const dirOf = (host: HostName) => join(dir, host);
  try {
    if (hosts.length > 1) {
      await untilInterrupted((signal) =>
        shareHistory(join(dir, 'history'), hosts.map(dirOf), { log: printLine, signal })
      );
    }
    for (const host of hosts) {
      // Hosts that start at once would all find the usual ports free.
      const ports = [await getPort({ host: '127.0.0.1' }), await getPort({ host: '127.0.0.1' })];
      running.push(startStage([host, dirOf(host), ...ports.map(String)]));
    }
    const stages = await Promise.all(running.map(({ stage }) => stage));
    process.exitCode = await runPlaywright(others, stages);
    if (process.exitCode !== 0) {
      printLine(
        'What failed left its traces and screenshots in test-results: npx playwright show-trace opens a trace.'
      );
    }
  } finally {
    await Promise.all(running.map(({ stop }) => stop()));
    rmSync(dir, { recursive: true, force: true });
  }
});

/** Ours, and what goes on to Playwright. */
function splitArguments(args: readonly string[]): { hosts: HostName[]; others: string[] } {
  const asked: string[] = [];
  const others: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const [arg = '', next = ''] = args.slice(at, at + 2);
    if (arg === '--host') {
      asked.push(next);
      at++;
    } else {
      (arg.startsWith('--host=') ? asked : others).push(arg.replace(/^--host=/, ''));
    }
  }
  return { hosts: chooseHosts(asked), others };
}

function startStage(args: [host: HostName, ...rest: string[]]): RunningStage {
  const [host] = args;
  const child = fork(join(__dirname, 'stage', 'stage.ts'), args);
  const ended = once(child, 'exit');
  return {
    stage: Promise.race([told(child), ended.then(() => Promise.reject(new DemoError(`${host} did not start.`)))]),
    stop: async () => {
      if (child.connected) {
        child.disconnect();
      }
      await ended;
    },
  };
}

async function told(child: ChildProcess): Promise<Stage> {
  const [message]: unknown[] = await once(child, 'message');
  return stageSchema.parse(message);
}

/** A stage for a list of the specs, which nobody plays on. */
function nowhere(host: HostName): Stage {
  const url = 'http://127.0.0.1:9';
  return { host, url, admin: { user: '', password: '' }, slackUrl: url, databaseUrl: url };
}

/** Ctrl-C ends what the work has begun, and then us. */
async function untilInterrupted(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort(new DemoError('Interrupted.'));
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    await work(interrupted.signal);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

async function runPlaywright(args: readonly string[], stages: readonly Stage[]): Promise<number> {
  const config = join(__dirname, 'playwright.config.ts');
  const child = spawn('npx', ['playwright', 'test', '-c', config, ...args], {
    stdio: 'inherit',
    env: { ...process.env, KPIWATCH_E2E_STAGES: JSON.stringify(stages) },
  });
  // Ctrl-C ends the browsers first, and the hosts after them.
  const end = () => child.kill('SIGTERM');
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  const [code]: unknown[] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}
