import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Log } from '../command';
import type { Grafana } from '../grafana';
import { fakeGrafana } from './alerting/handlers';
import { Routes } from './alerting/route';
import { AppSettings } from './app-settings';
import { bundleHost, type PreviewRelease } from './bundle';
import { roleOf } from './choices';
import { MysqlRunners } from './mysql';
import { readProvisioning } from './provisioning';
import type { RunSql } from './evaluate';
import { Scheduler } from './scheduler';
import { seed } from './seed';
import { sendTest } from './send';
import { queryRoutes } from './query-routes';
import { createPreviewServer } from './server';
import { readDashboards, readPlugins } from './site';

export interface PreviewOptions {
  /** Folder of the built plugin. */
  dist: string;
  /** What Grafana would be given: folders of data sources and alerting. */
  provisioning: string;
  /** Values of the variables in it. */
  variables: Record<string, string>;
  /** Whose packages the plugin is shown with. */
  release: PreviewRelease;
  /** A free one, unless it is named. */
  port?: number;
  log: Log;
}

/**
 * Starts the preview on 127.0.0.1: the built plugin in a page with Grafana's packages, over a fake of Grafana's API and
 * the real database. It is no Grafana, and what is saved in it ends with it.
 */
export async function startPreview(options: PreviewOptions): Promise<Grafana> {
  const ends: Array<() => Promise<void> | void> = [];
  const stop = async () => {
    for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
      await end();
    }
  };
  try {
    return { url: await startParts(options, ends), startedByUs: true, ended: () => undefined, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What each part needs to end is added to `ends` as soon as it has begun. Resolves to the preview's address. */
async function startParts(options: PreviewOptions, ends: Array<() => Promise<void> | void>): Promise<string> {
  const { dist, release, log } = options;
  const plugins = readPlugins(dist);
  const dashboards = readDashboards(dist);
  const provisioned = readProvisioning(options.provisioning, options.variables);
  const hostDir = mkdtempSync(join(tmpdir(), 'kpiwatch-preview-'));
  ends.push(() => rmSync(hostDir, { recursive: true, force: true }));
  log(`Bundling the preview with the packages of Grafana ${release} …`);
  const { version, publicDir } = await bundleHost(release, hostDir);

  const { store, handlers } = fakeGrafana({
    release: release === 13 ? '13' : '12.4',
    role: roleOf,
    sendTest,
  });
  seed(store, provisioned);
  const runners = new MysqlRunners(store);
  ends.push(() => runners.end());
  const routes = new Routes(roleOf);
  queryRoutes(routes, runners);
  const app = new AppSettings(store, { plugins, dashboards });
  app.addRoutes(routes);

  const server = createPreviewServer({
    ...{ plugins, dashboards, version, hostDir, publicDir },
    datasources: () => [...store.datasources.values()],
    isEnabled: () => app.isEnabled(),
    handlers: [...handlers, ...routes.handlers],
  });
  const url = await listen(server, options.port ?? 0);
  ends.push(() => close(server));
  const run: RunSql = (uid, sql, range) => {
    const runner = runners.get(uid);
    return runner ? runner.run(sql, range) : Promise.reject(new Error('Data source not found'));
  };
  const scheduler = new Scheduler({ store, run, url, log });
  scheduler.start();
  ends.push(() => scheduler.stop());
  return url;
}

async function listen(server: Server, port: number): Promise<string> {
  const address = await new Promise<AddressInfo | string | null>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server.address()));
  });
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
