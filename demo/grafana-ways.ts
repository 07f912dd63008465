import { requireImage } from './docker';
import { type Consent, requireGrafanaArchive } from './grafana-archive';
import { GRAFANA_IMAGE, startGrafanaContainer } from './grafana-docker';
import { requireInstalledGrafana, startGrafanaServer, type InstalledGrafana } from './grafana-server';
import { grafanaPort, startGrafana, useGrafana, type GivenToGrafana, type Grafana } from './grafana';
import type { Log } from './command';
import type { PreviewRelease } from './preview/bundle';
import { startPreview } from './preview/preview';
import { asked, firstOpen, Unavailable } from './ways';

/** In the order in which they are looked for, except `preview-13`, which has to be asked for. */
export const GRAFANA_WAYS = ['native', 'docker', 'download', 'preview', 'preview-13'] as const;
export type GrafanaWay = (typeof GRAFANA_WAYS)[number] | 'url';
/** `url` may have user and password in it. */
export type GrafanaChoice = (typeof GRAFANA_WAYS)[number] | { url: string };

/** A Grafana (or the preview) that can be started here: all that had to be fetched is here. */
export interface ChosenGrafana {
  way: GrafanaWay;
  start(given: GivenToGrafana, options: { log: Log; signal?: AbortSignal }): Promise<Grafana>;
}

interface Options {
  /** Asked before something large is fetched; without it nothing is. */
  consent?: Consent;
  log: Log;
  signal?: AbortSignal;
}

/**
 * The Grafana that was asked for, or an error that says why it can't be had; with no choice the first of GRAFANA_URL,
 * an installed one, Docker, a download and the preview.
 */
export async function chooseGrafana(choice: GrafanaChoice | undefined, options: Options): Promise<ChosenGrafana> {
  if (choice !== undefined) {
    // Whoever names the download has agreed to it.
    return asked('--grafana', choice, () => prepare(choice, { ...options, consent: async () => true }));
  }
  const ways = [
    async () => atGrafanaUrl(),
    ...(['native', 'docker', 'download', 'preview'] as const).map((way) => () => prepare(way, options)),
  ];
  return firstOpen('Grafana', ways, { log: options.log, advice: 'There is no Grafana to be had here.' });
}

function atGrafanaUrl(): ChosenGrafana {
  const url = process.env.GRAFANA_URL;
  if (!url) {
    throw new Unavailable('GRAFANA_URL is not set');
  }
  return at(url);
}

function at(url: string): ChosenGrafana {
  return { way: 'url', start: (given) => useGrafana(url, given) };
}

async function prepare(choice: GrafanaChoice, options: Options): Promise<ChosenGrafana> {
  switch (choice) {
    case 'native':
      return installed('native', await requireInstalledGrafana());
    case 'docker':
      await requireImage(GRAFANA_IMAGE, options);
      return {
        way: 'docker',
        start: (given, how) => startGrafana(`${GRAFANA_IMAGE} in Docker`, startGrafanaContainer, given, how),
      };
    case 'download':
      return installed('download', await requireGrafanaArchive(options));
    case 'preview':
      return preview('preview', 12);
    case 'preview-13':
      return preview('preview-13', 13);
    default:
      return at(choice.url);
  }
}

function installed(way: GrafanaWay, grafana: InstalledGrafana): ChosenGrafana {
  return {
    way,
    start: (given, how) => startGrafana(grafana.binary, (all) => startGrafanaServer(grafana, all), given, how),
  };
}

function preview(way: GrafanaWay, release: PreviewRelease): ChosenGrafana {
  return {
    way,
    start: async ({ plugin, provisioning, variables, port }, { log }) =>
      startPreview({ dist: plugin, provisioning, variables, release, port: await grafanaPort(port), log }),
  };
}

export function isPreview(way: GrafanaWay): boolean {
  return way === 'preview' || way === 'preview-13';
}
