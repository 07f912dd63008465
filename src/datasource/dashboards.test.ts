import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { lastValueFrom } from 'rxjs';
import { parse } from 'yaml';
import { z } from 'zod';

import { catalogueSchema } from '../kpi/catalogue/schema';
import { businessKpi, FakeMysql, installDataSources, rangeOf, requestOf } from './testing';
import { migrateQuery } from './types';

const ROOT = join(__dirname, '../..');

const provisioned = z
  .object({ datasources: z.array(z.object({ jsonData: z.object({ catalogue: catalogueSchema.optional() }) })) })
  .parse(parse(readFileSync(join(ROOT, 'provisioning/datasources/kpiwatch.yaml'), 'utf8')));
const [catalogue] = provisioned.datasources.flatMap((one) => one.jsonData.catalogue ?? []);

const target = z.looseObject({ refId: z.string() });
const dashboard = z.object({ panels: z.array(z.object({ targets: z.array(target).default([]) })) });

/** The queries of each panel. */
function panelsOf(name: string) {
  const stored: unknown = JSON.parse(readFileSync(join(ROOT, `src/dashboards/${name}.json`), 'utf8'));
  const { panels } = dashboard.parse(stored);
  return panels.map(({ targets }) => targets.map(migrateQuery)).filter((queries) => queries.length > 0);
}

/** What the database is sent when all of these panels ask in one instant, over the dashboards' three hours. */
async function sentBy(panels: ReturnType<typeof panelsOf>): Promise<string[][]> {
  const mysql = new FakeMysql();
  installDataSources(mysql);
  const dataSource = businessKpi({ mysqlUid: 'shop', catalogue });
  const range = rangeOf('2026-03-10T09:00:00Z', '2026-03-10T12:00:30Z');
  await Promise.all(
    panels.map((queries) => lastValueFrom(dataSource.query({ ...requestOf(...queries), range, intervalMs: 15_000 })))
  );
  return mysql.sent.map((statements) => statements.map(({ rawSql }) => rawSql));
}

const tablesOf = (sql: string) => [...new Set([...sql.matchAll(/^FROM `(\w+)`/gm)].map(([, table]) => table))];

it('twelve tiles are one request, and one statement a table', async () => {
  const panels = panelsOf('wallboard');
  const tiles = panels.flatMap((queries) => queries.flatMap(({ kpis }) => kpis));
  const [statements = [], ...others] = await sentBy(panels);
  expect([tiles.length, others]).toEqual([12, []]);
  expect(statements.map(tablesOf).sort()).toEqual(
    ['orders', 'page_views', 'payments', 'products', 'searches', 'shipments', 'signups', 'withdrawals'].map((table) => [
      table,
    ])
  );
});

it.each([
  ['customers', [9, 2]],
  ['sellers', [4]],
])('the panels of the dashboard %s share requests, and days of rows are asked for apart', async (name, counts) => {
  const sent = await sentBy(panelsOf(name));
  expect(sent.map(({ length }) => length)).toEqual(counts);
  expect((sent[1] ?? []).every((sql) => sql.includes("'day/now'"))).toBe(true);
});
