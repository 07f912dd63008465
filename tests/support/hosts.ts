import { request, type APIRequestContext, type Browser, type BrowserContext } from '@playwright/test';

import { cookieNameOf, ROLE_HEADER, type Choice } from '../../demo/preview/choices';
import type { Stage } from '../stage/hosts';
import { rolesOf, type Role, type Visitor } from './people';

/** Where the plugin is shown. Specs need not know which it is. */
export interface Host {
  /** A browser in which somebody of that role is signed in, with the theme and language of their choice. */
  visit(browser: Browser, visitor: Visitor): Promise<BrowserContext>;
  /** Grafana's HTTP API as somebody of that role. */
  api(role: Role): Promise<APIRequestContext>;
  /** The part of a page that is ours to answer for, where it is shown inside that element. */
  ours(inside: string): string;
  /** A Business KPI data source that may be edited; it is to be removed at the end. */
  editableSource(): Promise<{ uid: string; remove(): Promise<void> }>;
}

export function hostOf(stage: Stage): Host {
  return stage.host === 'grafana' ? grafana(stage) : preview(stage);
}

/** The preview believes its cookies, and a header. */
function preview({ url }: Stage): Host {
  return {
    visit: async (browser, { role, theme, language, width }) => {
      const context = await browser.newContext({ viewport: { width, height: 900 } });
      const cookieOf = (choice: keyof Choice, value: string) => ({ name: cookieNameOf(choice), value, url });
      await context.addCookies([cookieOf('role', role), cookieOf('theme', theme), cookieOf('language', language)]);
      return context;
    },
    api: (role) => request.newContext({ baseURL: url, extraHTTPHeaders: { [ROLE_HEADER]: role } }),
    ours: () => 'body',
    // What is saved there counts until the page is loaded anew.
    editableSource: async () => ({ uid: 'kpiwatch-shop', remove: async () => undefined }),
  };
}

/** A Grafana. Each visit signs in anew: Grafana changes a session's cookie after ten minutes, and a kept one is void. */
function grafana({ url, admin }: Stage): Host {
  const loginOf = (role: Role) => {
    const { user = '', password = '' } = rolesOf(admin).find((person) => person.role === role) ?? {};
    return { user, password };
  };
  const api = (role: Role) => {
    const { user, password } = loginOf(role);
    const Authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    return request.newContext({ baseURL: url, extraHTTPHeaders: { Authorization } });
  };
  return {
    visit: async (browser, { role, theme, language, width }) => {
      const context = await browser.newContext({ viewport: { width, height: 900 } });
      const login = await context.request.post('/login', { data: loginOf(role) });
      if (!login.ok()) {
        throw new Error(`Grafana does not let ${role} in: ${await login.text()}`);
      }
      const data = { theme, language, timezone: 'browser' };
      const saved = await context.request.patch('/api/user/preferences', { data });
      if (!saved.ok()) {
        throw new Error(`Grafana does not take the preferences of ${role}: ${await saved.text()}`);
      }
      return context;
    },
    api,
    ours: (inside) => inside,
    editableSource: async () => {
      const admin = await api('Admin');
      const made = await admin.post('/api/datasources', { data: EDITABLE });
      if (!made.ok()) {
        throw new Error(`Grafana does not make a data source: ${await made.text()}`);
      }
      return {
        uid: EDITABLE.uid,
        remove: async () => {
          await admin.delete(`/api/datasources/uid/${EDITABLE.uid}`);
          await admin.dispose();
        },
      };
    },
  };
}

/** The shop's own comes from a file, and Grafana lets nobody edit it. */
const EDITABLE = {
  uid: 'kpiwatch-e2e',
  name: 'KPIs of a browser test',
  type: 'kpiwatch-businesskpi-datasource',
  access: 'proxy',
  jsonData: { mysqlUid: 'kpiwatch-shop-mysql' },
};
