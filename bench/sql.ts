import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';

import type { Connection } from 'mysql2/promise';
import { parse } from 'yaml';

import { DemoError, printLine, runAsCommand } from '../demo/command';
import { readValue } from '../demo/connection';
import { parseCatalogue } from '../src/kpi/catalogue/parse';
import { planDrop } from '../src/kpi/detect/reading';
import { compileWindows, shareStatement, WHOLE } from '../src/kpi/sql/windows';
import { statementsOf } from '../src/datasource/statements';
import { onDatabase } from './database';
import { costOf, costsInTurns, middleOf, type Cost } from './sql/measure';
import { ordersKpi, waysOf, windowsOf } from './sql/queries';
import { loadOrders } from './sql/table';

const USAGE = 'npm run bench:sql -- [--rows 1000000] [--runs 5] [--json]';
const DATABASE = 'kpiwatch_bench';
/** Three weeks of references, and a day more. */
const DAYS = 22;
const WINDOW = 600;
/** Histories of the same shop: the rows in the windows are as many in a twentieth, a tenth and all of the table. */
const PARTS = [20, 10, 1];

/** What it costs the server to read now and its references, beside what people write by hand. */
async function main(args: string[]): Promise<void> {
  const { rows, runs, json } = parseArguments(args);
  const log = (line: string) => json || printLine(line);
  const [measured, server] = await onDatabase(DATABASE, log, async (connection) => ({
    ...(await compareWays(connection, rows, runs, log)),
    growth: await growthOf(connection, rows, runs, log),
  }));
  const report = { server, rows, ...measured, compile: compileThousand(runs), tiles: twelveTiles() };
  printLine(json ? JSON.stringify(report) : textOf(report));
}

function parseArguments(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      rows: { type: 'string', default: '1000000' },
      runs: { type: 'string', default: '5' },
      json: { type: 'boolean', default: false },
    },
  });
  const [rows, runs] = [Number(values.rows), Number(values.runs)];
  if (!Number.isInteger(rows) || rows < 10_000 || !Number.isInteger(runs) || runs < 1) {
    throw new DemoError(`--rows is a whole number of 10000 or more, --runs of 1 or more.\n${USAGE}`);
  }
  return { rows, runs, json: values.json };
}

async function compareWays(connection: Connection, rows: number, runs: number, log: (line: string) => void) {
  const end = Math.floor(Date.UTC(2026, 5, 15, 12) / 1000);
  const judged = { from: end - WINDOW, to: end };
  log(`Loading ${rows.toLocaleString('en')} rows of ${DAYS} days …`);
  await loadOrders(connection, { table: 'orders', rows, days: DAYS, end });
  const rowsInWindows = await countIn(connection, 'orders', judged);
  const ways: Cost[] = [];
  for (const way of waysOf('orders', judged)) {
    log(`Reading: ${way.name} …`);
    ways.push(await costOf(connection, way, runs));
  }
  await connection.query('DROP TABLE orders');
  const [ours, ...others] = ways;
  return {
    ways,
    rowsInWindows,
    rowsReadPerRow: ours ? ours.rowsRead / rowsInWindows : NaN,
    timesFaster: Object.fromEntries(others.map(({ name, ms }) => [name, ours ? ms / ours.ms : NaN])),
  };
}

/** The same shop with a longer and longer history: as many rows in the windows, up to twenty times the table. */
async function growthOf(connection: Connection, rows: number, runs: number, log: (line: string) => void) {
  const end = Math.floor(Date.UTC(2026, 5, 15, 12) / 1000);
  const judged = { from: end - WINDOW, to: end };
  const longest = Math.max(...PARTS);
  const sizes = PARTS.map((part) => ({
    table: `orders_${part}`,
    rows: Math.round(rows / part),
    days: (DAYS * longest) / part,
  }));
  for (const size of sizes) {
    log(`Loading ${size.rows.toLocaleString('en')} rows of ${size.days} days …`);
    await loadOrders(connection, { ...size, end });
  }
  // In turns, so that whatever else the machine does slows all of them.
  const ways = sizes.map(({ table }) => waysOf(table, judged)[0]);
  const costs = await costsInTurns(connection, ways, runs * 5);
  const [twentieth, tenth, whole] = costs;
  return {
    costs: costs.map((cost, index) => ({ rows: sizes[index]?.rows, ...cost })),
    tenTimes: tenth && whole ? whole.ms / tenth.ms : NaN,
    twentyTimes: twentieth && whole ? whole.ms / twentieth.ms : NaN,
  };
}

