import { join } from 'node:path';

import { dockerName, startContainer } from './docker';
import { copyProvisioning, type GrafanaOptions, type RunningGrafana } from './grafana-server';
import { APP_ID, DEMO_SETTINGS, GRAFANA_VERSION, toEnvironment } from './grafana-settings';

export const GRAFANA_IMAGE = `grafana/grafana:${GRAFANA_VERSION}`;

/** Starts a Grafana of our own in Docker, on 127.0.0.1; its data is kept in a volume. */
export async function startGrafanaContainer({
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
  return startContainer(name, GRAFANA_IMAGE, {
    dir,
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
}
