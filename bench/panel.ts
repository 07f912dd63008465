import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { chromium, type Page } from '@playwright/test';
import { build } from 'esbuild';

import { median } from '../src/kpi/detect/expected';
import type { LayoutCost } from './panel/page';

const USAGE = 'npm run bench:panel -- [--kpis 200] [--runs 5] [--json]';
const LAYOUTS = ['tiles', 'grid', 'leaderboard', 'wallboard'] as const;
const ADDRESS = 'http://bench.invalid/';

declare global {
  var measureLayout: (layout: (typeof LAYOUTS)[number], kpis: number) => Promise<LayoutCost>;
  var ready: Promise<void>;
}

/** What the panel costs in a browser, in milliseconds: the median of several runs. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      kpis: { type: 'string', default: '200' },
      runs: { type: 'string', default: '5' },
      json: { type: 'boolean', default: false },
    },
  });
  const [kpis, runs] = [Number(values.kpis), Number(values.runs)];
  if (!Number.isInteger(kpis) || kpis < 1 || !Number.isInteger(runs) || runs < 1) {
    throw new Error(`--kpis and --runs are whole numbers above 0.\n${USAGE}`);
  }
  const script = await bundlePage();
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
  const asRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath, args: asRoot ? ['--no-sandbox'] : [] });
  try {
    const page = await openPage(await browser.newPage({ viewport: { width: 1600, height: 1000 } }), script);
    const layouts: Record<string, LayoutCost> = {};
    for (const layout of LAYOUTS) {
      layouts[layout] = await medianCost(page, layout, kpis, runs);
    }
    process.stdout.write(values.json ? `${JSON.stringify({ kpis, runs, layouts })}\n` : tableOf(kpis, layouts));
  } finally {
    await browser.close();
  }
}

async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, 'panel', 'page.tsx')],
    bundle: true,
    write: false,
    minify: true,
    jsx: 'transform',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    loader: { '.svg': 'dataurl', '.png': 'dataurl', '.css': 'empty' },
    logLevel: 'silent',
  });
  return outputFiles.map(({ text }) => text).join('\n');
}

/** A page of its own: nothing is fetched from anywhere, icons are empty drawings. */
async function openPage(page: Page, script: string): Promise<Page> {
  await page.route('**/*', (route) =>
    route.request().url() === ADDRESS
      ? route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Bench</title><body></body>' })
      : route.fulfill({
          contentType: 'image/svg+xml',
          body: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>',
        })
  );
  await page.goto(ADDRESS);
  await page.addScriptTag({ content: script });
  await page.evaluate(() => globalThis.ready);
  return page;
}

async function medianCost(page: Page, layout: (typeof LAYOUTS)[number], kpis: number, runs: number) {
  const costs: LayoutCost[] = [];
  // The first run also warms the browser's compiler up, as the first panel of a dashboard does; it does not count.
  for (let run = 0; run <= runs; run++) {
    const cost = await page.evaluate(([name, count]) => globalThis.measureLayout(name, count), [layout, kpis] as const);
    if (run > 0) {
      costs.push(cost);
    }
  }
  const middle = (of: (cost: LayoutCost) => number) => Number(median(costs.map(of)).toFixed(1));
  const both = (of: keyof LayoutCost) => ({
    script: middle((cost) => cost[of].script),
    painted: middle((cost) => cost[of].painted),
  });
  return { first: both('first'), refresh: both('refresh'), rest: both('rest') };
}

function tableOf(kpis: number, layouts: Record<string, LayoutCost>): string {
  const rows = Object.entries(layouts).map(([layout, { first, refresh, rest }]) =>
    [layout.padEnd(12), ...[first, refresh, rest].map((cost) => `${cost.script} / ${cost.painted}`.padStart(18))].join(
      ''
    )
  );
  const head = ['layout'.padEnd(12), ...['first', 'refresh', 'same data'].map((name) => name.padStart(18))].join('');
  return `${kpis} KPIs: milliseconds of script / until painted\n${[head, ...rows].join('\n')}\n`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
