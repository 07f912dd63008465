import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

import getPort from 'get-port';

import { retry, run, startChild, tail } from './child';
import { DemoError, type Log } from './command';
import { connect } from './connection';
import { rememberedSecret, writePrivately } from './secret';

const ADMIN = 'kpiwatch_admin';
/** The kernel cuts a socket's path at 107 bytes. */
const LONGEST_SOCKET_PATH = 100;

const FOLDERS = [
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/sbin',
  '/usr/local/sbin',
  '/usr/libexec',
  '/usr/local/mysql/bin',
  '/opt/homebrew/bin',
  '/opt/homebrew/opt/mariadb/bin',
  '/opt/homebrew/opt/mysql/bin',
  '/usr/local/opt/mariadb/bin',
  '/usr/local/opt/mysql/bin',
];

/** The server program to start: KPIWATCH_MYSQLD, else an installed one. */
export function findServerBinary(): string | undefined {
  const named = process.env.KPIWATCH_MYSQLD;
  if (named && !existsSync(named)) {
    throw new DemoError(`KPIWATCH_MYSQLD names ${named}, and there is no such file.`);
  }
  return named || find(['mariadbd', 'mysqld'], FOLDERS);
}

export interface StartOptions {
  /** Where a server of ours keeps its data. */
  dir: string;
  log: Log;
  signal?: AbortSignal;
}

/**
 * Starts a server of our own on 127.0.0.1 with its data in `dir`, which is initialised the first time.
 * Only our own account can log in over the network; its password stays in `dir`, readable by its owner alone.
 */
export async function startServer(
  binary: string,
  { dir, log, signal }: StartOptions
): Promise<{ adminUrl: string; ended(): string | undefined; stop(): Promise<void> }> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const data = join(dir, 'data');
  const errorLog = join(dir, 'server.log');
  const password = rememberedSecret(join(dir, 'admin-password'));

  await initialise(binary, { data, errorLog, log });

  const port = await getPort({ host: '127.0.0.1' });
  const adminUrl = `mysql://${ADMIN}:${password}@127.0.0.1:${port}`;
  const { socket, removeSocket } = socketIn(dir);
  const initFile = join(dir, 'init.sql');
  writePrivately(initFile, accountStatements(password));

  log(`Starting ${binary} on 127.0.0.1:${port} …`);
  const server = await startChild(
    binary,
    [
      '--no-defaults',
      ...asRoot(),
      `--datadir=${data}`,
      `--socket=${socket}`,
      `--pid-file=${join(data, 'server.pid')}`,
      `--log-error=${errorLog}`,
      `--init-file=${initFile}`,
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      '--skip-name-resolve',
      '--skip-log-bin',
      '--local-infile=1',
      '--default-time-zone=+00:00',
      '--performance-schema=OFF',
      '--innodb-buffer-pool-size=512M',
      '--innodb-flush-log-at-trx-commit=2',
      // `loose`: what one flavour or version has, and another does not.
      '--loose-innodb-log-file-size=512M',
      '--loose-innodb-redo-log-capacity=1G',
      '--loose-mysqlx=OFF',
    ],
    { logFile: errorLog, pidFile: join(dir, 'server.pid'), mark: `--datadir=${data}` }
  );
  const stop = async () => {
    await server.stop();
    removeSocket();
  };
  const connection = await retry(`${binary} did not start`, () => connect(adminUrl), {
    timeout: 60_000,
    giveUp: server.ended,
    signal,
    explain: () => tail(errorLog),
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  await connection.end();
  return { adminUrl, ended: server.ended, stop };
}

async function initialise(
  binary: string,
  { data, errorLog, log }: { data: string; errorLog: string; log: Log }
): Promise<void> {
  if (existsSync(join(data, 'mysql'))) {
    return;
  }
  log(`Preparing a new database in ${data} …`);
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { mode: 0o700 });
  const isMariaDB = (await run(binary, ['--no-defaults', '--version'])).includes('MariaDB');
  try {
    if (isMariaDB) {
      const installer = find(['mariadb-install-db', 'mysql_install_db'], installerFolders(binary));
      if (installer === undefined) {
        throw new DemoError(`mariadb-install-db, which comes with ${binary}, was not found beside it or on the PATH.`);
      }
      await run(installer, ['--no-defaults', ...asRoot(), `--datadir=${data}`, '--skip-test-db']);
    } else {
      // The random root password goes to the log and expires; nobody uses that account.
      await run(binary, ['--no-defaults', ...asRoot(), `--datadir=${data}`, `--log-error=${errorLog}`, '--initialize']);
    }
  } catch (error) {
    rmSync(data, { recursive: true, force: true });
    throw new DemoError(
      `${binary} could not prepare its data folder ${data}. ${error instanceof Error ? error.message : ''}\n${tail(errorLog)}
(Where AppArmor or SELinux keeps the server to its own folder, use KPIWATCH_MYSQL_URL or Docker.)`
    );
  }
}

function accountStatements(password: string): string {
  const account = `'${ADMIN}'@'127.0.0.1'`;
  return [
    `CREATE USER IF NOT EXISTS ${account} IDENTIFIED BY '${password}';`,
    `ALTER USER ${account} IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON *.* TO ${account} WITH GRANT OPTION;`,
    '',
  ].join('\n');
}

function socketIn(dir: string): { socket: string; removeSocket(): void } {
  const socket = join(dir, 'server.sock');
  if (Buffer.byteLength(socket) <= LONGEST_SOCKET_PATH) {
    return { socket, removeSocket: () => undefined };
  }
  const short = mkdtempSync(join(tmpdir(), 'kpiwatch-'));
  return { socket: join(short, 'server.sock'), removeSocket: () => rmSync(short, { recursive: true, force: true }) };
}

function installerFolders(binary: string): string[] {
  const home = dirname(dirname(realpathSync(binary)));
  return [join(home, 'bin'), join(home, 'scripts'), ...FOLDERS];
}

function find(names: string[], folders: string[]): string | undefined {
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}

/** The servers refuse to run as root unless they are told to. */
function asRoot(): string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}
