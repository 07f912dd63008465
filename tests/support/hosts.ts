import { join } from 'node:path';

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
  };
}

/** A Grafana, in which each person has signed in once and the cookie was kept. */
function grafana({ url, admin }: Stage): Host {
  const cookiesOf = (role: Role) =>
    join('playwright', '.auth', `${rolesOf(admin).find((person) => person.role === role)?.user}.json`);
  return {
    visit: async (browser, { role, theme, language, width }) => {
      const context = await browser.newContext({ storageState: cookiesOf(role), viewport: { width, height: 900 } });
      const data = { theme, language, timezone: 'browser' };
      const saved = await context.request.patch('/api/user/preferences', { data });
      if (!saved.ok()) {
        throw new Error(`Grafana does not take the preferences of ${role}: ${await saved.text()}`);
      }
      return context;
    },
    api: (role) => request.newContext({ baseURL: url, storageState: cookiesOf(role) }),
  };
}
