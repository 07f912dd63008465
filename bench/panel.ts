import { join } from 'node:path';
import { parseArgs } from 'node:util';

import type { Page } from '@playwright/test';

import { median } from '../src/kpi/detect/expected';
import { bundle, launchBrowser, openPage } from './browser';
import type { LayoutCost } from './panel/page';

const USAGE = 'npm run bench:panel -- [--kpis 200] [--runs 5] [--json]';
const LAYOUTS = ['tiles', 'grid', 'leaderboard', 'wallboard'] as const;

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
  const script = await bundle(join(__dirname, 'panel', 'page.tsx'));
  const browser = await launchBrowser();
  try {
    const page = await openPage(browser, script);
    await page.evaluate(() => globalThis.ready);
    const layouts: Record<string, LayoutCost> = {};
    for (const layout of LAYOUTS) {
      layouts[layout] = await medianCost(page, layout, kpis, runs);
    }
    process.stdout.write(values.json ? `${JSON.stringify({ kpis, runs, layouts })}\n` : tableOf(kpis, layouts));
  } finally {
    await browser.close();
  }
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
