import type { Connection, RowDataPacket } from 'mysql2/promise';

import { newTestDatabase } from '../../../demo/test-database';
import { catalogueSchema, type Kpi, type TimeColumn } from '../catalogue/schema';
import { wallClock } from '../time/zone';
import { compileWindows, type SlotWindow } from './windows';

interface Event {
  at: number;
  amount: number;
  customer: number;
}

const HOUR = 3600;
/** New York's clocks leap from 02:00 to 03:00. */
const SPRING = Date.parse('2026-03-08T07:00Z') / 1000;
const SEOUL = Date.parse('2026-03-10T03:00Z') / 1000;

const VALUES = [
  { kind: 'count' },
  { kind: 'sum', column: 'amount' },
  { kind: 'distinct', column: 'customer' },
] as const;

let connection: Connection;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ connection, drop } = await newTestDatabase('kpiwatch_windows_test'));
  await connection.query(
    `CREATE TABLE events (at_timestamp TIMESTAMP NOT NULL, at_seoul DATETIME NOT NULL, at_new_york DATETIME NOT NULL,
     at_seconds BIGINT NOT NULL, at_millis BIGINT NOT NULL, amount DECIMAL(12, 2) NOT NULL, customer INT NOT NULL)`
  );
});

afterAll(() => drop());

const TIMES: TimeColumn[] = [
  { column: 'at_timestamp', type: 'timestamp' },
  { column: 'at_seoul', type: 'datetime', zone: 'Asia/Seoul' },
  { column: 'at_new_york', type: 'datetime', zone: 'America/New_York' },
  { column: 'at_seconds', type: 'epoch_s' },
  { column: 'at_millis', type: 'epoch_ms' },
];

function kpiOf(time: TimeColumn, value: (typeof VALUES)[number]): Kpi {
  const [kpi] = catalogueSchema.parse({
    version: 1,
    kpis: [{ id: 'events', name: 'Events', area: 'own', source: { table: 'events', time }, value }],
  }).kpis;
  if (!kpi) {
    throw new Error('one KPI in, one KPI out');
  }
  return kpi;
}

/** Two a minute or so from two hours before to two hours after, and one at each edge where mistakes live. */
function eventsAround(instant: number): Event[] {
  const steps = Array.from({ length: 400 }, (_, index) => instant - 2 * HOUR + index * 36 + ((index * 7) % 31));
  const edges = [-HOUR - 1, -HOUR, -1, 0, 1, 599, 600, HOUR - 1, HOUR].map((offset) => instant + offset);
  return [...steps, ...edges].map((at, index) => ({ at, amount: (index % 9) + 0.25, customer: (index * 5) % 23 }));
}

async function store(events: readonly Event[]) {
  await connection.query('TRUNCATE events');
  await connection.query('INSERT INTO events VALUES ?', [
    events.map(({ at, amount, customer }) => [
      wallClock(at, 'UTC'),
      wallClock(at, 'Asia/Seoul'),
      wallClock(at, 'America/New_York'),
      at,
      at * 1000 + 999,
      amount,
      customer,
    ]),
  ]);
}

function expectedRows(events: readonly Event[], kpi: Kpi, windows: readonly SlotWindow[]) {
  return windows.flatMap((window) => {
    const { slot, from, to, bucket } = window;
    const inside = events.filter(({ at }) => at >= from && at < to);
    const keys = bucket === undefined ? [null] : [...new Set(inside.map(({ at }) => Math.floor((at - from) / bucket)))];
    return keys.map((key) => {
      const group = bucket === undefined ? inside : inside.filter(({ at }) => Math.floor((at - from) / bucket) === key);
      const last = Math.max(...group.map(({ at }) => at - from));
      return {
        slot,
        bucket: key,
        value: valueOf(group, kpi),
        events: group.length,
        last: group.length > 0 ? last : null,
      };
    });
  });
}

function valueOf(group: readonly Event[], kpi: Kpi): number {
  switch (kpi.value.kind) {
    case 'count':
      return group.length;
    case 'sum':
      return group.reduce((sum, { amount }) => sum + amount, 0);
    case 'distinct':
      return new Set(group.map(({ customer }) => customer)).size;
  }
}

async function readRows(sql: string) {
  const [rows] = await connection.query<RowDataPacket[]>(sql);
  const numberOf = (value: unknown) => (value === null ? null : Number(value));
  return rows.map((row) => ({
    slot: String(row.slot),
    bucket: numberOf(row.bucket_no),
    value: numberOf(row.value),
    events: numberOf(row.events),
    last: numberOf(row.last_second),
  }));
}

describe.each([
  ['an ordinary day', SEOUL],
  ['the night when daylight saving begins', SPRING],
])('on %s', (_, instant) => {
  const events = eventsAround(instant);
  const windows: SlotWindow[] = [
    { slot: 'judged/now', from: instant, to: instant + 600 },
    { slot: 'judged/nothing', from: instant + 9 * HOUR, to: instant + 10 * HOUR },
    { slot: 'series/now', from: instant - HOUR, to: instant + HOUR, bucket: 600 },
  ];
  const byPlace = (a: { slot: string; bucket: number | null }, b: { slot: string; bucket: number | null }) =>
    a.slot.localeCompare(b.slot) || (a.bucket ?? 0) - (b.bucket ?? 0);

  beforeAll(() => store(events));

  it.each(TIMES.flatMap((time) => VALUES.map((value) => [time, value] as const)))(
    'counts what TypeScript counts: %j, %j',
    async (time, value) => {
      const kpi = kpiOf(time, value);
      const rows = await readRows(compileWindows(kpi, windows));
      expect(rows.sort(byPlace)).toEqual(expectedRows(events, kpi, windows).sort(byPlace));
    }
  );
});

it('counts a window across a change of daylight saving as a whole', async () => {
  const events = eventsAround(SPRING);
  const across = { slot: 'judged/now', from: SPRING - HOUR, to: SPRING + HOUR };
  await store(events);
  for (const value of VALUES) {
    const kpi = kpiOf({ column: 'at_new_york', type: 'datetime', zone: 'America/New_York' }, value);
    const [row] = await readRows(compileWindows(kpi, [across]));
    const [expected] = expectedRows(events, kpi, [across]);
    expect([row?.value, row?.events]).toEqual([expected?.value, expected?.events]);
  }
});

it('reads an index range of its time column', async () => {
  await connection.query('CREATE INDEX seconds ON events (at_seconds, amount)');
  const kpi = kpiOf({ column: 'at_seconds', type: 'epoch_s' }, { kind: 'sum', column: 'amount' });
  const [plan] = await connection.query<RowDataPacket[]>(
    `EXPLAIN FORMAT=TRADITIONAL ${compileWindows(kpi, [{ slot: 'judged/now', from: SEOUL, to: SEOUL + 600 }])}`
  );
  expect(plan.map(({ type, key }) => ({ type: String(type), key: String(key) }))).toEqual([
    { type: 'range', key: 'seconds' },
  ]);
});
