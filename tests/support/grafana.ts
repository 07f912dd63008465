import { expect, request, type APIRequestContext, type Browser, type Page } from '@playwright/test';

import { grafanaUrl } from './environment';

export type Role = 'Admin' | 'Editor' | 'Viewer';

const PASSWORD = 'only-for-tests-1';
const ADMIN = { user: 'admin', password: process.env.KPIWATCH_E2E_ADMIN_PASSWORD ?? 'admin' };

const loginOf = (role: Role) =>
  role === 'Admin' ? ADMIN : { user: `kpiwatch-${role.toLowerCase()}`, password: PASSWORD };

/** Grafana's HTTP API as a person of that role. */
export function apiAs(role: Role): Promise<APIRequestContext> {
  const { user, password } = loginOf(role);
  return request.newContext({
    baseURL: grafanaUrl(),
    extraHTTPHeaders: { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` },
  });
}

/** Makes the person of that role, unless there is one. */
async function ensureUser(role: Exclude<Role, 'Admin'>): Promise<void> {
  const admin = await apiAs('Admin');
  const { user } = loginOf(role);
  const made = await admin.post('/api/admin/users', {
    data: { name: role, login: user, password: PASSWORD, OrgId: 1 },
  });
  expect([200, 412]).toContain(made.status());
  const found = await (await admin.get(`/api/users/lookup?loginOrEmail=${user}`)).json();
  expect((await admin.patch(`/api/org/users/${found.id}`, { data: { role } })).ok()).toBe(true);
  await admin.dispose();
}

/** A page in which a person of that role is signed in. */
export async function pageAs(browser: Browser, role: Role, options: { theme?: 'light' | 'dark' } = {}): Promise<Page> {
  if (role !== 'Admin') {
    await ensureUser(role);
  }
  const context = await browser.newContext();
  const login = await context.request.post('/login', { data: loginOf(role) });
  expect(login.ok(), `signing in as ${role}`).toBe(true);
  const preferences = { theme: options.theme ?? 'dark', language: 'en-US', timezone: 'browser' };
  expect((await context.request.patch('/api/user/preferences', { data: preferences })).ok()).toBe(true);
  return context.newPage();
}
