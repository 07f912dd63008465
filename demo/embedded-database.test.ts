import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

import { requireEmbeddedServer } from './embedded-database';

const environment = { ...process.env };
const log = () => undefined;
let dir: string;

/** What the stand-in for apt plans to install: one package is new, and one would be upgraded. */
const PLAN = `Inst liburing2 (2.3-3 Debian:12 [amd64])
Inst libc6 [2.36-9] (2.36-10 Debian:12 [amd64])
Conf liburing2 (2.3-3 Debian:12 [amd64])`;

/** Stands in for dpkg-deb: each package has a server in it. */
const UNPACK = `mkdir -p "$3/usr/sbin" "$3/usr/lib/x86_64-linux-gnu"
printf '#!/bin/sh\\necho Ver 10.11.1-MariaDB\\n' > "$3/usr/sbin/mariadbd"
chmod +x "$3/usr/sbin/mariadbd"`;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kpiwatch-embedded-'));
  mkdirSync(join(dir, 'bin'));
  process.env.PATH = [join(dir, 'bin'), '/usr/bin', '/bin'].join(delimiter);
  process.env.XDG_CACHE_HOME = join(dir, 'cache');
  program('dpkg-deb', UNPACK);
});

afterEach(() => {
  process.env = { ...environment };
  rmSync(dir, { recursive: true, force: true });
});

function program(name: string, script: string): void {
  writeFileSync(join(dir, 'bin', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** An apt-get that notes what it is asked for; `cases` says what it does, by the word in its arguments. */
function apt(cases: Record<string, string>): void {
  const branches = Object.entries(cases).map(([word, script]) => `*" ${word}"*) ${script} ;;`);
  program('apt-get', [`echo "$*" >> ${join(dir, 'asked')}`, 'case " $*" in', ...branches, 'esac'].join('\n'));
}

const asked = (word: string) =>
  readFileSync(join(dir, 'asked'), 'utf8')
    .split('\n')
    .filter((line) => line.includes(` ${word}`))
    .map((line) => line.slice(line.indexOf(` ${word}`) + 1));

const plan = `echo '${PLAN}'`;

it('fetches MariaDB and what the system lacks, without upgrading anything', async () => {
  apt({ install: plan, download: 'touch server.deb' });
  const server = await requireEmbeddedServer({ log });
  expect(asked('download')).toEqual(['download mariadb-server-core mariadb-client-core liburing2']);
  expect(server).toMatchObject({ flavour: 'MariaDB', home: dirname(dirname(server.binary)) });
  expect(server.env?.LD_LIBRARY_PATH).toMatch(/usr\/lib\/x86_64-linux-gnu$/);
});

it('fetches it once', async () => {
  apt({ install: plan, download: 'touch server.deb' });
  await requireEmbeddedServer({ log });
  await requireEmbeddedServer({ log });
  expect(asked('download')).toHaveLength(1);
});

it('knows the older names, and does without a source that fails', async () => {
  apt({
    update: 'exit 100',
    'install --simulate --no-install-recommends mariadb-server-core mariadb': 'exit 100',
    install: plan,
    download: 'touch server.deb',
  });
  await requireEmbeddedServer({ log });
  expect(asked('download')).toEqual(['download mariadb-server-core-10.6 mariadb-client-core-10.6 liburing2']);
});

it('says what apt said when it can not be had, and leaves nothing behind', async () => {
  apt({ update: 'echo "E: Could not resolve deb.example" >&2; exit 100', install: 'exit 100' });
  await expect(requireEmbeddedServer({ log })).rejects.toThrow('E: Could not resolve deb.example');
  expect(readdirSync(join(dir, 'cache', 'kpiwatch'))).toEqual([]);
});

it('says so where there is no apt', async () => {
  process.env.PATH = join(dir, 'bin');
  await expect(requireEmbeddedServer({ log })).rejects.toThrow('there is no apt-get.\nInstall MariaDB');
  expect(existsSync(join(dir, 'cache'))).toBe(false);
});
