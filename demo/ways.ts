import { DemoError, type Log } from './command';

/** Why something can't be had on this machine, in one line, and what can be done about it. */
export class Unavailable extends DemoError {
  constructor(
    readonly reason: string,
    advice = ''
  ) {
    super([`${reason}.`, advice].filter(Boolean).join('\n'));
  }
}

/** Gets something ready, or rejects with `Unavailable` where this machine has no such thing. */
export type Way<T> = () => Promise<T>;

/**
 * What the first way comes to that is open here. For each one before it, a line says why it was passed over. Any
 * failure that is not `Unavailable` ends the search: something was there, and does not work.
 */
export async function firstOpen<T>(
  what: string,
  ways: Array<Way<T>>,
  { log, advice }: { log: Log; advice: string }
): Promise<T> {
  for (const way of ways) {
    try {
      return await way();
    } catch (error) {
      if (!(error instanceof Unavailable)) {
        throw error;
      }
      log(`${what}: ${error.reason}.`);
    }
  }
  throw new DemoError(advice);
}

/** What the way that was asked for comes to; where it is not open, the error names the option. */
export async function asked<T>(option: string, choice: string | { url: string }, way: Way<T>): Promise<T> {
  try {
    return await way();
  } catch (error) {
    throw error instanceof Unavailable && typeof choice === 'string'
      ? new DemoError(`${option} ${choice}: ${error.message}`)
      : error;
  }
}
