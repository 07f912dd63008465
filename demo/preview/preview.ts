import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Log } from '../command';
import { fakeGrafana } from './alerting/handlers';
import { Routes } from './alerting/route';
import { bundleHost, type PreviewRelease } from './bundle';
import { MysqlRunner } from './mysql';
import { readProvisioning } from './provisioning';
import type { RunSql } from './evaluate';
import { Scheduler } from './scheduler';
import { seed } from './seed';
import { sendSlackTest } from './slack';
import { queryRoutes } from './query-routes';
import { createPreviewServer, roleOf } from './server';
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

export interface Preview {
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts the preview on 127.0.0.1: the built plugin in a page with Grafana's packages, over a fake of Grafana's API and
 * the real database. It is no Grafana, and what is saved in it ends with it.
 */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  const { dist, release, log } = options;
  const plugins = readPlugins(dist);
  const dashboards = readDashboards(dist);
  const provisioned = readProvisioning(options.provisioning, options.variables);
  const hostDir = mkdtempSync(join(tmpdir(), 'kpiwatch-preview-'));
  log(`Bundling the preview with the packages of Grafana ${release} …`);
  const host = await bundleHost(release, hostDir);

  const runners = new Map(
    provisioned.datasources.filter(({ type }) => type === 'mysql').map((one) => [one.uid, MysqlRunner.of(one)])
  );
  const grafana = fakeGrafana({
    release: release === 13 ? '13' : '12.4',
    role: roleOf,
    dashboards,
    sendTest: sendSlackTest,
  });
  seed(grafana.store, provisioned);
  const routes = new Routes(roleOf);
  queryRoutes(routes, runners);
  const server = createPreviewServer({
    plugins,
    dashboards,
    datasources: provisioned.datasources,
    version: host.version,
    hostDir,
    publicDir: host.publicDir,
    handlers: [...grafana.handlers, ...routes.handlers],
  });
  const address = await new Promise<AddressInfo | string | null>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve(server.address()));
  });
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const run: RunSql = (uid, sql, range) => {
    const runner = runners.get(uid);
    return runner ? runner.run(sql, range) : Promise.reject(new Error('Data source not found'));
  };
  const scheduler = new Scheduler({ store: grafana.store, run, url, log });
  scheduler.start();
  return {
    url,
    stop: async () => {
      scheduler.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([...runners.values()].map((runner) => runner.end()));
      rmSync(hostDir, { recursive: true, force: true });
    },
  };
}
