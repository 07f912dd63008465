import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import getPort from 'get-port';

import { retry } from './child';
import { DemoError, type Log } from './command';
import { dockerName, hasDocker, startContainer } from './docker';
import { setUpGrafana } from './grafana-remote';
import {
  copyProvisioning,
  findGrafana,
  startGrafanaServer,
  type GrafanaOptions,
  type RunningGrafana,
} from './grafana-server';
import { APP_ID, DEMO_SETTINGS, toEnvironment } from './grafana-settings';

export interface Grafana {
  url: string;
  startedByUs: boolean;
  /** Why it ended, or undefined while it runs (always undefined for a server that is not ours). */
  ended(): string | undefined;
  stop(): Promise<void>;
}

const IMAGE = 'grafana/grafana:12.3.0';
const WAYS = `The demo needs a Grafana, 12.3 or later. Any one of these will do:
  - use one that runs: GRAFANA_URL=http://admin:password@host:3000 npm start
                       (with this plugin in its plugin folder; the demo adds two data sources)
  - install one:       the package from https://grafana.com/grafana/download, so that "grafana" is on the PATH
                       it is started by the demo, with its data in a folder of the demo's own
  - start Docker:      ${IMAGE} is then run in a container
To see the plugin without any of them, in a page that is no Grafana: npm start -- --grafana preview`;

/** Grafana with the plugin and the demo's data sources: the one at GRAFANA_URL, an installed one, or one in Docker. */
export async function findOrStartGrafana(
  { port, ...options }: Omit<GrafanaOptions, 'port'> & { port?: number },
  { log, signal }: { log: Log; signal?: AbortSignal }
): Promise<Grafana> {
  const address = process.env.GRAFANA_URL;
  if (address) {
    const { url } = await setUpGrafana(address, options);
    return { url, startedByUs: false, ended: () => undefined, stop: async () => undefined };
  }
  mkdirSync(options.dir, { recursive: true, mode: 0o700 });
  const chosen = { ...options, port: port ?? (await getPort({ host: '127.0.0.1', port: 3000 })) };
  const installed = findGrafana();
  if (installed === undefined && !(await hasDocker())) {
    throw new DemoError(WAYS);
  }
  log(`Starting ${installed?.binary ?? `${IMAGE} in Docker`} on 127.0.0.1:${chosen.port} …`);
  const grafana = installed ? await startGrafanaServer(installed, chosen) : await startGrafanaContainer(chosen);
  const url = `http://127.0.0.1:${chosen.port}`;
  await retry('Grafana did not start', () => checkReady(url), {
    timeout: 180_000,
    giveUp: grafana.ended,
    explain: grafana.explain,
    signal,
  }).catch(async (error: unknown) => {
    await grafana.stop();
    throw error;
  });
  return { url, startedByUs: true, ended: grafana.ended, stop: grafana.stop };
}

async function checkReady(url: string): Promise<void> {
  const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) });
  if (!response.ok) {
    throw new Error(`it answers ${response.status}`);
  }
}

async function startGrafanaContainer({
  dir,
  port,
  plugin,
  provisioning,
  variables,
}: GrafanaOptions): Promise<RunningGrafana> {
  const name = dockerName('grafana', dir);
  copyProvisioning(provisioning, join(dir, 'provisioning'));
  // On Linux a container reaches 127.0.0.1 by sharing the network; Docker Desktop has a name for it.
  const isLinux = process.platform === 'linux';
  const network = isLinux ? ['--network', 'host'] : ['--publish', `127.0.0.1:${port}:${port}`];
  const fromInside = (value: string) => (isLinux ? value : value.replace('127.0.0.1', 'host.docker.internal'));
  const container = await startContainer(name, IMAGE, {
    options: [
      ...network,
      '--volume',
      `${name}:/var/lib/grafana`,
      '--volume',
      `${plugin}:/var/lib/grafana/plugins/${APP_ID}:ro`,
      '--volume',
      `${join(dir, 'provisioning')}:/etc/grafana/provisioning:ro`,
    ],
    env: {
      ...toEnvironment({
        ...DEMO_SETTINGS,
        server: { http_port: String(port), ...(isLinux && { http_addr: '127.0.0.1' }) },
      }),
      ...Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, fromInside(value)])),
    },
  });
  return { ended: () => undefined, explain: () => `docker logs ${name} says more.`, stop: container.stop };
}
