import { join } from 'node:path';

import type { Log } from '../command';
import { withConnection } from '../connection';
import { requireInstalledServer } from '../database-program';
import { startServer } from '../database-server';
import { Unavailable } from '../ways';
import { serverName } from './shards';

const SHARDS = 3;
/** Four servers beside each other on one machine; test data is small. */
const SMALL = ['--innodb-buffer-pool-size=64M', '--loose-innodb-log-file-size=48M'];

export interface Cluster {
  /** The server that clients ask. */
  adminUrl: string;
  /** The servers that keep the rows. */
  shardUrls: string[];
  stop(): Promise<void>;
}

/** Starts three MariaDB servers, and one before them whose Spider engine keeps its tables' rows in the three. */
export async function startCluster({ dir, log }: { dir: string; log: Log }): Promise<Cluster> {
  const program = await requireInstalledServer();
  if (program.flavour !== 'MariaDB') {
    throw new Unavailable(
      `Spider is an engine of MariaDB, and ${program.binary} is ${program.flavour}`,
      'apt install mariadb-server mariadb-plugin-spider'
    );
  }
  const running: Array<{ adminUrl: string; stop(): Promise<void> }> = [];
  const stop = async () => {
    for (const server of running.reverse()) {
      await server.stop();
    }
  };
  try {
    for (const name of [...Array.from({ length: SHARDS }, (_, index) => serverName(index)), 'head']) {
      running.push(await startServer(program, { dir: join(dir, name), log, options: SMALL }));
    }
    const [head, ...shards] = running.map(({ adminUrl }) => adminUrl).reverse();
    const shardUrls = shards.reverse();
    if (head === undefined) {
      throw new Error('four servers were started');
    }
    await introduce(head, shardUrls);
    return { adminUrl: head, shardUrls, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Makes the shards known to the head. */
async function introduce(head: string, shards: readonly string[]): Promise<void> {
  await withConnection(head, async (connection) => {
    await connection.query("INSTALL SONAME 'ha_spider'").catch((error: unknown) => {
      throw new Unavailable(
        `MariaDB has no Spider engine here (${String(error)})`,
        'apt install mariadb-plugin-spider'
      );
    });
    for (const [index, url] of shards.entries()) {
      const { hostname, port, username, password } = new URL(url);
      const options = `HOST '${hostname}', USER '${username}', PASSWORD '${password}', PORT ${port}`;
      await connection.query(`CREATE SERVER ${serverName(index)} FOREIGN DATA WRAPPER mysql OPTIONS (${options})`);
    }
  });
}
