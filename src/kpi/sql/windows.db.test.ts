import fc from 'fast-check';
import type { Connection, RowDataPacket } from 'mysql2/promise';

import { onEachReader } from '../../../demo/spider/shards';
import { newTestDatabase } from '../../../demo/test-database';
import type { Kpi } from '../catalogue/schema';
import { bucketStarts } from '../time/windows';
import { wallClock } from '../time/zone';
import {
  createEvents,
  DAYS,
  eventsIn,
  FILTERS,
  kpiOf,
  propertyRuns,
  readTime,
  REGIONS,
  storeEvents,
  TIMES,
  valueOf,
  VALUES,
  type Event,
} from './testing';
import { compileWindows, kpiColumns, WHOLE, type Slice, type SlotWindow } from './windows';

const HOUR = 3600;
const at = (iso: string) => Date.parse(iso) / 1000;

/** An ordinary day, and the nights when New York's clocks leap ahead and fall back. */
const INSTANTS = [at('2026-03-10T03:00Z'), at('2026-03-08T07:00Z'), at('2026-11-01T06:00Z')];
const SEOUL = at('2026-03-10T03:00Z');

let connection: Connection;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ connection, drop } = await newTestDatabase('kpiwatch_windows_test'));
  await createEvents(connection);
});

afterAll(() => drop());

/** One event a second at most, by any clock: of two at once nobody knows the last. */
function eventsAround(instant: number): fc.Arbitrary<Event[]> {
  const event = fc.record({
    at: fc
      .oneof(
        fc.integer({ min: -3 * HOUR, max: 3 * HOUR }),
        fc.constantFrom(-2 * HOUR, -2 * HOUR - 1, -1, 0, 599, 600, 2 * HOUR - 1, 2 * HOUR)
      )
      .map((offset) => instant + offset),
    amount: fc.integer({ min: -8, max: 40 }).map((quarters) => quarters / 4),
    customer: fc.integer({ min: 1, max: 9 }),
    region: fc.constantFrom(...REGIONS),
    status: fc.constantFrom('succeeded', 'failed', null),
  });
  return fc.uniqueArray(event, { maxLength: 60, selector: (one) => wallClock(one.at, 'America/New_York') });
}

interface Row {
  slot: string;
  bucket: number | null;
  by: string[];
  value: number | null;
  events: number;
  last: number | null;
}

function expectedRows(events: readonly Event[], kpi: Kpi, windows: readonly SlotWindow[], slice: Slice): Row[] {
  const { time, filters } = kpi.source;
  const source = { ...kpi.source, filters: [...filters, ...slice.filters] };
  return windows.flatMap((window) => {
    const { slot, from, bucket } = window;
    const groups = new Map<string, Event[]>(bucket === undefined && slice.by.length === 0 ? [['[null]', []]] : []);
    for (const event of eventsIn(events, source, window)) {
      const starts = bucket === undefined ? undefined : bucketStarts(window, bucket, kpi.zone);
      const number = starts ? starts.filter((start) => start <= readTime(time, event.at)).length - 1 : null;
      const key = JSON.stringify([number, ...slice.by.map(() => event.region)]);
      groups.set(key, [...(groups.get(key) ?? []), event]);
    }
    return [...groups].map(([key, group]) => {
      const [number, ...by] = JSON.parse(key);
      const last = group.length > 0 ? Math.max(...group.map((one) => readTime(time, one.at) - from)) : null;
      return { slot, bucket: number, by, ...valueOf(kpi, group), last };
    });
  });
}

async function readRows(sql: string, { id }: Kpi, slice: Slice): Promise<Row[]> {
  const [rows] = await connection.query<RowDataPacket[]>(sql);
  const names = kpiColumns(id);
  const numberOf = (value: unknown) => (value === null ? null : Number(value));
  return rows.map((row) => ({
    slot: String(row.slot),
    bucket: numberOf(row.bucket_no),
    by: slice.by.map((_, index) => String(row[`by_${index}`])),
    value: numberOf(row[names.value]),
    events: Number(row[names.events]),
    last: numberOf(row[names.last]),
  }));
}

