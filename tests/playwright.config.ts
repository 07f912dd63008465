import { dirname, join } from 'node:path';

import { defineConfig, devices, type Project } from '@playwright/test';

import { installedChromium } from './support/chromium';
import { rolesOf } from './support/people';
import { stages } from './support/stages';
import type { HostName, Stage } from './stage/hosts';

const asRoot = process.getuid?.() === 0;
const results = process.env.KPIWATCH_E2E_RESULTS;

/** One set of specs; a tag says what can be seen on one host alone. Grafana 13's packages show what is theirs. */
const SPECS: Record<HostName, Pick<Project, 'grep' | 'grepInvert'>> = {
  preview: { grepInvert: /@grafana/ },
  'preview-13': { grep: /@smoke/, grepInvert: /@grafana/ },
  grafana: { grepInvert: /@preview/ },
};

function specsOf(stage: Stage): Project {
  return {
    name: stage.host,
    ...SPECS[stage.host],
    // Its specs share one shop: a drop of orders is there for all of them.
    workers: 1,
    // All of them wait for all: what depends on nothing would run first, to its end, and not beside the others.
    dependencies: signIns.map(({ name = '' }) => name),
    use: { baseURL: stage.url, stage, grafanaAPICredentials: stage.admin },
  };
}

/** Grafana's own way: it makes the people, and sees each of them signed in. */
function signInProjects({ url, admin }: Stage): Project[] {
  const testDir = join(dirname(require.resolve('@grafana/plugin-e2e')), 'auth');
  return rolesOf(admin).map((user) => ({
    name: `grafana: sign in as ${user.role}`,
    testDir,
    testMatch: 'auth.setup.js',
    use: { baseURL: url, user, grafanaAPICredentials: admin },
  }));
}

const signIns = stages.filter(({ host }) => host === 'grafana').flatMap(signInProjects);

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: false,
  workers: stages.length,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ...(results === undefined ? [] : [['json', { outputFile: results }] as const])],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    // A film of each page takes the browser longer than the page itself; what failed is photographed anyway.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: installedChromium(),
      args: [...(asRoot ? ['--no-sandbox'] : []), '--disable-background-networking', '--disable-component-update'],
    },
  },
  projects: [...signIns, ...stages.map(specsOf)],
});
