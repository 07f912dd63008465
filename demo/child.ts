import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { DemoError, messageOf } from './command';

const PATIENCE = 30_000;

export interface Child {
  /** Why it ended, or undefined while it runs. */
  ended(): string | undefined;
  stop(): Promise<void>;
}

/**
 * Starts a program in a process group of its own, so that Ctrl-C reaches it through us alone, in our order.
 * What it prints goes to the end of `logFile`. A start that was killed leaves its program behind: the one that
 * `pidFile` names makes room if its command line has `mark` in it, since process ids are used again.
 */
export async function startChild(
  command: string,
  args: string[],
  { logFile, pidFile, mark, env }: { logFile: string; pidFile: string; mark: string; env?: NodeJS.ProcessEnv }
): Promise<Child> {
  await endLeftover(pidFile, mark);
  const output = openSync(logFile, 'a');
  const child = spawn(command, args, { detached: true, stdio: ['ignore', output, output], env });
  closeSync(output);
  let end: string | undefined;
  child.once('exit', (code, signal) => (end = signal ? `it was ended by ${signal}` : `it ended with code ${code}`));
  const pid = await spawned(child, command);
  writeFileSync(pidFile, String(pid));
  return {
    ended: () => end,
    stop: async () => {
      if (end === undefined) {
        await stopProcess(pid);
      }
      rmSync(pidFile, { force: true });
    },
  };
}

/** Ends the program that `pidFile` names if its command line has `mark` in it. */
export async function endLeftover(pidFile: string, mark: string): Promise<void> {
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0;
  if (pid > 0 && isAlive(pid)) {
    const commandLine = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => '');
    if (commandLine.includes(mark)) {
      await stopProcess(pid);
    }
  }
}

function spawned(child: ChildProcess, command: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new DemoError(`${command} could not be started: ${error.message}`)));
    child.once('spawn', () => resolve(child.pid ?? 0));
  });
}

/** Asks a process to end, and insists when it takes its time. */
async function stopProcess(pid: number): Promise<void> {
  signal(pid, 'SIGTERM');
  for (const until = Date.now() + PATIENCE; isAlive(pid); await sleep(50)) {
    if (Date.now() > until) {
      signal(pid, 'SIGKILL');
      return;
    }
  }
}

export function isAlive(pid: number): boolean {
  return signal(pid, 0);
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

/** Runs a program to its end; its standard output, or an error with what it printed. */
export async function run(
  command: string,
  args: string[],
  {
    timeout = 120_000,
    cwd,
    env = process.env,
    signal: abort,
  }: { timeout?: number; cwd?: string; env?: NodeJS.ProcessEnv; signal?: AbortSignal } = {}
): Promise<string> {
  const child = spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], cwd, env });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const pid = await spawned(child, command);
  // The whole group: what it started ends with it.
  const end = () => signal(-pid, 'SIGTERM');
  const timer = setTimeout(end, timeout);
  abort?.addEventListener('abort', end);
  const [code, killedBy] = await new Promise<[number | null, string | null]>((resolve) => {
    child.once('close', (...reason) => resolve(reason));
  });
  clearTimeout(timer);
  abort?.removeEventListener('abort', end);
  if (code !== 0) {
    const reason =
      killedBy === null ? `ended with code ${code}` : `was ended by ${killedBy} (limit: ${timeout / 1000} s)`;
    throw new DemoError(`${command} ${args.join(' ')} ${reason}:\n${lastLines(errors + output)}`);
  }
  return output;
}

/** The result of the first try that does not throw; after `timeout` milliseconds, an error with the reason of the last. */
export async function retry<T>(
  what: string,
  attempt: () => Promise<T>,
  {
    timeout,
    giveUp,
    explain,
    signal: abort,
  }: { timeout: number; giveUp?: () => string | undefined; explain?: () => string; signal?: AbortSignal }
): Promise<T> {
  for (const until = Date.now() + timeout; ; await sleep(100)) {
    try {
      return await attempt();
    } catch (error) {
      abort?.throwIfAborted();
      const reason = giveUp?.() ?? (Date.now() > until ? `${timeout / 1000} s passed: ${messageOf(error)}` : undefined);
      if (reason !== undefined) {
        throw new DemoError([`${what}: ${reason}.`, explain?.()].filter(Boolean).join('\n'));
      }
    }
  }
}

/** The end of a log file, to be shown in an error. */
export function tail(file: string): string {
  return existsSync(file) ? `The end of ${file}:\n${lastLines(readFileSync(file, 'utf8'))}` : `(${file} is missing)`;
}

function lastLines(text: string, count = 20): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
