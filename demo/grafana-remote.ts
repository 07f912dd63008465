import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';
import { z } from 'zod';

import { DemoError, messageOf } from './command';
import { APP_ID } from './grafana-settings';

const provisionedSchema = z.object({
  datasources: z.array(z.looseObject({ uid: z.string(), name: z.string() })),
});
const errorSchema = z.object({ message: z.string() });

/**
 * Sets up the Grafana at `address` (with user and password in it, or KPIWATCH_GRAFANA_TOKEN) through its HTTP API:
 * checks that it has our plugin, enables the app, and creates or updates the provisioned data sources.
 */
export async function setUpGrafana(
  address: string,
  { provisioning, variables }: { provisioning: string; variables: Record<string, string> }
): Promise<{ url: string }> {
  const request = client(address);
  const url = new URL(address).origin + new URL(address).pathname.replace(/\/$/, '');
  await request('GET', '/api/health');
  const found = await request('GET', `/api/plugins/${APP_ID}/settings`, { missing: 'is fine' });
  if (found === 'missing') {
    throw new DemoError(
      `The Grafana at ${url} does not have the plugin. Copy or mount the folder dist as ${APP_ID} into its plugin folder,
allow it under [plugins] allow_loading_unsigned_plugins (the README has the line), restart it and try again.`
    );
  }
  await request('POST', `/api/plugins/${APP_ID}/settings`, { body: { enabled: true, pinned: true } });
  for (const source of readDataSources(provisioning, variables)) {
    const known = await request('GET', `/api/datasources/uid/${source.uid}`, { missing: 'is fine' });
    await (known === 'missing'
      ? request('POST', '/api/datasources', { body: source })
      : request('PUT', `/api/datasources/uid/${source.uid}`, { body: source }));
  }
  return { url };
}

/** The data sources of the provisioning file, with its $VARIABLES filled in. */
function readDataSources(provisioning: string, variables: Record<string, string>) {
  const text = readFileSync(join(provisioning, 'datasources', 'kpiwatch.yaml'), 'utf8');
  const filled = text.replace(/\$(KPIWATCH_\w+)/g, (whole, name: string) => variables[name] ?? whole);
  return provisionedSchema.parse(parse(filled)).datasources;
}

function client(address: string) {
  const { origin, pathname, username, password } = parseAddress(address);
  const token = process.env.KPIWATCH_GRAFANA_TOKEN;
  const basic = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  const headers = { authorization: token ? `Bearer ${token}` : `Basic ${basic}`, 'content-type': 'application/json' };

  return async (
    method: string,
    path: string,
    { body, missing }: { body?: object; missing?: 'is fine' } = {}
  ): Promise<'done' | 'missing'> => {
    const init = { method, headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(15_000) };
    const response = await fetch(origin + pathname.replace(/\/$/, '') + path, init).catch((error: unknown) => {
      throw new DemoError(
        `The Grafana at ${origin} can't be reached: ${messageOf(error)}. Check its address (GRAFANA_URL or --grafana).`
      );
    });
    if (response.status === 404 && missing) {
      return 'missing';
    }
    if (!response.ok) {
      const said = errorSchema.safeParse(await response.json().catch(() => undefined)).data?.message;
      throw new DemoError(
        `The Grafana at ${origin} refused ${method} ${path}: ${response.status} ${said ?? response.statusText}.\n${adviceOn(said)}`
      );
    }
    return 'done';
  };
}

function adviceOn(said = ''): string {
  return said.includes('read-only')
    ? 'A provisioning file of that Grafana already sets this data source up: remove it there, or use another Grafana.'
    : 'The address needs an admin: http://user:password@host:3000 (or a service account in KPIWATCH_GRAFANA_TOKEN).';
}

function parseAddress(address: string): URL {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new DemoError('The address of Grafana must look like http://admin:password@host:3000.');
  }
  return new URL(address);
}
