import { setTimeout as sleep } from 'node:timers/promises';

import { printLine, runAsCommand } from './command';
import { withConnection } from './connection';
import { readDrops } from './drops';
import { loadHistory } from './history';
import { carryOutRewrites, LONGEST_ECHO } from './rewrites';
import { runningDatabaseUrl } from './state';
import { STREAM_NAMES } from './streams';
import { eventsBetween, writeEvents } from './writer';

const SECOND = 1_000;

/**
 * Lets the shop live from `from` (epoch milliseconds; what loadHistory returned) until `signal` is aborted: each
 * second it writes what happened in the one before. Rejects when the database can no longer be written to.
 */
export async function runTraffic(
  adminUrl: string,
  { from, signal }: { from: number; signal: AbortSignal }
): Promise<void> {
  await withConnection(
    adminUrl,
    async (connection) => {
      let written = from;
      while (!signal.aborted) {
        const now = Math.floor(Date.now() / SECOND) * SECOND;
        const drops = await readDrops(connection, written - LONGEST_ECHO);
        for (const stream of STREAM_NAMES) {
          await writeEvents(connection, stream, [...eventsBetween(stream, written, now, drops)]);
        }
        written = Math.max(written, now);
        await carryOutRewrites(connection, written);
        await sleep(written + SECOND - Date.now(), undefined, { signal }).catch(() => undefined);
      }
    },
    { database: 'shop' }
  );
}

runAsCommand(module, async () => {
  const url = runningDatabaseUrl();
  const end = new AbortController();
  process.once('SIGINT', () => end.abort());
  process.once('SIGTERM', () => end.abort());
  const from = await loadHistory(url, { log: printLine });
  printLine('The shop is open: new orders, payments, searches … every second. Ctrl-C closes it.');
  await runTraffic(url, { from, signal: end.signal });
});
