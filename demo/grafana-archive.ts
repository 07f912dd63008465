import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

import { DemoError, type Log } from './command';
import { archiveIn, obtainArchive, type Remote } from './download/archive';
import { cacheDir } from './download/cache';
import { remoteSize } from './download/download';
import { megabytes } from './download/progress';
import type { InstalledGrafana } from './grafana-server';
import { GRAFANA_VERSION } from './grafana-settings';
import { Unavailable } from './ways';

/** Asks the person whether something may be fetched. */
export type Consent = (question: string) => Promise<boolean>;

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const PROCESSORS: Partial<Record<NodeJS.Architecture, string>> = { x64: 'amd64', arm64: 'arm64' };

/**
 * Grafana's official archive for this platform, unpacked in the cache folder; fetched the first time, if `consent`
 * is given. Rejects where it can't be had.
 */
export async function requireGrafanaArchive({
  consent,
  log,
  signal,
}: {
  consent?: Consent;
  log: Log;
  signal?: AbortSignal;
}): Promise<InstalledGrafana> {
  const remote = grafanaArchive(process.platform, process.arch);
  if (remote === undefined) {
    throw new Unavailable(`there is no archive of Grafana for ${process.platform} on ${process.arch}`);
  }
  const dir = cacheDir();
  const home = join(dir, basename(remote.url).replace(/\.(zip|tar\.gz)$/, ''));
  if (!existsSync(home)) {
    if (!existsSync(archiveIn(dir, remote))) {
      await requireConsent(remote, dir, { consent, signal });
    }
    await obtainArchive(remote, home, { log, signal });
  }
  return { binary: join(home, 'bin', process.platform === 'win32' ? 'grafana.exe' : 'grafana'), home };
}

async function requireConsent(
  { title, url }: Remote,
  dir: string,
  { consent, signal }: { consent?: Consent; signal?: AbortSignal }
): Promise<void> {
  if (consent === undefined) {
    throw new Unavailable('it is not downloaded without being asked for (--yes, --grafana download)');
  }
  const size = await remoteSize(url, { dir, signal });
  const amount = size === undefined ? '' : `, ${megabytes(size)}`;
  if (!(await consent(`Download ${title} (${new URL(url).host}${amount}) into ${dir}?`))) {
    throw new Unavailable('it was not to be downloaded');
  }
}

/** Where Grafana publishes what, or undefined for a platform that it does not publish for. */
export function grafanaArchive(platform: NodeJS.Platform, processor: NodeJS.Architecture): Remote | undefined {
  const system = SYSTEMS[platform];
  // Windows on ARM runs programs for amd64, and Grafana has none of its own for it.
  const architecture = platform === 'win32' ? 'amd64' : PROCESSORS[processor];
  if (system === undefined || architecture === undefined) {
    return undefined;
  }
  const name = `grafana-${GRAFANA_VERSION}.${system}-${architecture}`;
  const base = process.env.KPIWATCH_GRAFANA_DOWNLOAD_URL || 'https://dl.grafana.com/oss/release';
  if (!/^https?:$/.test(URL.canParse(base) ? new URL(base).protocol : '')) {
    throw new DemoError('KPIWATCH_GRAFANA_DOWNLOAD_URL must look like https://mirror.example.com/grafana.');
  }
  return {
    title: `Grafana ${GRAFANA_VERSION}`,
    url: `${base.replace(/\/$/, '')}/${name}.${platform === 'win32' ? 'zip' : 'tar.gz'}`,
  };
}
