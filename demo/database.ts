import { join } from 'node:path';

import { retry } from './child';
import { DemoError, messageOf } from './command';
import { readValue, withConnection } from './connection';
import { findServerBinary, startServer, type StartOptions } from './database-server';
import { dockerName, hasDocker, startContainer } from './docker';
import { rememberedSecret } from './secret';

export interface Database {
  /** mysql://user:password@host:port of an account that may create databases and accounts. */
  adminUrl: string;
  host: string;
  port: number;
  flavour: 'MariaDB' | 'MySQL';
  version: string;
  startedByUs: boolean;
  /** Why it ended, or undefined while it runs (always undefined for a server that is not ours). */
  ended(): string | undefined;
  /** Stops the server if we started it. */
  stop(): Promise<void>;
}

const WAYS = `KPI Watch's demo needs a MySQL or MariaDB server. Any one of these will do:
  - install one:       apt install mariadb-server   (or: brew install mariadb, dnf install mysql-server)
                       it is started by the demo, with its data in a folder of the demo's own
  - name its program:  KPIWATCH_MYSQLD=/path/to/mysqld npm start
  - use one that runs: KPIWATCH_MYSQL_URL=mysql://root:password@127.0.0.1:3306 npm start
                       (an account that may create databases and users)
  - start Docker:      mysql:8.4 is then run in a container`;

/**
 * The database of the demo: the one that KPIWATCH_MYSQL_URL names, else a server started here from a program
 * (KPIWATCH_MYSQLD or an installed one), else one in Docker. A server of ours keeps its data in `dir`.
 */
export async function findOrStartDatabase({ dir, log, signal }: StartOptions): Promise<Database> {
  const url = process.env.KPIWATCH_MYSQL_URL;
  if (url) {
    return describeServer(url);
  }
  const binary = findServerBinary();
  if (binary !== undefined) {
    const server = await startServer(binary, { dir, log, signal });
    return describeServer(server.adminUrl, server).catch(stopAfter(server.stop));
  }
  if (await hasDocker()) {
    return startDockerDatabase({ dir, log, signal });
  }
  throw new DemoError(WAYS);
}

async function startDockerDatabase({ dir, log, signal }: StartOptions): Promise<Database> {
  log('Starting mysql:8.4 in Docker (the image is fetched the first time) …');
  const name = dockerName('mysql', dir);
  const password = rememberedSecret(join(dir, 'admin-password'));
  const container = await startContainer(name, 'mysql:8.4', {
    options: ['--publish', '127.0.0.1::3306', '--volume', `${name}:/var/lib/mysql`],
    env: { MYSQL_ROOT_PASSWORD: password },
    command: ['--skip-log-bin', '--innodb-buffer-pool-size=512M', '--local-infile=1'],
  });
  const start = async () => {
    const adminUrl = `mysql://root:${password}@${await container.address(3306)}`;
    return retry('The MySQL container did not answer', () => describeServer(adminUrl, { stop: container.stop }), {
      timeout: 120_000,
      signal,
    });
  };
  return start().catch(stopAfter(container.stop));
}

async function describeServer(
  adminUrl: string,
  ours?: { stop(): Promise<void>; ended?(): string | undefined }
): Promise<Database> {
  const { hostname, port } = parseUrl(adminUrl);
  const version = await withConnection(adminUrl, (connection) => readValue(connection, 'SELECT VERSION()')).catch(
    (error: unknown) => {
      throw new DemoError(
        `The database at ${hostname}:${port} refused us: ${messageOf(error)}. Check KPIWATCH_MYSQL_URL and that the server runs.`
      );
    }
  );
  return {
    adminUrl,
    host: hostname,
    port,
    flavour: String(version).includes('MariaDB') ? 'MariaDB' : 'MySQL',
    version: String(version).replace(/-.*/, ''),
    startedByUs: ours !== undefined,
    ended: () => ours?.ended?.(),
    stop: async () => ours?.stop(),
  };
}

function parseUrl(text: string): { hostname: string; port: number } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'mysql:' || url.hostname === '') {
    throw new DemoError('KPIWATCH_MYSQL_URL must look like mysql://user:password@host:3306.');
  }
  return { hostname: url.hostname, port: Number(url.port || 3306) };
}

function stopAfter(stop: () => Promise<void>) {
  return async (error: unknown): Promise<never> => {
    await stop();
    throw error;
  };
}
