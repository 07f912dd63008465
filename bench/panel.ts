import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { median } from '../src/kpi/detect/expected';
import { bundle, launchBrowser, openPage } from './browser';
import type { Drawn, LayoutCost } from './panel/page';

const USAGE = 'npm run bench:panel -- [--kpis 200] [--runs 5] [--json]';
/** What people make by hand comes first: everything else is told as a multiple of it. */
const DRAWN: Drawn[] = ['by hand', 'tiles', 'grid', 'leaderboard', 'wallboard'];

const STEPS = ['first', 'refresh', 'rest'] as const;

declare global {
  var measureLayout: (drawn: Drawn, kpis: number) => Promise<LayoutCost>;
  var ready: Promise<void>;
}

/** What the panel costs in a browser beside what people make by hand, in milliseconds: the median of several runs. */
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
    const costs = new Map<Drawn, LayoutCost[]>();
    // In turns: what else the machine does falls on all of them alike. The first turn warms the browser's compiler up,
    // as the first panel of a dashboard does; it does not count.
    for (let run = 0; run <= runs; run++) {
      for (const drawn of DRAWN) {
        const cost = await page.evaluate(([name, count]) => globalThis.measureLayout(name, count), [
          drawn,
          kpis,
        ] as const);
        costs.set(drawn, [...(costs.get(drawn) ?? []), ...(run > 0 ? [cost] : [])]);
      }
    }
    const layouts = Object.fromEntries([...costs].map(([drawn, measured]) => [drawn, medianCost(measured)]));
    const ratios = ratiosOf(layouts);
    process.stdout.write(
      values.json ? `${JSON.stringify({ kpis, runs, layouts, ratios })}\n` : tableOf(kpis, layouts, ratios)
    );
  } finally {
    await browser.close();
  }
}

function medianCost(costs: readonly LayoutCost[]): LayoutCost {
  const middle = (of: (cost: LayoutCost) => number) => Number(median(costs.map(of)).toFixed(1));
  const both = (of: keyof LayoutCost) => ({
    script: middle((cost) => cost[of].script),
    painted: middle((cost) => cost[of].painted),
  });
  return { first: both('first'), refresh: both('refresh'), rest: both('rest') };
}

type Ratios = Record<string, Record<keyof LayoutCost, number>>;

/** Until it is painted, as a multiple of what is made by hand. */
function ratiosOf({ 'by hand': hand, ...layouts }: Record<string, LayoutCost>): Ratios {
  const ratio = (cost: LayoutCost, of: keyof LayoutCost) =>
    Number((cost[of].painted / (hand?.[of].painted ?? NaN)).toFixed(2));
  return Object.fromEntries(
    Object.entries(layouts).map(([name, cost]) => [
      name,
      { first: ratio(cost, 'first'), refresh: ratio(cost, 'refresh'), rest: ratio(cost, 'rest') },
    ])
  );
}

function tableOf(kpis: number, layouts: Record<string, LayoutCost>, ratios: Ratios): string {
  const rows = Object.entries(layouts).map(([name, cost]) =>
    [
      name.padEnd(12),
      ...STEPS.map((step) => {
        const times = ratios[name]?.[step];
        const told = times === undefined ? '' : ` (${times} x)`;
        return `${cost[step].script} / ${cost[step].painted}${told}`.padStart(26);
      }),
    ].join('')
  );
  const head = ['drawn'.padEnd(12), ...['first', 'refresh', 'same data'].map((name) => name.padStart(26))].join('');
  return `${kpis} KPIs: milliseconds of script / until painted (beside by hand)\n${[head, ...rows].join('\n')}\n`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
