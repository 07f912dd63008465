import fc from 'fast-check';
import type { Connection, RowDataPacket } from 'mysql2/promise';

import { newTestDatabase } from '../../../demo/test-database';
import { expectedOf, type WindowValue } from '../detect/expected';
import { judge } from '../detect/judge';
import { isTotal, type Kpi } from '../catalogue/schema';
import { judgedWindow, REFERENCES, windowDaysBefore, type TimeWindow } from '../time/windows';
import { wallClock } from '../time/zone';
import { withTimeLimit, type Dialect } from './dialect';
import { compileRuleExpected, compileRuleNow } from './rule';
import {
  createEvents,
  dialectOn,
  eventsIn,
  FILTERS,
  kpiOf,
  propertyRuns,
  REGIONS,
  storeEvents,
  TIMES,
  valueOf,
  VALUES,
  type Event,
} from './testing';
import { ingestDelay } from './windows';

const SECONDS = 600;
const MINIMUM = 5;
const ZONES = ['Asia/Seoul', 'America/New_York', 'Europe/Berlin', 'UTC'] as const;

let connection: Connection;
let drop: () => Promise<void>;
let dialect: Dialect;

beforeAll(async () => {
  ({ connection, drop } = await newTestDatabase('kpiwatch_rule_test'));
  await createEvents(connection);
  dialect = await dialectOn(connection);
});

afterAll(() => drop());

/** Of a mean that nobody knows the panel has no events. */
function valueIn(events: readonly Event[], window: TimeWindow, kpi: Kpi): WindowValue & { known: boolean } {
  const { value, events: count } = valueOf(kpi, eventsIn(events, kpi.source, window));
  return { value: value ?? 0, events: value === null ? 0 : count, known: value !== null };
}

async function answer(select: string, now: number): Promise<number | null> {
  const sql = withTimeLimit(select, dialect, 30).replaceAll('$__unixEpochTo()', String(now));
  const [rows] = await connection.query<RowDataPacket[]>(sql);
  expect(rows).toHaveLength(1);
  return rows[0]?.value === null ? null : Number(rows[0]?.value);
}

/** Times near the edges of the windows that will be read, where mistakes live. */
function eventsAround(now: number, zone: string): fc.Arbitrary<Event[]> {
  const judged = judgedWindow(now, SECONDS, 30);
  const ends = [judged.to, ...REFERENCES.map(({ days }) => windowDaysBefore(judged, days, zone).to)];
  const event = fc.record({
    at: fc.tuple(fc.constantFrom(...ends), fc.integer({ min: -SECONDS - 3, max: 3 })).map(([end, by]) => end + by),
    amount: fc.integer({ min: -50, max: 10_000 }),
    customer: fc.integer({ min: 1, max: 20 }),
    region: fc.constantFrom(...REGIONS),
    status: fc.constantFrom('succeeded', 'failed', null),
  });
  return fc.uniqueArray(event, {
    minLength: 1,
    maxLength: 160,
    selector: (one) => wallClock(one.at, 'America/New_York'),
  });
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
      fc.integer({ min: -3600, max: 20_000 })
    )
    .map(([change, days, after]) => change + days * 86_400 + after)
);

const scenario = fc
  .record({
    now: instant,
    zone: fc.constantFrom(...ZONES),
    time: fc.constantFrom(...TIMES),
    value: fc.constantFrom(...VALUES),
    filters: fc.uniqueArray(fc.constantFrom(...FILTERS.slice(0, 6)), { maxLength: 1 }),
  })
  .chain((chosen) => eventsAround(chosen.now, chosen.zone).map((events) => ({ ...chosen, events })));

/** As `judge` has it, which also calls a drop of nothing too little traffic. */
function enough(references: readonly WindowValue[]): boolean {
  return (expectedOf(references)?.events ?? 0) >= MINIMUM;
}

it('a rule sees what the panel sees: SQL and TypeScript agree on random data, daylight saving included', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ now, zone, time, value, filters, events }) => {
      const kpi = kpiOf({ value, zone, ingestDelay: '30s', source: { time, filters } });
      await storeEvents(connection, events);
      const window = { seconds: SECONDS, minimumEvents: MINIMUM, writtenAt: now };
      const judged = judgedWindow(now, SECONDS, ingestDelay(kpi));
      const current = valueIn(events, judged, kpi);
      const references = REFERENCES.map(({ days }) => valueIn(events, windowDaysBefore(judged, days, zone), kpi));
      const verdict = judge(current.value, references, { drop: 0.3, watch: 0.1, minimumEvents: MINIMUM });
      const judgeable = verdict.state !== 'no-reference' && verdict.expected !== undefined && enough(references);

      const read = await answer(compileRuleNow([kpi], window), now);
      expect(read === null).toBe(!current.known && !isTotal(kpi));
      expect(read ?? 0).toBeCloseTo(current.value, 3);
      expect(await answer(compileRuleExpected([kpi], window), now)).toBeCloseTo(
        judgeable ? (verdict.expected ?? 0) : 0,
        3
      );
    }),
    { numRuns: propertyRuns(60) }
  );
}, 120_000);
