import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { run } from './child';
import { DemoError } from './command';
import { Unavailable } from './ways';

export type Flavour = 'MariaDB' | 'MySQL';

/** The oldest releases that KPI Watch's SQL is tested on. */
const OLDEST: Record<Flavour, string> = { MariaDB: '10.6', MySQL: '8.0' };
const ADVICE =
  'Install one (apt install mariadb-server, brew install mariadb), or name its program in KPIWATCH_MYSQLD.';

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

/** A server's program and what it needs to run. */
export interface ServerProgram {
  binary: string;
  flavour: Flavour;
  /** The folder that it was unpacked into, when that is not the one it was built for. */
  home?: string;
  /** Its environment, when it is not ours. */
  env?: NodeJS.ProcessEnv;
}

/** The program that KPIWATCH_MYSQLD names, else an installed one; rejects where there is none that KPI Watch can use. */
export async function requireInstalledServer(): Promise<ServerProgram> {
  const named = process.env.KPIWATCH_MYSQLD;
  if (named && !existsSync(named)) {
    throw new DemoError(`KPIWATCH_MYSQLD names ${named}, and there is no such file.`);
  }
  const binary = named || find(['mariadbd', 'mysqld'], FOLDERS);
  if (binary === undefined) {
    throw new Unavailable('no MariaDB or MySQL server is installed', ADVICE);
  }
  return inspect({ binary });
}

/** Asks the program what it is; rejects where it is too old. */
export async function inspect(program: Omit<ServerProgram, 'flavour'>): Promise<ServerProgram> {
  const { binary, env } = program;
  const said = await run(binary, ['--no-defaults', '--version'], { timeout: 30_000, env });
  const flavour = flavourOf(said);
  const version = /\d+\.\d+\.\d+/.exec(said)?.[0] ?? '';
  if (isTooOld(flavour, version)) {
    throw new Unavailable(
      `${binary} is ${flavour} ${version}, and KPI Watch needs ${OLDEST[flavour]} or later`,
      ADVICE
    );
  }
  return { ...program, flavour };
}

export function flavourOf(version: string): Flavour {
  return version.includes('MariaDB') ? 'MariaDB' : 'MySQL';
}

export function isTooOld(flavour: Flavour, version: string): boolean {
  return version.localeCompare(OLDEST[flavour], 'en', { numeric: true }) < 0;
}

/** MariaDB's program for preparing a data folder, which comes with the server. */
export function findInstaller({ binary }: ServerProgram): string {
  const home = dirname(dirname(realpathSync(binary)));
  const installer = find(
    ['mariadb-install-db', 'mysql_install_db'],
    [join(home, 'bin'), join(home, 'scripts'), ...FOLDERS]
  );
  if (installer === undefined) {
    throw new DemoError(`mariadb-install-db, which comes with ${binary}, was not found beside it or on the PATH.`);
  }
  return installer;
}

function find(names: string[], folders: string[]): string | undefined {
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}
