import { cpSync, existsSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { startChild, tail } from './child';
import { DemoError } from './command';
import { APP_ID, DEMO_SETTINGS, toIni } from './grafana-settings';
import { writePrivately } from './secret';

export interface RunningGrafana {
  ended(): string | undefined;
  /** The end of its log. */
  explain(): string;
  stop(): Promise<void>;
}

/** The `grafana` program and the folder that it came with, or undefined. */
export function findGrafana(): { binary: string; home: string } | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/opt/homebrew/bin', '/usr/local/bin'];
  const binary = folders.map((folder) => join(folder, 'grafana')).find((file) => existsSync(file));
  if (binary === undefined) {
    return undefined;
  }
  const real = realpathSync(binary);
  const homes = [
    process.env.GF_PATHS_HOME ?? '',
    dirname(dirname(real)),
    join(dirname(dirname(real)), 'share', 'grafana'),
    '/usr/share/grafana',
  ];
  const home = homes.find((folder) => existsSync(join(folder, 'conf', 'defaults.ini')));
  if (home === undefined) {
    throw new DemoError(
      `${binary} was found, but not the folder that it comes with (with conf/defaults.ini in it). Name it in GF_PATHS_HOME.`
    );
  }
  // Packages put a script of their own on the PATH, which brings the system's configuration along.
  const inHome = join(home, 'bin', 'grafana');
  return { binary: existsSync(inHome) ? inHome : binary, home };
}

/** Starts a Grafana of our own on 127.0.0.1, with its data in `dir` and the plugin from `plugin`. */
export async function startGrafanaServer(
  { binary, home }: { binary: string; home: string },
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
