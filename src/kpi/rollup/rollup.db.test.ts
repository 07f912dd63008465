import type { Connection, RowDataPacket } from 'mysql2/promise';

import { retry } from '../../../demo/child';
import { newTestDatabase } from '../../../demo/test-database';
import type { Kpi } from '../catalogue/schema';
import { rollupStatements } from '../sql/rollup';
import { createEvents, kpiOf, storeEvents, TIMES, VALUES, type Event } from '../sql/testing';
import { compileWindows, kpiColumns, WHOLE, type Slice, type SlotWindow } from '../sql/windows';
import { wallClock } from '../time/zone';
import { agreementOf, comparedWindows, type SplitRow } from './agreement';
import { obstacleOf, planRollup, type Rollup } from './rollup';

const DATABASE = 'kpiwatch_rollup_test';
/** A database of the rollups' own. */
const ELSEWHERE = 'kpiwatch_rollup_test_minutes';
const HOUR = 3600;
const DAY = 24 * HOUR;
const READER = { user: 'kpiwatch_rollup', host: 'localhost' };
const at = (iso: string) => Date.parse(iso) / 1000;
const NOW = at('2026-03-10T12:00Z');
const PAID = { column: 'status', op: '=', value: 'succeeded' };
const SPLIT: Slice = { by: ['region'], filters: [] };
const SLICES: Slice[] = [WHOLE, SPLIT, { by: ['status'], filters: [{ column: 'region', op: '!=', value: 'us' }] }];

let connection: Connection;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ connection, drop } = await newTestDatabase(DATABASE));
  await createEvents(connection);
  await connection.query("CREATE USER IF NOT EXISTS 'kpiwatch_rollup'@'localhost'");
});

afterAll(async () => {
  await connection.query("DROP USER 'kpiwatch_rollup'@'localhost'");
  await connection.query('DROP DATABASE IF EXISTS ??', [ELSEWHERE]);
  await drop();
});

/** A few events a minute or none, over the windows that are compared, each at a second of its own. */
function eventsOf(windows: readonly SlotWindow[]): Event[] {
  return windows.flatMap(({ from, to }) =>
    Array.from({ length: Math.floor((to - from) / 23) }, (_, index) => ({
      at: from + index * 23,
      amount: ((index * 7) % 40) / 4,
      customer: index % 7,
      region: ['kr', 'us', '서울'][index % 3] ?? 'kr',
      status: [null, 'succeeded', 'failed'][index % 5] ?? null,
    })).filter((_, index) => index % 11 < 8)
  );
}

/** Every value that can be rolled up, some of filtered rows. */
function kpisOf(source: Record<string, unknown>): Kpi[] {
  return VALUES.flatMap((value, index) => {
    const dimensions = ['region', 'status'];
    const filters = index % 2 === 0 ? [] : [PAID];
    return [
      kpiOf({ id: `kpi_${index}`, value, dimensions, source }),
      kpiOf({ id: `kpi_${index}_paid`, value, dimensions, source: { ...source, filters } }),
    ];
  }).filter((kpi) => obstacleOf(kpi) === undefined);
}

