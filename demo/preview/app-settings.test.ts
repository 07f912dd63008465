import { getResponse } from 'msw';

import { fakeGrafana } from './alerting/handlers';
import { Routes, type Role } from './alerting/route';
import { AppSettings } from './app-settings';

const APP = 'kpiwatch-businesskpi-app';
const SITE = {
  plugins: [
    { id: APP, dir: '', meta: { id: APP, name: 'KPI Watch' } },
    { id: 'kpiwatch-suddendrop-panel', dir: '', meta: {} },
  ],
  dashboards: [{ uid: 'shop', title: 'Shop', tags: [] }],
};

function preview() {
  const { store, handlers } = fakeGrafana();
  let role: Role = 'Admin';
  const routes = new Routes(() => role);
  const app = new AppSettings(store, SITE);
  app.addRoutes(routes);
  const ask = async (as: Role, method: string, path: string, sent?: unknown) => {
    role = as;
    const body = sent === undefined ? undefined : JSON.stringify(sent);
    const request = new Request(`http://preview${path}`, { method, body });
    const response = await getResponse([...handlers, ...routes.handlers], request);
    return { status: response?.status, body: await response?.json() };
  };
  return { app, ask };
}

const settings = (id: string) => `/api/plugins/${id}/settings`;

test('an admin disables the app and enables it again; its dashboards go and come with it', async () => {
  const { app, ask } = preview();
  expect((await ask('Viewer', 'GET', '/api/dashboards/uid/shop')).status).toBe(200);

  expect(await ask('Admin', 'POST', settings(APP), { enabled: false, pinned: false })).toMatchObject({ status: 200 });
  expect(app.isEnabled()).toBe(false);
  expect((await ask('Viewer', 'GET', settings(APP))).body).toMatchObject({ name: 'KPI Watch', enabled: false });
  expect((await ask('Viewer', 'GET', '/api/dashboards/uid/shop')).status).toBe(404);

  await ask('Admin', 'POST', settings(APP), { enabled: true, pinned: true });
  expect(app.isEnabled()).toBe(true);
  expect((await ask('Viewer', 'GET', '/api/dashboards/uid/shop')).status).toBe(200);
});

test('nobody else does, and not with a plugin that is none or a part of the app', async () => {
  const { app, ask } = preview();
  for (const role of ['Editor', 'Viewer'] as const) {
    expect((await ask(role, 'POST', settings(APP), { enabled: false })).status).toBe(403);
  }
  expect((await ask('Admin', 'POST', settings('kpiwatch-suddendrop-panel'), { enabled: false })).status).toBe(404);
  expect((await ask('Admin', 'GET', settings('none'))).status).toBe(404);
  expect((await ask('Admin', 'POST', settings(APP), { enabled: 'no' })).status).toBe(400);
  expect(app.isEnabled()).toBe(true);
});
