import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import getPort from 'get-port';
import { setupServer } from 'msw/node';
import { z } from 'zod';

import { retry } from '../../../child';
import { findGrafana, startGrafanaServer } from '../../../grafana-server';
import { sendTest } from '../../send';
import { fakeGrafana, type Release } from '../handlers';
import type { Role } from '../route';

/** A Grafana that the contract is tried on. */
export interface Target {
  url: string;
  /** Value of the Authorization header of somebody with that role. */
  authorization(role: Role): string;
  stop(): Promise<void>;
}

const FAKE_URL = 'http://grafana.fake';

/** The fake, behind msw. */
export async function fakeTarget(release: Release): Promise<Target> {
  const roles: Role[] = ['Viewer', 'Editor', 'Admin'];
  const { handlers, store } = fakeGrafana({
    release,
    role: (request) => roles.find((role) => request.headers.get('authorization') === role) ?? 'Viewer',
    sendTest,
  });
  store.receivers.set('grafana-default-email', { title: 'grafana-default-email', integrations: [] });
  const server = setupServer(...handlers);
  server.listen({ onUnhandledRequest: 'bypass' });
  return {
    url: FAKE_URL,
    authorization: (role) => role,
    stop: async () => server.close(),
  };
}

/** Why there is no real Grafana to try, or undefined when there is one. */
export function missingGrafana(): string | undefined {
  return process.env.GRAFANA_URL || findGrafana()
    ? undefined
    : 'There is no Grafana here: neither GRAFANA_URL is set nor is a grafana on the PATH.';
}

/** The Grafana at GRAFANA_URL (with an admin's name and password in it), else an empty one started from the PATH. */
export async function realTarget(): Promise<Target> {
  const { url, end } = process.env.GRAFANA_URL
    ? { url: new URL(process.env.GRAFANA_URL), end: async () => undefined }
    : await startEmptyGrafana();
  const admin = basic(url.username || 'admin', url.password || 'admin');
  const root = `${url.origin}${url.pathname.replace(/\/$/, '')}`;
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(root + path, {
      method,
      headers: { authorization: admin, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return z.looseObject({ id: z.number().optional() }).parse(await response.json());
  };
  const people = new Map<Role, { id?: number; authorization: string }>();
  for (const role of ['Viewer', 'Editor'] as const) {
    const login = `contract-${role}-${Date.now()}`;
    const { id } = await ask('POST', '/api/admin/users', { name: role, login, password: login, OrgId: 1 });
    await ask('PATCH', `/api/org/users/${id}`, { role });
    people.set(role, { id, authorization: basic(login, login) });
  }
  return {
    url: root,
    authorization: (role) => people.get(role)?.authorization ?? admin,
    stop: async () => {
      for (const { id } of people.values()) {
        await ask('DELETE', `/api/admin/users/${id}`);
      }
      await end();
    },
  };
}

async function startEmptyGrafana(): Promise<{ url: URL; end(): Promise<void> }> {
  const installed = findGrafana();
  if (!installed) {
    throw new Error(missingGrafana());
  }
  const dir = mkdtempSync(join(tmpdir(), 'kpiwatch-contract-'));
  const empty = join(dir, 'empty');
  for (const kind of ['datasources', 'plugins']) {
    mkdirSync(join(empty, kind), { recursive: true });
  }
  const port = await getPort({ host: '127.0.0.1' });
  const grafana = await startGrafanaServer(installed, {
    dir,
    port,
    plugin: empty,
    provisioning: empty,
    variables: {},
  });
  const url = new URL(`http://127.0.0.1:${port}`);
  const end = async () => {
    await grafana.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  await retry('Grafana did not start', () => checkReady(url), {
    timeout: 60_000,
    giveUp: grafana.ended,
    explain: grafana.explain,
  }).catch(async (error: unknown) => {
    await end();
    throw error;
  });
  return { url, end };
}

async function checkReady(url: URL): Promise<void> {
  const response = await fetch(new URL('/api/health', url));
  if (!response.ok) {
    throw new Error(`it answers ${response.status}`);
  }
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
