import fc from 'fast-check';
import type { Connection, RowDataPacket } from 'mysql2/promise';

import { newTestDatabase } from '../../../demo/test-database';
import { catalogueSchema, type Kpi } from '../catalogue/schema';
import type { WindowValue } from '../detect/expected';
import { judge } from '../detect/judge';
import { durationSeconds } from '../time/duration';
import { judgedWindow, REFERENCES, windowDaysBefore, type TimeWindow } from '../time/windows';
import { wallClock } from '../time/zone';
import { compileRuleExpected, compileRuleNow } from './rule';

interface Event {
  at: number;
  amount: number;
  customer: number;
}

const SECONDS = 600;
const MINIMUM = 5;
const ZONES = ['Asia/Seoul', 'America/New_York', 'Europe/Berlin', 'UTC'] as const;

/** Every time column holds the same instant; the local one as a wall clock of the zone shows it. */
const TIMES = [
  { column: 'at_timestamp', type: 'timestamp' },
  { column: 'at_local', type: 'datetime' },
  { column: 'at_seconds', type: 'epoch_s' },
  { column: 'at_millis', type: 'epoch_ms' },
] as const;

const VALUES = [
  { kind: 'count' },
  { kind: 'sum', column: 'amount' },
  { kind: 'distinct', column: 'customer' },
] as const;

let connection: Connection;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ connection, drop } = await newTestDatabase('kpiwatch_rule_test'));
  await connection.query(
    `CREATE TABLE events (at_timestamp TIMESTAMP NOT NULL, at_local DATETIME NOT NULL, at_seconds BIGINT NOT NULL,
     at_millis BIGINT NOT NULL, amount INT NOT NULL, customer INT NOT NULL)`
  );
});

afterAll(() => drop());

function kpiOf(zone: string, time: (typeof TIMES)[number], value: (typeof VALUES)[number]): Kpi {
  const [kpi] = catalogueSchema.parse({
    version: 1,
    kpis: [
      {
        id: 'events',
        name: 'Events',
        area: 'own',
        source: { table: 'events', time: time.type === 'datetime' ? { ...time, zone } : time },
        value,
        ingestDelay: '30s',
        zone,
      },
    ],
  }).kpis;
  if (!kpi) {
    throw new Error('one KPI in, one KPI out');
  }
  return kpi;
}

function valueIn(events: readonly Event[], window: TimeWindow, kpi: Kpi): WindowValue {
  const inside = events.filter(({ at }) => at >= window.from && at < window.to);
  switch (kpi.value.kind) {
    case 'count':
      return { value: inside.length, events: inside.length };
    case 'sum':
      return { value: inside.reduce((sum, { amount }) => sum + amount, 0), events: inside.length };
    case 'distinct':
      return { value: new Set(inside.map(({ customer }) => customer)).size, events: inside.length };
  }
}

async function answer(sql: string, now: number): Promise<number> {
  const [rows] = await connection.query<RowDataPacket[]>(sql.replaceAll('$__unixEpochTo()', String(now)));
  expect(rows).toHaveLength(1);
  return Number(rows[0]?.value);
}

/** Times near the edges of the windows that will be read, where mistakes live. */
function eventsAround(now: number, zone: string): fc.Arbitrary<Event[]> {
  const judged = judgedWindow(now, SECONDS, 30);
  const ends = [judged.to, ...REFERENCES.map(({ days }) => windowDaysBefore(judged, days, zone).to)];
  const event = fc.record({
    at: fc.tuple(fc.constantFrom(...ends), fc.integer({ min: -SECONDS - 3, max: 3 })).map(([end, by]) => end + by),
    amount: fc.integer({ min: -50, max: 10_000 }),
    customer: fc.integer({ min: 1, max: 20 }),
  });
  return fc.array(event, { minLength: 1, maxLength: 160 });
}

/** Any minute of two years in which each of the zones changes its clocks, the hours around the changes more often. */
const instant = fc.oneof(
  fc.integer({ min: Date.parse('2026-01-01') / 1000, max: Date.parse('2027-12-31') / 1000 }),
  fc
    .tuple(
      fc.constantFrom(
        ...['2026-03-08T07:00Z', '2026-03-29T01:00Z', '2026-11-01T06:00Z'].map((t) => Date.parse(t) / 1000)
      ),
      fc.integer({ min: 0, max: 21 }),
      fc.integer({ min: 7200, max: 20_000 })
    )
    .map(([change, days, after]) => change + days * 86_400 + after)
);

const scenario = fc
  .record({
    now: instant,
    zone: fc.constantFrom(...ZONES),
    time: fc.constantFrom(...TIMES),
    value: fc.constantFrom(...VALUES),
  })
  .chain((chosen) => eventsAround(chosen.now, chosen.zone).map((events) => ({ ...chosen, events })));

it('a rule sees what the panel sees: SQL and TypeScript agree on random data, daylight saving included', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ now, zone, time, value, events }) => {
      const kpi = kpiOf(zone, time, value);
      await connection.query('TRUNCATE events');
      await connection.query('INSERT INTO events VALUES ?', [
        events.map(({ at, amount, customer }) => [
          wallClock(at, 'UTC'),
          wallClock(at, zone),
          at,
          at * 1000 + 999,
          amount,
          customer,
        ]),
      ]);
      const window = { seconds: SECONDS, minimumEvents: MINIMUM, writtenAt: now };
      const judged = judgedWindow(now, SECONDS, durationSeconds(kpi.ingestDelay));
      const current = valueIn(events, judged, kpi);
      const references = REFERENCES.map(({ days }) => valueIn(events, windowDaysBefore(judged, days, zone), kpi));
      const verdict = judge(current.value, references, { drop: 0.3, watch: 0.1, minimumEvents: MINIMUM });
      const judgeable = verdict.state !== 'no-reference' && verdict.state !== 'low-traffic';

      expect(await answer(compileRuleNow([kpi], window), now)).toBe(current.value);
      expect(await answer(compileRuleExpected([kpi], window), now)).toBeCloseTo(
        judgeable ? (verdict.expected ?? 0) : 0,
        3
      );
    }),
    { numRuns: 150 }
  );
}, 120_000);
