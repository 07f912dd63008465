import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import getPort from 'get-port';

import { retry, run, startChild, tail } from './child';
import { messageOf, type Log } from './command';
import { connect } from './connection';
import { findInstaller, type ServerProgram } from './database-program';
import { rememberedSecret, writePrivately } from './secret';
import { Unavailable } from './ways';

const ADMIN = 'kpiwatch_admin';
/** The kernel cuts a socket's path at 107 bytes. */
const LONGEST_SOCKET_PATH = 100;

/**
 * Starts a server of our own on 127.0.0.1 with its data in `dir`, which is initialised the first time.
 * Only our own account can log in over the network; its password stays in `dir`, readable by its owner alone.
 * `options` are the program's, after ours.
 */
export async function startServer(
  program: ServerProgram,
  { dir, log, signal, options: more = [] }: { dir: string; log: Log; signal?: AbortSignal; options?: string[] }
): Promise<{ adminUrl: string; ended(): string | undefined; stop(): Promise<void> }> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const { binary, env } = program;
  // MariaDB and MySQL can't read each other's data.
  const data = join(dir, program.flavour.toLowerCase());
  const errorLog = join(dir, 'server.log');
  const password = rememberedSecret(join(dir, 'admin-password'));

  await initialise(program, { data, errorLog, log, signal });
  // A server that starts tidies its folder for temporary tables, another server's in a shared one too.
  const temporary = join(dir, 'tmp');
  mkdirSync(temporary, { recursive: true, mode: 0o700 });

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
      ...options(program),
      `--datadir=${data}`,
      `--tmpdir=${temporary}`,
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
      ...more,
    ],
    { logFile: errorLog, pidFile: join(dir, 'server.pid'), mark: `--datadir=${data}`, env }
  );
  const stop = async () => {
    await server.stop();
    removeSocket();
  };
  const connection = await retry(`${binary} did not start`, () => connect(adminUrl), {
    timeout: 60_000,
    giveUp: server.ended,
    signal,
    explain: () => `${tail(errorLog)}\nIf its data was made by a newer server, "npm run clean" forgets it.`,
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  await connection.end();
  return { adminUrl, ended: server.ended, stop };
}

async function initialise(
  program: ServerProgram,
  { data, errorLog, log, signal }: { data: string; errorLog: string; log: Log; signal?: AbortSignal }
): Promise<void> {
  if (existsSync(join(data, 'mysql'))) {
    return;
  }
  const { binary, flavour, env } = program;
  log(`Preparing a new database in ${data} …`);
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { mode: 0o700 });
  const common = ['--no-defaults', ...options(program), `--datadir=${data}`];
  try {
    // MySQL's random root password goes to its log and expires; nobody uses that account.
    await (flavour === 'MariaDB'
      ? run(findInstaller(program), [...common, '--skip-test-db'], { env, signal })
      : run(binary, [...common, `--log-error=${errorLog}`, '--initialize'], { env, signal }));
  } catch (error) {
    rmSync(data, { recursive: true, force: true });
    signal?.throwIfAborted();
    throw new Unavailable(
      `${binary} could not prepare its data folder ${data}`,
      `${messageOf(error)}\n${tail(errorLog)}
(Where AppArmor or SELinux keeps the server to its own folder, use KPIWATCH_MYSQL_URL, Docker or --db embedded.)`
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

/** The servers refuse to run as root unless they are told to. */
function options({ home }: ServerProgram): string[] {
  return [...(process.getuid?.() === 0 ? ['--user=root'] : []), ...(home === undefined ? [] : [`--basedir=${home}`])];
}
