import { join } from 'node:path';

import type { Dialect } from '../../src/kpi/sql/dialect';
import { median } from '../../src/kpi/detect/expected';
import { bundle, launchBrowser, openPage } from '../browser';
import type { Answers, ListCost } from './page';
import { compileSample, sampleCatalogue, samplePolicies } from './sample';

declare global {
  var prepareList: (answers: Answers, catalogue: unknown) => Promise<void>;
  var measureList: () => Promise<ListCost>;
}

const WRITTEN_AT = Date.UTC(2026, 5, 15) / 1000;

/** What a person waits for the list of so many policies in a browser: the median of several runs. */
export async function listCost(policies: number, kpisEach: number, runs: number): Promise<ListCost> {
  const catalogue = sampleCatalogue('orders');
  const answers = answersFor(policies, kpisEach, 'mysql');
  const browser = await launchBrowser();
  try {
    const page = await openPage(browser, await bundle(join(__dirname, 'page.tsx')));
    await page.evaluate(([given, kpis]) => globalThis.prepareList(given, kpis), [answers, catalogue] as const);
    const costs: ListCost[] = [];
    for (let run = 0; run < runs; run++) {
      costs.push(await page.evaluate(() => globalThis.measureList()));
    }
    const middle = (of: keyof ListCost) => Math.round(median(costs.map((cost) => cost[of])));
    return { first: middle('first'), all: middle('all'), search: middle('search'), page: middle('page') };
  } finally {
    await browser.close();
  }
}

/** What Grafana would answer the list: the rules, how they stand, and when they last fired. */
function answersFor(policies: number, kpisEach: number, dialect: Dialect): Answers {
  const now = Date.now();
  const groups = samplePolicies(sampleCatalogue('orders'), policies, kpisEach).map((sample) =>
    compileSample(sample, dialect, WRITTEN_AT)
  );
  const rules = groups.flatMap((group) => group.rules).map((rule, index) => ({ ...rule, id: index + 1 }));
  const stateOf = (rule: (typeof rules)[number], index: number) => ({
    uid: rule.uid,
    name: rule.title,
    health: 'ok',
    lastEvaluation: new Date(now).toISOString(),
    query: JSON.stringify(rule.data),
    annotations: rule.annotations,
    alerts: [
      {
        labels: { ...rule.labels, kpi: 'count_kr' },
        annotations: { ...rule.annotations, summary: 'Orders KR 42% below expected' },
        state: index % 100 === 0 ? 'Alerting' : 'Normal',
        activeAt: new Date(now - index * 60_000).toISOString(),
      },
    ],
  });
  const states = '/api/prometheus/grafana/api/v1/rules';
  const stateGroups = rules.map((rule, index) => ({
    name: rule.ruleGroup,
    folderUid: rule.folderUID,
    rules: [stateOf(rule, index)],
  }));
  const api = '/apis/notifications.alerting.grafana.app';
  return {
    '/api/v1/provisioning/alert-rules': rules,
    [`${states}?group_limit`]: { data: { groups: stateGroups.slice(0, 20) } },
    [states]: { data: { groups: stateGroups } },
    '/api/annotations': rules.map(({ id }) => ({ alertId: id, newState: 'Alerting', time: now - id * 3_600_000 })),
    [`${api}/v0alpha1/namespaces/default/receivers`]: {
      items: [0, 1, 2, 3, 4].map((team) => ({ metadata: { name: `${team}` }, spec: { title: `team-${team}` } })),
    },
    [`${api}/v0alpha1/namespaces/default/timeintervals`]: { items: [] },
    [`${api}/v0alpha1`]: { resources: [{ name: 'receivers' }, { name: 'timeintervals' }] },
    [api]: { preferredVersion: { version: 'v0alpha1' } },
  };
}
