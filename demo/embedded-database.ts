import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from './child';
import { messageOf, type Log } from './command';
import { inspect, type ServerProgram } from './database-program';
import { cacheDir } from './download/cache';
import { makeWhole } from './download/whole';
import { Unavailable } from './ways';

// The server comes from the system's own packages, which are fetched and unpacked but not installed: some 10 MB that
// apt checks by its signatures, built for this very system, in seconds and without root. Archives with a server for
// any system are 150 MB and more, and the libraries on npm fetch those without checking what they got.

/** The server, and what prepares its data, as Debian and Ubuntu name them; the newest first. */
const PACKAGES = [
  ['mariadb-server-core', 'mariadb-client-core'],
  ['mariadb-server-core-10.6', 'mariadb-client-core-10.6'],
];
const ADVICE = 'Install MariaDB (brew install mariadb, dnf install mariadb-server) or Docker, and start again.';

/** A MariaDB of our own in the cache folder; rejects where the system's packages have none. */
export async function requireEmbeddedServer({
  log,
  signal,
}: {
  log: Log;
  signal?: AbortSignal;
}): Promise<ServerProgram> {
  const home = join(cacheDir(), `mariadb-${systemName()}-${process.arch}`);
  if (!existsSync(home)) {
    await run('apt-get', ['--version'], { timeout: 15_000 }).catch(() => {
      throw new Unavailable(
        'an embedded one comes from the packages of Debian or Ubuntu, and there is no apt-get',
        ADVICE
      );
    });
    log("Fetching MariaDB from the system's packages, without installing it …");
    const began = Date.now();
    await build(home, signal).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw new Unavailable(
        "MariaDB could not be fetched from the system's packages",
        `${messageOf(error)}\n${ADVICE}`
      );
    });
    log(`MariaDB is in ${home} (${((Date.now() - began) / 1000).toFixed(1)} s).`);
  }
  return inspect({ binary: join(home, 'usr', 'sbin', 'mariadbd'), home: join(home, 'usr'), env: environment(home) });
}

/** Packages fit the release of the system that they are from. */
function systemName(): string {
  const file = '/etc/os-release';
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const valueOf = (name: string) => new RegExp(`^${name}="?([\\w.-]+)`, 'm').exec(text)?.[1] ?? 'unknown';
  return `${valueOf('ID')}-${valueOf('VERSION_ID')}`;
}

function build(home: string, signal?: AbortSignal): Promise<void> {
  return makeWhole(home, async (making) => {
    const root = join(making, 'root');
    const packages = join(making, 'packages');
    mkdirSync(root);
    mkdirSync(packages);
    await fetchPackages(packages, signal);
    for (const file of readdirSync(packages)) {
      await run('dpkg-deb', ['--extract', join(packages, file), root], { signal });
    }
    return root;
  });
}

async function fetchPackages(dir: string, signal?: AbortSignal): Promise<void> {
  // With lists of our own: the system's may be old or, in a container, empty, and are root's to renew.
  const state = join(dir, '..', 'apt');
  mkdirSync(join(state, 'lists', 'partial'), { recursive: true });
  mkdirSync(join(state, 'cache', 'archives', 'partial'), { recursive: true });
  const own = [
    'Dir::State::lists=' + join(state, 'lists'),
    'Dir::Cache=' + join(state, 'cache'),
    'APT::Sandbox::User=root',
  ];
  const apt = (...args: string[]) =>
    run('apt-get', ['-q', ...own.flatMap((option) => ['-o', option]), ...args], { cwd: dir, timeout: 300_000, signal });

  // One source that fails makes the whole fail; what matters is whether MariaDB is in the others.
  const refused = await apt('update').then(
    () => undefined,
    (error: unknown) => error
  );
  const names = await namesToFetch(apt).catch((error: unknown) => {
    throw refused ?? error;
  });
  await apt('download', ...names);
}

/** MariaDB and what it needs that this system does not have. */
async function namesToFetch(apt: (...args: string[]) => Promise<string>): Promise<string[]> {
  const failures: unknown[] = [];
  for (const names of PACKAGES) {
    try {
      const plan = await apt('install', '--simulate', '--no-install-recommends', ...names);
      // Without what would be upgraded ("Inst name [old] (new)"): a library is there, and the system's loader fits it.
      const missing = [...plan.matchAll(/^Inst (\S+) \(/gm)].flatMap(([, name]) => name ?? []);
      return [...new Set([...names, ...missing])];
    } catch (error) {
      failures.push(error);
    }
  }
  throw failures[0];
}

/** With the libraries that came along, where the system has none. */
function environment(home: string): NodeJS.ProcessEnv {
  const folders = ['usr/lib', 'lib']
    .map((folder) => join(home, folder))
    .filter((folder) => existsSync(folder))
    // Debian keeps libraries by architecture: lib/x86_64-linux-gnu.
    .flatMap((folder) => readdirSync(folder).flatMap((name) => (name.includes('-linux-') ? join(folder, name) : [])));
  const path = [...folders, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return path === '' ? process.env : { ...process.env, LD_LIBRARY_PATH: path };
}