async function run(rollup: Rollup, backfill: { from: number; to: number }, withEvent = false) {
  const script = { reader: READER, late: 900, backfill, withEvent, writtenAt: NOW };
  for (const statement of rollupStatements(rollup, script)) {
    // A minute is long for a test.
    await connection.query(statement.replace(/EVERY 1 MINUTE STARTS '[^']*'/, 'EVERY 1 SECOND'));
  }
}

async function rowsOf(kpis: readonly Kpi[], windows: readonly SlotWindow[], slice: Slice) {
  const [rows] = await connection.query<RowDataPacket[]>(compileWindows(kpis, windows, slice));
  return kpis.map(({ id }) => {
    const names = kpiColumns(id);
    return rows.flatMap((row): SplitRow[] =>
      row[names.value] === null
        ? []
        : [
            {
              slot: String(row.slot),
              bucket: row.bucket_no === null ? null : Number(row.bucket_no),
              by: slice.by.map((_, index) => String(row[`by_${index}`])),
              value: Number(row[names.value]),
              events: Number(row[names.events]),
              lastSecond: null,
            },
          ]
    );
  });
}

async function agreements(
  kpis: readonly Kpi[],
  rollup: Rollup,
  windows: readonly SlotWindow[],
  slices: readonly Slice[] = SLICES
) {
  const found = [];
  for (const slice of slices) {
    const tables = await rowsOf(kpis, windows, slice);
    const rollups = await rowsOf(rollup.kpis, windows, slice);
    found.push(...kpis.map((_, index) => agreementOf(windows, tables[index] ?? [], rollups[index] ?? [])));
  }
  return found;
}

describe.each(TIMES)('a rollup by $column', (time) => {
  const table = `minutes_of_${time.column}`;
  const kpis = kpisOf({ kind: 'table', table: 'events', time });
  const rollup = planRollup(kpis, table);
  const windows = comparedWindows(rollup.kpis, NOW);
  const backfill = { from: NOW - 22 * DAY, to: NOW };

  it('tells every KPI as its table does, and says where it does not', async () => {
    const events = eventsOf(windows);
    await storeEvents(connection, events);
    await run(rollup, backfill);
    for (const { compared, differences } of await agreements(kpis, rollup, windows)) {
      expect(differences).toEqual([]);
      expect(compared).toBeGreaterThan(5);
    }

    const newest = windows[0]?.from ?? 0;
    await storeEvents(connection, [
      ...events,
      { at: newest + 30, amount: 99, customer: 1, region: 'kr', status: null },
    ]);
    const [late] = await agreements(kpis, rollup, windows);
    expect(late?.differences.map(({ from }) => from)).toEqual([newest]);

    // Late rows are taken in when their time is refreshed, as often as one likes; what lies around it is left.
    const [[before]] = await connection.query<RowDataPacket[]>('SELECT SUM(kpi_0_events) AS events FROM ??', [table]);
    for (let again = 0; again < 2; again++) {
      await connection.query('CALL ?? (?, ?)', [`${table}_refresh`, newest, newest + 119]);
      const [[after]] = await connection.query<RowDataPacket[]>('SELECT SUM(kpi_0_events) AS events FROM ??', [table]);
      expect(Number(after?.events)).toBe(Number(before?.events) + 1);
      for (const { differences } of await agreements(kpis, rollup, windows)) {
        expect(differences).toEqual([]);
      }
    }
  });
});

it.each([
  ['leap ahead', at('2026-03-08T07:00Z')],
  ['fall back', at('2026-11-01T06:00Z')],
])('sums up the night on which clocks %s as the table tells it, in whatever pieces', async (_, change) => {
  const time = { column: 'at_new_york', type: 'datetime', zone: 'America/New_York' };
  const [kpi] = kpisOf({ kind: 'table', table: 'events', time });
  const rollup = planRollup(kpi ? [kpi] : [], 'minutes_of_night');
  const night = { slot: 'newest', from: change - 4 * HOUR, to: change + 4 * HOUR };
  await storeEvents(connection, eventsOf([night]));
  const windows = [
    { slot: 'newest', from: change - 3 * HOUR, to: change - HOUR, bucket: 600 },
    { slot: 'week1', from: change, to: change + 3 * HOUR, bucket: 600 },
  ];
  await connection.query('DROP TABLE IF EXISTS minutes_of_night');
  await run(rollup, { from: change - DAY, to: change + DAY });
  const count = async () => {
    const [[row]] = await connection.query<RowDataPacket[]>('SELECT SUM(kpi_0_events) AS n FROM minutes_of_night');
    return Number(row?.n);
  };
  const all = await count();
  expect(all).toBe(eventsOf([night]).length);
  // Refreshed as time goes by, no row is left out: where the clock shows an hour twice, both of its rows are there.
  for (let to = change - 2 * HOUR; to <= change + 4 * HOUR; to += 1020) {
    await connection.query('CALL minutes_of_night_refresh (?, ?)', [to - 1800, to]);
  }
  expect(await count()).toBeGreaterThanOrEqual(all);
  for (const { differences } of await agreements(kpi ? [kpi] : [], rollup, windows)) {
    expect(differences).toEqual([]);
  }
});

it('is refreshed by its event, read by the account, and made anew without harm', async () => {
  const now = Math.floor(Date.now() / 60_000) * 60;
  await storeEvents(connection, eventsOf([{ slot: 'newest', from: now - 1200, to: now - 300 }]));
  const kpi = kpiOf({ source: { time: TIMES[0] } });
  const rollup = planRollup([kpi], `${ELSEWHERE}.minutes`, DATABASE);
  await run(rollup, { from: now - HOUR, to: now - 900 }, true);
  await run(rollup, { from: now - HOUR, to: now - 900 }, true);
  const windows = [{ slot: 'newest', from: now - 1200, to: now - 180, bucket: 60 }];
  await retry(
    'the event',
    async () => {
      const [one] = await agreements([kpi], rollup, windows, [WHOLE]);
      if (one?.differences.length !== 0) {
        throw new Error('has not caught up');
      }
    },
    { timeout: 20_000 }
  );
  await connection.query(`DROP EVENT ${ELSEWHERE}.minutes_refresh`);
  const [granted] = await connection.query<RowDataPacket[]>(
    `SELECT table_name AS tab, privilege_type AS may FROM information_schema.table_privileges
     WHERE grantee = "'kpiwatch_rollup'@'localhost'" AND table_schema = '${ELSEWHERE}' AND table_name = 'minutes'`
  );
  expect(granted.map(({ tab, may }) => [tab, may])).toEqual([['minutes', 'SELECT']]);
});

it('sums up a SELECT of a person’s own, whose tables are in the database of the connection', async () => {
  const windows = [{ slot: 'newest', from: NOW - HOUR, to: NOW, bucket: 600 }];
  await storeEvents(connection, eventsOf(windows));
  const sql = "SELECT e.at_seconds AS at, e.region FROM events e WHERE {time:e.at_seconds} AND e.region <> 'us'";
  const source = { kind: 'sql', sql, time: { column: 'at', type: 'epoch_s' } };
  const kpi = kpiOf({ dimensions: ['region'], source });
  const rollup = planRollup([kpi], `${ELSEWHERE}.own_minutes`, DATABASE);
  await run(rollup, { from: NOW - HOUR, to: NOW });
  for (const { compared, differences } of await agreements([kpi], rollup, windows, [WHOLE, SPLIT])) {
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(5);
  }
});

it('keeps nothing of a refresh that fails, and says why', async () => {
  await storeEvents(connection, eventsOf([{ slot: 'newest', from: NOW - HOUR, to: NOW }]));
  const kpi = kpiOf({ id: 'sum', value: { kind: 'sum', column: 'amount' } });
  const rollup = planRollup([kpi], 'minutes_that_fail');
  await run(rollup, { from: NOW - HOUR, to: NOW });
  const minutes = async () => {
    const [[row]] = await connection.query<RowDataPacket[]>('SELECT COUNT(*) AS n FROM minutes_that_fail');
    return Number(row?.n);
  };
  const before = await minutes();
  await connection.query('ALTER TABLE minutes_that_fail MODIFY sum_sum TINYINT NOT NULL');
  await storeEvents(connection, [
    { at: NOW - 60, amount: 1000, customer: 1, region: 'kr', status: wallClock(NOW, 'UTC') },
  ]);
  await expect(connection.query('CALL minutes_that_fail_refresh (?, ?)', [NOW - HOUR, NOW])).rejects.toThrow(
    /Out of range value for column 'sum_sum'/
  );
  expect(await minutes()).toBe(before);
  expect(before).toBeGreaterThan(30);
});
