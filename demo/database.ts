import { join } from 'node:path';

import { retry } from './child';
import { DemoError, messageOf, type Log } from './command';
import { readValue, withConnection } from './connection';
import { flavourOf, isTooOld, requireInstalledServer, type Flavour, type ServerProgram } from './database-program';
import { startServer } from './database-server';
import { dockerName, requireImage, startContainer } from './docker';
import { requireEmbeddedServer } from './embedded-database';
import { rememberedSecret } from './secret';
import { asked, firstOpen, Unavailable } from './ways';

/** In the order in which they are looked for. */
export const DATABASE_WAYS = ['native', 'docker', 'embedded'] as const;
/** `url`: mysql://user:password@host:port of an account that may create databases and accounts. */
export type DatabaseChoice = (typeof DATABASE_WAYS)[number] | { url: string };

export interface Database {
  /** mysql://user:password@host:port of an account that may create databases and accounts. */
  adminUrl: string;
  host: string;
  port: number;
  flavour: Flavour;
  version: string;
  startedByUs: boolean;
  /** Why it ended, or undefined while it runs (always undefined for a server that is not ours). */
  ended(): string | undefined;
  /** Stops the server if we started it. */
  stop(): Promise<void>;
}

const IMAGE = 'mysql:8.4';
const WAYS = `KPI Watch's demo needs MySQL 8 or MariaDB 10.6, or later. Any one of these will do:
  - install one:       apt install mariadb-server   (or: brew install mariadb, dnf install mariadb-server)
                       it is started by the demo, with its data in a folder of the demo's own
  - name its program:  KPIWATCH_MYSQLD=/path/to/mysqld npm start
  - use one that runs: KPIWATCH_MYSQL_URL=mysql://root:password@127.0.0.1:3306 npm start
                       (an account that may create databases and users)
  - start Docker:      ${IMAGE} is then run in a container`;

interface Options {
  /** Where a server of ours keeps its data. */
  dir: string;
  log: Log;
  signal?: AbortSignal;
}

/**
 * The database of the demo: the one that was asked for, or an error that says why it can't be had; with no choice the
 * first of KPIWATCH_MYSQL_URL, an installed server, Docker, and one from the system's packages.
 */
export async function findOrStartDatabase({
  choice,
  ...options
}: Options & { choice?: DatabaseChoice }): Promise<Database> {
  if (choice !== undefined) {
    return asked('--db', choice, () => start(choice, options));
  }
  const ways = [async () => atGivenUrl(), ...DATABASE_WAYS.map((way) => () => start(way, options))];
  return firstOpen('Database', ways, { log: options.log, advice: WAYS });
}

function atGivenUrl(): Promise<Database> {
  const url = process.env.KPIWATCH_MYSQL_URL;
  if (!url) {
    throw new Unavailable('KPIWATCH_MYSQL_URL is not set');
  }
  return describeServer(url);
}

async function start(choice: DatabaseChoice, options: Options): Promise<Database> {
  switch (choice) {
    case 'native':
      return startProgram(await requireInstalledServer(), options);
    case 'docker':
      await requireImage(IMAGE, options);
      return startDockerDatabase(options);
    case 'embedded':
      return startProgram(await requireEmbeddedServer(options), options);
    default:
      return describeServer(choice.url);
  }
}

async function startProgram(program: ServerProgram, options: Options): Promise<Database> {
  const server = await startServer(program, options);
  return describeServer(server.adminUrl, server).catch(stopAfter(server.stop));
}

async function startDockerDatabase({ dir, log, signal }: Options): Promise<Database> {
  log(`Starting ${IMAGE} in Docker …`);
  const name = dockerName('mysql', dir);
  const password = rememberedSecret(join(dir, 'admin-password'));
  const container = await startContainer(name, IMAGE, {
    dir,
    options: ['--publish', '127.0.0.1::3306', '--volume', `${name}:/var/lib/mysql`],
    env: { MYSQL_ROOT_PASSWORD: password },
    command: ['--skip-log-bin', '--innodb-buffer-pool-size=512M', '--local-infile=1'],
  });
  const connectToIt = async () =>
    describeServer(`mysql://root:${password}@${await container.address(3306)}`, container);
  return retry('The MySQL container did not answer', connectToIt, {
    timeout: 120_000,
    giveUp: container.ended,
    explain: container.explain,
    signal,
  }).catch(stopAfter(container.stop));
}

async function describeServer(
  adminUrl: string,
  ours?: { stop(): Promise<void>; ended?(): string | undefined }
): Promise<Database> {
  const { hostname, port } = parseUrl(adminUrl);
  const said = await withConnection(adminUrl, (connection) => readValue(connection, 'SELECT VERSION()')).catch(
    (error: unknown) => {
      throw new DemoError(
        `The database at ${hostname}:${port} refused us: ${messageOf(error)}. Check its address (KPIWATCH_MYSQL_URL or --db) and that the server runs.`
      );
    }
  );
  const flavour = flavourOf(String(said));
  const version = String(said).replace(/-.*/, '');
  if (isTooOld(flavour, version)) {
    throw new DemoError(`The database at ${hostname}:${port} is ${flavour} ${version}, which is too old.\n${WAYS}`);
  }
  return {
    adminUrl,
    host: hostname,
    port,
    flavour,
    version,
    startedByUs: ours !== undefined,
    ended: () => ours?.ended?.(),
    stop: async () => ours?.stop(),
  };
}

function parseUrl(text: string): { hostname: string; port: number } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'mysql:' || url.hostname === '') {
    throw new DemoError('The address of the database must look like mysql://user:password@host:3306.');
  }
  return { hostname: url.hostname, port: Number(url.port || 3306) };
}

function stopAfter(stop: () => Promise<void>) {
  return async (error: unknown): Promise<never> => {
    await stop();
    throw error;
  };
}
