import { existsSync } from 'node:fs';

import { defineConfig, devices } from '@playwright/test';

/** Debian's Chromium where it is installed; else the browser that `npx playwright install chromium` brings. */
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const asRoot = process.getuid?.() === 0;
const results = process.env.KPIWATCH_E2E_RESULTS;

/** The whole way is one story: an alarm needs minutes, and its steps build on each other. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ...(results === undefined ? [] : [['json', { outputFile: results }] as const])],
  use: {
    baseURL: process.env.KPIWATCH_E2E_GRAFANA_URL,
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [...(asRoot ? ['--no-sandbox'] : []), '--disable-background-networking', '--disable-component-update'],
    },
  },
});
