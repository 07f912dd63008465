import { cpSync, existsSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { run, startChild, tail } from './child';
import { APP_ID, DEMO_SETTINGS, toIni } from './grafana-settings';
import { writePrivately } from './secret';
import { Unavailable } from './ways';

const OLDEST = '12.3.0';

export interface RunningGrafana {
  ended(): string | undefined;
  /** The end of its log. */
  explain(): string;
  stop(): Promise<void>;
}

export interface InstalledGrafana {
  binary: string;
  /** The folder that it came with: conf, public … */
  home: string;
}

const ADVICE = `Install Grafana ${OLDEST} or later from https://grafana.com/grafana/download, so that "grafana" is on the PATH, or choose another way.`;

/** The installed `grafana`; rejects where there is none that KPI Watch can use. */
export async function requireInstalledGrafana(): Promise<InstalledGrafana> {
  const grafana = findGrafana();
  if (grafana === undefined) {
    throw new Unavailable('no "grafana" is on the PATH', ADVICE);
  }
  const said = await run(grafana.binary, ['--version'], { timeout: 30_000 });
  const version = /\d+\.\d+\.\d+/.exec(said)?.[0] ?? '';
  if (version.localeCompare(OLDEST, 'en', { numeric: true }) < 0) {
    throw new Unavailable(`${grafana.binary} is Grafana ${version}, and KPI Watch needs ${OLDEST} or later`, ADVICE);
  }
  return grafana;
}

/** The `grafana` on the PATH, whatever its version, or undefined. */
export function findGrafana(): InstalledGrafana | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/opt/homebrew/bin', '/usr/local/bin'];
  const binary = folders.map((folder) => join(folder, 'grafana')).find((file) => existsSync(file));
  if (binary === undefined) {
    return undefined;
  }
  const above = dirname(dirname(realpathSync(binary)));
  const homes = [process.env.GF_PATHS_HOME ?? '', above, join(above, 'share', 'grafana'), '/usr/share/grafana'];
  const home = homes.find((folder) => existsSync(join(folder, 'conf', 'defaults.ini')));
  if (home === undefined) {
    throw new Unavailable(
      `${binary} was found, but not the folder that it comes with`,
      'Name the folder in GF_PATHS_HOME: it has conf/defaults.ini in it.'
    );
  }
  // Packages put a script of their own on the PATH, which brings the system's configuration along.
  const inHome = join(home, 'bin', 'grafana');
  return { binary: existsSync(inHome) ? inHome : binary, home };
}

/** Starts a Grafana of our own on 127.0.0.1, with its data in `dir` and the plugin from `plugin`. */
export async function startGrafanaServer(
  { binary, home }: InstalledGrafana,
  { dir, port, plugin, provisioning, variables }: GrafanaOptions
): Promise<RunningGrafana> {
  const config = join(dir, 'grafana.ini');
  const logFile = join(dir, 'grafana.log');
  const plugins = join(dir, 'plugins');
  mkdirSync(plugins, { recursive: true });
  rmSync(join(plugins, APP_ID), { recursive: true, force: true });
  symlinkSync(plugin, join(plugins, APP_ID), 'dir');
  copyProvisioning(provisioning, join(dir, 'provisioning'));
  writePrivately(
    config,
    toIni({
      ...DEMO_SETTINGS,
      server: { http_addr: '127.0.0.1', http_port: String(port), root_url: `http://127.0.0.1:${port}/` },
      paths: { data: join(dir, 'data'), logs: join(dir, 'logs'), plugins, provisioning: join(dir, 'provisioning') },
      log: { mode: 'console', level: 'info' },
    })
  );
  const child = await startChild(binary, ['server', `--homepath=${home}`, `--config=${config}`], {
    logFile,
    pidFile: join(dir, 'grafana.pid'),
    mark: `--config=${config}`,
    env: { ...environmentWithoutGrafana(), ...variables },
  });
  return { ended: child.ended, explain: () => tail(logFile), stop: child.stop };
}

export interface GrafanaOptions {
  dir: string;
  port: number;
  /** The built plugin. */
  plugin: string;
  provisioning: string;
  /** What Grafana fills in for $NAMES in the provisioning files. */
  variables: Record<string, string>;
}

/** Without the policy that Docker's demo begins with: here people make their own. */
export function copyProvisioning(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  for (const kind of ['datasources', 'plugins']) {
    cpSync(join(from, kind), join(to, kind), { recursive: true });
  }
  // Grafana logs an error for each folder that is not there.
  for (const kind of ['dashboards', 'alerting']) {
    mkdirSync(join(to, kind));
  }
}

/** The shell's GF_ variables are meant for another Grafana; they would override our file. */
function environmentWithoutGrafana(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GF_')));
}
