import { parseArgs } from 'node:util';

import type { Connection } from 'mysql2/promise';

import { DemoError, printLine, runAsCommand } from '../demo/command';
import { readValue } from '../demo/connection';
import { dialectOf } from '../src/kpi/sql/dialect';
import { onDatabase } from './database';
import { byScan, byWindows, minuteCost, ofPolicy, type MinuteCost } from './policies/cost';
import { listCost } from './policies/list';
import type { ListCost } from './policies/page';
import { compileSample, sampleCatalogue, samplePolicies, type SamplePolicy } from './policies/sample';
import { loadOrders } from './sql/table';

const USAGE =
  'npm run bench:policies -- [--policies 1000] [--kpis 4] [--rows 1000000] [--sample 20] [--runs 5] [--json]';
const DATABASE = 'kpiwatch_bench_policies';
const TABLE = 'orders';
/** Three weeks of references, and a day more. */
const DAYS = 22;

interface Report {
  server: string;
  policies: number;
  kpisEach: number;
  rows: number;
  sample: number;
  minute: MinuteCost[];
  /** Of each way by hand, how many times what the policies cost. */
  times: Record<string, { evaluations: number; statements: number; rowsRead: number; ms: number }>;
  list: ListCost;
}

/** What many policies cost Grafana and the database in a minute, beside rules by hand; and how soon their list is seen. */
async function main(args: string[]): Promise<void> {
  const { policies, kpis, rows, sample, runs, json } = parseArguments(args);
  const log = (line: string) => json || printLine(line);
  const [minute, server] = await onDatabase(DATABASE, log, (connection) =>
    compareWays(connection, { policies, kpis, rows, sample }, log)
  );
  log(`Opening the list of ${policies} policies …`);
  const list = await listCost(policies, kpis, runs);
  const report = { server, policies, kpisEach: kpis, rows, sample, minute, times: timesOf(minute), list };
  printLine(json ? JSON.stringify(report) : textOf(report));
}

function parseArguments(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      policies: { type: 'string', default: '1000' },
      kpis: { type: 'string', default: '4' },
      rows: { type: 'string', default: '1000000' },
      sample: { type: 'string', default: '20' },
      runs: { type: 'string', default: '5' },
      json: { type: 'boolean', default: false },
    },
  });
  const [policies, kpis, rows, sample, runs] = [
    Number(values.policies),
    Number(values.kpis),
    Number(values.rows),
    Number(values.sample),
    Number(values.runs),
  ];
  const isWhole = [policies, kpis, rows, sample, runs].every((number) => Number.isInteger(number) && number >= 1);
  if (!isWhole || policies < 1000 || kpis > 8 || sample > policies) {
    throw new DemoError(
      `Whole numbers: --policies of 1000 or more, --kpis up to 8, --sample no more than policies.\n${USAGE}`
    );
  }
  return { policies, kpis, rows, sample, runs, json: values.json };
}

async function compareWays(
  connection: Connection,
  { policies, kpis, rows, sample }: { policies: number; kpis: number; rows: number; sample: number },
  log: (line: string) => void
): Promise<MinuteCost[]> {
  const at = Math.floor(Date.UTC(2026, 5, 15, 12) / 1000);
  log(`Loading ${rows.toLocaleString('en')} rows of ${DAYS} days …`);
  await loadOrders(connection, { table: TABLE, rows, days: DAYS, end: at });
  const [version, comment] = [
    String(await readValue(connection, 'SELECT VERSION()')),
    String(await readValue(connection, 'SELECT @@version_comment')),
  ];
  const dialect = dialectOf(version, comment);
  const samples = samplePolicies(sampleCatalogue(TABLE), sample, kpis);
  const driven = samplePolicies(sampleCatalogue(TABLE, ['customer_id']), sample, kpis);
  const policy = (one: SamplePolicy) => ofPolicy(compileSample(one, dialect, at), at);
  const ways = {
    policies: samples.map(policy),
    'that say what drives': driven.map(policy),
    'a query a window': samples.map((one) => byWindows(one, TABLE, at)),
    'a scan of the weeks': samples.map((one) => byScan(one, TABLE, at)),
  };
  const costs: MinuteCost[] = [];
  for (const [way, watches] of Object.entries(ways)) {
    log(`Reading: ${way} …`);
    costs.push(await minuteCost(connection, way, watches, policies));
  }
  return costs;
}

function timesOf([ours, ...others]: readonly MinuteCost[]): Report['times'] {
  const times = (theirs: number, own: number | undefined) => Number((own ? theirs / own : NaN).toFixed(2));
  return Object.fromEntries(
    others.map(({ way, evaluations, statements, rowsRead, ms }) => [
      way,
      {
        evaluations: times(evaluations, ours?.evaluations),
        statements: times(statements, ours?.statements),
        rowsRead: times(rowsRead, ours?.rowsRead),
        ms: times(ms, ours?.ms),
      },
    ])
  );
}

function textOf({ server, policies, kpisEach, rows, sample, minute, times, list }: Report): string {
  const count = (value: number) => value.toLocaleString('en');
  const line = (way: string, cells: readonly string[]) =>
    `  ${way.padEnd(22)}${cells.map((cell) => cell.padStart(16)).join('')}`;
  return [
    '',
    `${server}: ${count(policies)} policies of ${kpisEach} KPIs, in a minute (${count(rows)} rows; measured on ${sample} policies)`,
    line('', ['evaluations', 'statements', 'rows read', 'ms of database']),
    ...minute.map(({ way, evaluations, statements, rowsRead, ms }) =>
      line(way, [evaluations, statements, rowsRead, ms].map(count))
    ),
    ...Object.entries(times).map(([way, cost]) =>
      line(
        `${way}, ×`,
        [cost.evaluations, cost.statements, cost.rowsRead, cost.ms].map((value) => `${value} ×`)
      )
    ),
    `The list of ${count(policies)} policies: the first seen after ${list.first} ms, all after ${list.all} ms, a search after ${list.search} ms, another page after ${list.page} ms`,
  ].join('\n');
}

runAsCommand(module, main);