function sorted(rows: Row[]): Row[] {
  const place = ({ slot, bucket, by }: Row) => `${slot} ${String(bucket).padStart(6)} ${by.join()}`;
  return rows
    .map((row) => ({ ...row, value: row.value === null ? null : Number(row.value.toFixed(6)) }))
    .sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

const scenario = fc
  .record({
    instant: fc.constantFrom(...INSTANTS),
    time: fc.constantFrom(...TIMES),
    otherTime: fc.constantFrom(...TIMES),
    value: fc.constantFrom(...VALUES),
    other: fc.constantFrom(...VALUES),
    filters: fc.uniqueArray(fc.constantFrom(...FILTERS), { maxLength: 2 }),
    otherFilters: fc.uniqueArray(fc.constantFrom(...FILTERS), { maxLength: 1 }),
    slice: fc.constantFrom<Slice>(WHOLE, { by: ['region'], filters: [] }, { by: [], filters: FILTERS.slice(5, 6) }),
    bucket: fc.constantFrom(300, 600, HOUR, 2 * HOUR),
    zone: fc.constantFrom('UTC', 'America/New_York'),
  })
  .chain((chosen) => eventsAround(chosen.instant).map((events) => ({ ...chosen, events })));

it('reads what TypeScript reads, on random data, KPIs, filters and slices, whatever the clocks do', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ instant, events, time, value, filters, slice, bucket, zone, ...rest }) => {
      await storeEvents(connection, events);
      const kpis = [
        kpiOf({ value, zone, source: { time, filters } }),
        kpiOf({
          id: 'other',
          zone,
          value: rest.other,
          source: { time: rest.otherTime, filters: [...rest.otherFilters, ...filters] },
        }),
      ];
      const windows: SlotWindow[] = [
        { slot: 'judged/now', from: instant - 2 * HOUR, to: instant + 2 * HOUR },
        { slot: 'judged/after', from: instant + 2 * HOUR, to: instant + 3 * HOUR },
        { slot: 'judged/nothing', from: instant + 40 * HOUR, to: instant + 41 * HOUR },
        { slot: 'series/now', from: instant - 2 * HOUR, to: instant + 2 * HOUR, bucket },
      ];
      const sql = compileWindows(kpis, windows, slice);
      for (const kpi of kpis) {
        const rows = sorted(await readRows(sql, kpi, slice));
        const expected = sorted(expectedRows(events, kpi, windows, slice));
        // Where KPIs share a statement, the rows of one may have nothing of the other.
        expect(rows.filter((row) => row.events > 0)).toEqual(expected.filter((row) => row.events > 0));
        const whole = (row: Row) => row.value !== null && row.bucket === null && slice.by.length === 0;
        expect(rows.filter(whole)).toEqual(expected.filter(whole));
      }
    }),
    { numRuns: propertyRuns(80) }
  );
}, 180_000);

describe.each(DAYS)('days of $column', (time) => {
  it('count as of their midnight, across daylight saving too', async () => {
    const first = at('2026-03-06T12:00Z');
    const events = Array.from({ length: 60 }, (_, index) => ({
      at: first + index * 2 * HOUR,
      amount: index,
      customer: index,
      region: 'kr',
      status: null,
    }));
    await storeEvents(connection, events);
    const midnight = readTime(time, first);
    const windows: SlotWindow[] = [
      { slot: 'judged/day', from: midnight + 24 * HOUR, to: midnight + 48 * HOUR },
      { slot: 'judged/afternoon', from: midnight + 36 * HOUR, to: midnight + 40 * HOUR },
      { slot: 'series/now', from: midnight, to: midnight + 7 * 24 * HOUR, bucket: 24 * HOUR },
    ];
    const kpi = kpiOf({ zone: time.type === 'date' ? time.zone : undefined, source: { time } });
    const rows = sorted(await readRows(compileWindows([kpi], windows), kpi, WHOLE));
    expect(rows).toEqual(sorted(expectedRows(events, kpi, windows, WHOLE)));
  });
});

const NOON = { slot: 'judged/now', from: SEOUL, to: SEOUL + 600 };
const EVENTS: Event[] = Array.from({ length: 90 }, (_, index) => ({
  at: SEOUL - 100 + index * 10,
  amount: index / 4,
  customer: index % 7,
  region: index % 3 === 0 ? 'kr' : 'us',
  status: index % 4 === 0 ? 'failed' : 'succeeded',
}));