async function countIn(connection: Connection, table: string, judged: { from: number; to: number }): Promise<number> {
  const counts = windowsOf(judged).map(
    ({ from, to }) =>
      `(SELECT COUNT(*) FROM ${table} WHERE created_at >= FROM_UNIXTIME(${from}) AND created_at < FROM_UNIXTIME(${to}))`
  );
  return Number(await readValue(connection, `SELECT ${counts.join(' + ')}`));
}

function compileThousand(runs: number) {
  const kpi = ordersKpi('orders');
  const range = { from: 1_781_000_000, to: 1_781_010_800 };
  const plans = Array.from({ length: 1000 }, (_, index) => planDrop({ ...kpi, id: `orders_${index}` }, range, WINDOW));
  const times = Array.from({ length: runs * 5 }, () => {
    const [started, used] = [performance.now(), process.cpuUsage()];
    for (const plan of plans) {
      compileWindows([plan.kpi], plan.windows);
    }
    const { user, system } = process.cpuUsage(used);
    return { wall: performance.now() - started, cpu: (user + system) / 1000 };
  });
  return { kpis: 1000, ms: middleOf(times.map(({ wall }) => wall)), cpuMs: middleOf(times.map(({ cpu }) => cpu)) };
}

/** The tiles of the demo shop's dashboards, all asked in one instant. */
function twelveTiles() {
  const file = join(__dirname, '..', 'provisioning', 'datasources', 'kpiwatch.yaml');
  const stored: { datasources: Array<{ jsonData: { catalogue?: unknown } }> } = parse(readFileSync(file, 'utf8'));
  const found = parseCatalogue(stored.datasources.find(({ jsonData }) => jsonData.catalogue)?.jsonData.catalogue);
  const kpis = found.ok ? found.catalogue.kpis : [];
  const range = { from: 1_781_000_000, to: 1_781_010_800 };
  const asks = kpis.map((kpi) => ({
    refId: 'A',
    kpi,
    windows: planDrop(kpi, range, WINDOW).windows,
    slice: WHOLE,
    frame: () => {
      throw new Error('nothing is read here');
    },
  }));
  const tables = kpis.filter((kpi, index) => !kpis.slice(0, index).some((other) => shareStatement(other, kpi)));
  return { tiles: kpis.length, statements: statementsOf(asks).length, tables: tables.length };
}

function textOf(report: {
  server: string;
  rows: number;
  ways: Cost[];
  rowsInWindows: number;
  rowsReadPerRow: number;
  timesFaster: Record<string, number>;
  growth: { tenTimes: number; twentyTimes: number };
  compile: { kpis: number; ms: number; cpuMs: number };
  tiles: { tiles: number; statements: number; tables: number };
}): string {
  const count = (value: number) => Math.round(value).toLocaleString('en');
  return [
    '',
    `${report.server}, ${count(report.rows)} rows of ${DAYS} days; now and 6 references of 10 minutes: ${count(report.rowsInWindows)} rows`,
    ...report.ways.map(({ name, ms, rowsRead }) => {
      const factor = report.timesFaster[name];
      const slower = factor === undefined ? '' : `${factor.toFixed(1)} × as long`;
      return `  ${name.padEnd(22)} ${ms.toFixed(1).padStart(9)} ms ${count(rowsRead).padStart(13)} rows read  ${slower}`;
    }),
    `Rows read for each row in the windows: ${report.rowsReadPerRow.toFixed(4)}`,
    `Ten times the table: ${report.growth.tenTimes.toFixed(2)} × the time; twenty times: ${report.growth.twentyTimes.toFixed(2)} ×`,
    `Compiling ${count(report.compile.kpis)} KPIs: ${report.compile.ms.toFixed(0)} ms (${report.compile.cpuMs.toFixed(0)} ms of CPU)`,
    `${report.tiles.tiles} tiles: 1 request, ${report.tiles.statements} statements for ${report.tiles.tables} tables`,
  ].join('\n');
}

runAsCommand(module, main);
