import { isNativeError } from 'node:util/types';

/** Takes one line of progress. */
export type Log = (line: string) => void;

/** A failure that a person can act on: its message says what failed, why, and what to do next. */
export class DemoError extends Error {}

export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs `main` when the module was started from a shell, and not when it was imported. */
export function runAsCommand(module: NodeJS.Module, main: (args: string[]) => Promise<void>): void {
  if (require.main !== module) {
    return;
  }
  main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${describe(error)}\n`);
    process.exitCode = 1;
  });
}

/** An expected failure in its own words; a bug with its stack. */
export function describe(error: unknown): string {
  if (error instanceof DemoError) {
    return error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** What went wrong in one line, with what lies beneath it: `fetch failed` alone helps nobody. */
export function messageOf(error: unknown): string {
  // Errors of Node's own modules have a class of their own inside Jest.
  if (!(error instanceof Error || isNativeError(error))) {
    return String(error);
  }
  const own = error.message || error.name;
  return error.cause === undefined ? own : `${own}: ${messageOf(error.cause)}`;
}
