import { test as base, type APIRequestContext, type Browser, type BrowserContext, type Page } from '@playwright/test';

import type { Stage } from '../stage/hosts';
import { hostOf, type Host } from './hosts';
import type { Role, Visitor } from './people';
import { Shop } from './shop';
import { SlackStandIn } from './slack';

export { expect, type Page } from '@playwright/test';

export const APP_ID = 'kpiwatch-businesskpi-app';

const ADMIN: Visitor = { role: 'Admin', theme: 'dark', language: 'en-US', width: 1440 };

type Visit = (visitor?: Partial<Visitor>) => Promise<Page>;

interface WorkerFixtures {
  /** What the project plays on. */
  stage: Stage;
  host: Host;
  shop: Shop;
  slack: SlackStandIn;
  /** Grafana's HTTP API as somebody of that role. */
  api: (role: Role) => Promise<APIRequestContext>;
  /** A page that stays until the worker ends, for a story of several tests. */
  stay: Visit;
}

interface TestFixtures {
  /** A page in which somebody is signed in: an Admin who reads English in the dark, unless it is said otherwise. */
  visit: Visit;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  stage: [async ({}, use) => use(unset()), { option: true, scope: 'worker' }],
  host: [({ stage }, use) => use(hostOf(stage)), { scope: 'worker' }],
  shop: [({ stage }, use) => use(new Shop(stage)), { scope: 'worker' }],
  slack: [({ stage }, use) => use(new SlackStandIn(stage.slackUrl)), { scope: 'worker' }],
  api: [
    async ({ host }, use) => {
      const contexts: APIRequestContext[] = [];
      await use(async (role) => {
        const context = await host.api(role);
        contexts.push(context);
        return context;
      });
      await Promise.all(contexts.map((context) => context.dispose()));
    },
    { scope: 'worker' },
  ],
  stay: [({ browser, host }, use) => withPages(browser, host, use), { scope: 'worker' }],
  visit: ({ browser, host }, use) => withPages(browser, host, use),
});

async function withPages(browser: Browser, host: Host, use: (visit: Visit) => Promise<void>): Promise<void> {
  const contexts: BrowserContext[] = [];
  await use(async (visitor) => {
    const context = await host.visit(browser, { ...ADMIN, ...visitor });
    contexts.push(context);
    return context.newPage();
  });
  await Promise.all(contexts.map((context) => context.close()));
}

function unset(): never {
  throw new Error('A project says what it plays on, in `use.stage`.');
}
