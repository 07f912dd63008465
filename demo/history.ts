import type { Connection } from 'mysql2/promise';

import { printLine, runAsCommand, type Log } from './command';
import { connect, readValue, withConnection } from './connection';
import { readDrops, type Drop } from './drops';
import { runningDatabaseUrl } from './state';
import { STREAM_NAMES, STREAMS, type StreamName } from './streams';
import { eventsBetween, writeEvents } from './writer';

const DAY = 24 * 3_600_000;
const CONNECTIONS = 3;
/** A display is an update of a product: the registrations of a day are written before its displays. */
const STAGES: StreamName[][] = [STREAM_NAMES.filter((stream) => stream !== 'displays'), ['displays']];

interface Plan {
  starts: Map<StreamName, number>;
  end: number;
  drops: Drop[];
}

/**
 * Fills the shop's tables up to `until` (epoch milliseconds): with `weeks` of history where they are empty, else from
 * their last rows on. Events depend on their minute alone, so what was there is neither repeated nor missed.
 * Returns the moment up to which the tables are complete, a whole second.
 */
export async function loadHistory(
  adminUrl: string,
  { weeks = 8, until = Date.now(), log, signal }: { weeks?: number; until?: number; log: Log; signal?: AbortSignal }
): Promise<number> {
  const end = Math.floor(until / 1000) * 1000;
  const beginning = end - weeks * 7 * DAY;
  const plan = await withConnection(
    adminUrl,
    async (connection) => ({
      end,
      starts: await readStarts(connection, beginning),
      drops: await readDrops(connection, beginning),
    }),
    { database: 'shop' }
  );
  const connections = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => connect(adminUrl, { database: 'shop' }))
  );
  try {
    await load(connections, plan, { log, signal });
  } finally {
    await Promise.all(connections.map((connection) => connection.end()));
  }
  return end;
}

async function load(
  connections: Connection[],
  { starts, end, drops }: Plan,
  { log, signal }: { log: Log; signal?: AbortSignal }
): Promise<void> {
  const first = Math.min(...starts.values());
  const began = Date.now();
  let reported = began;
  for (let from = first; from < end; from += DAY) {
    signal?.throwIfAborted();
    const to = Math.min(from + DAY, end);
    for (const stage of STAGES) {
      await inParallel(connections, stage, (connection, stream) => {
        const start = Math.max(from, starts.get(stream) ?? from);
        return writeEvents(connection, stream, [...eventsBetween(stream, start, to, drops)]);
      });
    }
    if (Date.now() - reported > 3_000) {
      reported = Date.now();
      log(`History: ${Math.round((100 * (to - first)) / (end - first))} % …`);
    }
  }
  log(`History: ${((end - first) / DAY).toFixed(1)} days in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
}

/** Where each stream goes on: the second after its last row, or `beginning`. */
async function readStarts(connection: Connection, beginning: number): Promise<Map<StreamName, number>> {
  const starts = new Map<StreamName, number>();
  for (const stream of STREAM_NAMES) {
    const { table, timeColumn, aheadOfUtc } = STREAMS[stream];
    const last = await readValue(connection, 'SELECT UNIX_TIMESTAMP(MAX(??)) FROM ??', [timeColumn, table]);
    starts.set(stream, last === null ? beginning : (Number(last) + 1) * 1000 - aheadOfUtc);
  }
  return starts;
}

/** Each job on the next connection that is free. */
async function inParallel<Job>(
  connections: Connection[],
  jobs: Job[],
  work: (connection: Connection, job: Job) => Promise<void>
): Promise<void> {
  const queue = [...jobs];
  await Promise.all(
    connections.map(async (connection) => {
      for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
        await work(connection, job);
      }
    })
  );
}

runAsCommand(module, async () => {
  await loadHistory(runningDatabaseUrl(), { log: printLine });
});
