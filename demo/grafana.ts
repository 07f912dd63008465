import { mkdirSync } from 'node:fs';

import { retry } from './child';
import type { Log } from './command';
import { setUpGrafana } from './grafana-remote';
import type { GrafanaOptions, RunningGrafana } from './grafana-server';
import { choosePort } from './ports';

export interface Grafana {
  url: string;
  startedByUs: boolean;
  /** Why it ended, or undefined while it runs (always undefined for a server that is not ours). */
  ended(): string | undefined;
  stop(): Promise<void>;
}

/** What a Grafana is given; without a port it takes 3000, or a free one. */
export type GivenToGrafana = Omit<GrafanaOptions, 'port'> & { port?: number };

/** The Grafana that runs at `address`, once the plugin's app and data sources are set up in it. */
export async function useGrafana(address: string, given: GivenToGrafana): Promise<Grafana> {
  const { url } = await setUpGrafana(address, given);
  return { url, startedByUs: false, ended: () => undefined, stop: async () => undefined };
}

/** Starts a Grafana of our own, called `name` to people, and waits until it answers. */
export async function startGrafana(
  name: string,
  start: (options: GrafanaOptions) => Promise<RunningGrafana>,
  given: GivenToGrafana,
  { log, signal }: { log: Log; signal?: AbortSignal }
): Promise<Grafana> {
  mkdirSync(given.dir, { recursive: true, mode: 0o700 });
  const port = await grafanaPort(given.port);
  log(`Starting ${name} on 127.0.0.1:${port} …`);
  const grafana = await start({ ...given, port });
  const url = `http://127.0.0.1:${port}`;
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

/** Where Grafana, or what stands in for it, listens. */
export function grafanaPort(asked: number | undefined): Promise<number> {
  return choosePort(asked, { usual: 3000, option: '--grafana-port' });
}

async function checkReady(url: string): Promise<void> {
  const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) });
  if (!response.ok) {
    throw new Error(`it answers ${response.status}`);
  }
}