describe('other sources', () => {
  beforeAll(() => storeEvents(connection, EVENTS));

  it('reads a rollup as it reads the table that it sums up', async () => {
    await connection.query(
      `CREATE OR REPLACE VIEW per_minute AS SELECT FLOOR(at_seconds / 60) * 60 AS minute, region, COUNT(*) AS n,
       SUM(amount) AS amount FROM events GROUP BY 1, 2`
    );
    const time = { column: 'minute', type: 'epoch_s' };
    for (const value of [{ kind: 'count' }, { kind: 'sum', column: 'amount' }, { kind: 'average', column: 'amount' }]) {
      const table = kpiOf({ value });
      const rollup = kpiOf({ value, source: { kind: 'rollup', table: 'per_minute', events: 'n', time } });
      const slice = { by: ['region'], filters: [] };
      const [minutes, rows] = await Promise.all([
        readRows(compileWindows([rollup], [NOON], slice), rollup, slice),
        readRows(compileWindows([table], [NOON], slice), table, slice),
      ]);
      const withoutLast = (read: Row[]) => sorted(read.map((row) => ({ ...row, last: null })));
      expect(withoutLast(minutes)).toEqual(withoutLast(rows));
    }
  });

  it('reads a SELECT of a person’s own, with the range of time inside', async () => {
    const sql =
      'SELECT e.at_seconds AS at, e.customer FROM events e WHERE {time:e.at_seconds} AND e.region = "kr" OR FALSE';
    const kpi = kpiOf({
      value: { kind: 'distinct', column: 'customer' },
      source: { kind: 'sql', sql, time: { column: 'at', type: 'epoch_s' } },
    });
    const [row] = await readRows(compileWindows([kpi], [NOON]), kpi, WHOLE);
    const inside = EVENTS.filter((event) => event.at >= NOON.from && event.at < NOON.to && event.region === 'kr');
    expect([row?.value, row?.events]).toEqual([new Set(inside.map(({ customer }) => customer)).size, inside.length]);
  });

  it('divides what two sources say, window by window', async () => {
    const failed = { filters: [{ column: 'status', op: '=', value: 'failed' }] };
    const kpi = kpiOf({
      value: {
        kind: 'ratio',
        numerator: { kind: 'count', ...failed },
        denominator: {
          kind: 'distinct',
          column: 'customer',
          source: { kind: 'table', table: 'events', time: TIMES[3] },
        },
      },
    });
    const windows = [NOON, { ...NOON, slot: 'judged/nothing', from: SEOUL - 9 * HOUR, to: SEOUL - 8 * HOUR }];
    const rows = sorted(await readRows(compileWindows([kpi], windows), kpi, WHOLE));
    const inside = EVENTS.filter((event) => event.at >= NOON.from && event.at < NOON.to);
    const wanted = inside.filter(({ status }) => status === 'failed').length / 7;
    expect(rows.map(({ slot, value, events }) => [slot, value, events])).toEqual([
      ['judged/nothing', null, 0],
      ['judged/now', Number(wanted.toFixed(6)), inside.length],
    ]);
  });
});

// What is handed on in a sharded set-up is a range of the same column: the servers that hold rows plan it alike.
it.each(['at_seconds', 'at_timestamp', 'at_seoul', 'day_seoul'])('reads an index range of %s', async (column) => {
  await storeEvents(connection, EVENTS);
  const time = [...TIMES, ...DAYS].find((one) => one.column === column);
  const kpi = kpiOf({ value: { kind: 'sum', column: 'amount' }, source: { time } });
  const sql = compileWindows(
    [kpi],
    [{ slot: 'judged/now', from: SEOUL, to: SEOUL + (column === 'day_seoul' ? 24 * HOUR : 60) }]
  );
  await onEachReader(connection, 'events', async (reader) => {
    await reader.query(`CREATE INDEX by_${column} ON events (${column}, amount)`);
    const [plan] = await reader.query<RowDataPacket[]>(`EXPLAIN FORMAT=TRADITIONAL ${sql}`);
    expect(plan.map(({ type, key }) => ({ type: String(type), key: String(key) }))).toEqual([
      { type: 'range', key: `by_${column}` },
    ]);
  });
});

it('reads each of two time columns by its own index, in one statement', async () => {
  await storeEvents(connection, EVENTS);
  const kpis = ['at_seoul', 'at_millis'].map((column) => {
    const time = TIMES.find((one) => one.column === column);
    return kpiOf({ id: column, value: { kind: 'sum', column: 'amount' }, source: { time } });
  });
  const sql = compileWindows(kpis, [{ slot: 'judged/now', from: SEOUL, to: SEOUL + 60 }]);
  await onEachReader(connection, 'events', async (reader) => {
    await reader.query('CREATE INDEX by_seoul ON events (at_seoul, amount)');
    await reader.query('CREATE INDEX by_millis ON events (at_millis, amount)');
    const [plan] = await reader.query<RowDataPacket[]>(`EXPLAIN FORMAT=TRADITIONAL ${sql}`);
    const parts = plan.filter(({ table }) => table === 'events').map(({ type, rows }) => [type, Number(rows) < 10]);
    expect(parts).toEqual([
      ['range', true],
      ['range', true],
    ]);
  });
});
