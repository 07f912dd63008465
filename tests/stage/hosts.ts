import { z } from 'zod';

import { DemoError } from '../../demo/command';
import { findGrafana } from '../../demo/grafana-server';

/** What shows the plugin while the specs drive it: the preview with the packages of either release, or a Grafana. */
const HOSTS = ['preview', 'preview-13', 'grafana'] as const;
export type HostName = (typeof HOSTS)[number];

/** What `npm run e2e` started for one host, as the specs are told. */
export const stageSchema = z.object({
  host: z.enum(HOSTS),
  /** Without credentials. */
  url: z.string(),
  admin: z.object({ user: z.string(), password: z.string() }),
  /** The stand-in for Slack. */
  slackUrl: z.string(),
  /** The shop's database, as its admin. */
  databaseUrl: z.string(),
  /** Shuts and opens the host's way to the database; undefined where it reaches the database another way. */
  gateUrl: z.string().optional(),
});
export type Stage = z.infer<typeof stageSchema>;

/** The hosts that are asked for; else the preview, and a Grafana where there is one. */
export function chooseHosts(asked: readonly string[]): HostName[] {
  const isHere = process.env.GRAFANA_URL !== undefined || findGrafana() !== undefined;
  if (asked.length === 0) {
    return isHere ? ['preview', 'grafana'] : ['preview'];
  }
  return [...new Set(asked.flatMap((name) => (name === 'all' ? HOSTS : [toHost(name)])))];
}

function toHost(name: string): HostName {
  const host = HOSTS.find((known) => known === name);
  if (host === undefined) {
    throw new DemoError(`--host ${name}: there are ${HOSTS.join(', ')} and all.`);
  }
  return host;
}
