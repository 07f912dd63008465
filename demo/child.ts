import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { DemoError, messageOf } from './command';

export interface Child {
  pid: number;
  /** Why it ended, or undefined while it runs. */
  ended(): string | undefined;
  /** Asks it to end, and insists after `patience` milliseconds. */
  stop(patience?: number): Promise<void>;
}

/**
 * Starts a program in a process group of its own, so that Ctrl-C reaches it through us alone, in our order.
 * What it prints goes to the end of `logFile`.
 */
export async function startChild(
  command: string,
  args: string[],
  { logFile, env = process.env, cwd }: { logFile: string; env?: NodeJS.ProcessEnv; cwd?: string }
): Promise<Child> {
  const output = openSync(logFile, 'a');
  const child = spawn(command, args, { detached: true, stdio: ['ignore', output, output], env, cwd });
  closeSync(output);
  let end: string | undefined;
  child.once('exit', (code, signal) => (end = signal ? `it was ended by ${signal}` : `it ended with code ${code}`));
  const pid = await spawned(child, command);
  return {
    pid,
    ended: () => end,
    stop: async (patience = 30_000) => {
      if (end === undefined) {
        await stopProcess(pid, patience);
      }
    },
  };
}

function spawned(child: ChildProcess, command: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new DemoError(`${command} could not be started: ${error.message}`)));
    child.once('spawn', () => resolve(child.pid ?? 0));
  });
}

/** Ends a process by its id: SIGTERM first, SIGKILL once `patience` (milliseconds) is used up. */
export async function stopProcess(pid: number, patience = 30_000): Promise<void> {
  signal(pid, 'SIGTERM');
  for (const until = Date.now() + patience; isAlive(pid); await sleep(50)) {
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
  { timeout = 120_000, cwd, env = process.env }: { timeout?: number; cwd?: string; env?: NodeJS.ProcessEnv } = {}
): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd, env, timeout });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  await spawned(child, command);
  const [code, killedBy] = await new Promise<[number | null, string | null]>((resolve) => {
    child.once('close', (...end) => resolve(end));
  });
  if (code !== 0) {
    const end = killedBy === null ? `ended with code ${code}` : `was ended by ${killedBy} (limit: ${timeout / 1000} s)`;
    throw new DemoError(`${command} ${end}:\n${lastLines(errors + output)}`);
  }
  return output;
}

/** The result of the first try that does not throw; after `timeout` milliseconds, an error with the reason of the last. */
export async function retry<T>(
  what: string,
  attempt: () => Promise<T>,
  { timeout, giveUp, explain }: { timeout: number; giveUp?: () => string | undefined; explain?: () => string }
): Promise<T> {
  for (const until = Date.now() + timeout; ; await sleep(100)) {
    try {
      return await attempt();
    } catch (error) {
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
