import fc from 'fast-check';
import type { Connection, RowDataPacket } from 'mysql2/promise';

import { newTestDatabase } from '../../../demo/test-database';
import { isTotal, type Kpi } from '../catalogue/schema';
import { expectedOf } from '../detect/expected';
import { judgedWindow, REFERENCES, windowDaysBefore } from '../time/windows';
import { wallClock } from '../time/zone';
import { withTimeLimit, type Dialect } from './dialect';
import { compileRuleBy, compileRuleNowBy, MOST_VALUES } from './ruleBy';
import {
  createEvents,
  dialectOn,
  eventsIn,
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
const MINIMUM = 3;
const NOW = Date.parse('2026-03-10T03:04:05Z') / 1000;
const ZONES = ['Asia/Seoul', 'America/New_York'] as const;
const window = { seconds: SECONDS, minimumEvents: MINIMUM, writtenAt: NOW };

let connection: Connection;
let drop: () => Promise<void>;
let dialect: Dialect;

beforeAll(async () => {
  ({ connection, drop } = await newTestDatabase('kpiwatch_rule_by_test'));
  await createEvents(connection);
  dialect = await dialectOn(connection);
});

afterAll(() => drop());

/** The rows of a statement, oldest first, by the value of the dimension. */
async function answer(select: string): Promise<Map<string, Array<number | null>>> {
  const sql = withTimeLimit(select, dialect, 30).replaceAll('$__unixEpochTo()', String(NOW));
  const [rows] = await connection.query<RowDataPacket[]>(sql);
  const values = new Map<string, Array<number | null>>();
  for (const { region, value } of rows) {
    values.set(String(region), [...(values.get(String(region)) ?? []), value === null ? null : Number(value)]);
  }
  return values;
}

const scenario = fc
  .record({ zone: fc.constantFrom(...ZONES), time: fc.constantFrom(...TIMES), value: fc.constantFrom(...VALUES) })
  .chain((chosen) => {
    const judged = judgedWindow(NOW, SECONDS, 30);
    const ends = [judged.to, ...REFERENCES.map(({ days }) => windowDaysBefore(judged, days, chosen.zone).to)];
    const event = fc.record({
      at: fc.tuple(fc.constantFrom(...ends), fc.integer({ min: -SECONDS - 3, max: 3 })).map(([end, by]) => end + by),
      amount: fc.integer({ min: -50, max: 10_000 }),
      customer: fc.integer({ min: 1, max: 20 }),
      region: fc.constantFrom(...REGIONS.slice(0, 3), ''),
      status: fc.constantFrom('succeeded', 'failed', null),
    });
    const selector = (one: Event) => wallClock(one.at, 'America/New_York');
    return fc.uniqueArray(event, { minLength: 1, maxLength: 120, selector }).map((events) => ({ ...chosen, events }));
  });

/** What a value of the dimension is now, and what is expected of it; the same as of a KPI of its rows alone. */
function wanted(kpi: Kpi, events: readonly Event[]) {
  const judged = judgedWindow(NOW, SECONDS, ingestDelay(kpi));
  const read = (days: number) => {
    const inside = eventsIn(events, kpi.source, days === 0 ? judged : windowDaysBefore(judged, days, kpi.zone));
    const { value, events: count } = valueOf(kpi, inside);
    return {
      known: value !== null || isTotal(kpi),
      rows: inside.length,
      value: value ?? 0,
      events: value === null ? 0 : count,
    };
  };
  const [now, ...references] = [0, ...REFERENCES.map(({ days }) => days)].map(read);
  const expected = expectedOf(references);
  return {
    isKnown: [now, ...references].some((one) => (one?.rows ?? 0) > 0),
    now: now?.known ? now.value : null,
    expected: expected && expected.events >= MINIMUM && now?.known ? expected.value : 0,
  };
}

it('each value of a dimension is judged as a KPI of its rows alone would be', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ zone, time, value, events }) => {
      const kpi = kpiOf({ value, zone, ingestDelay: '30s', source: { time }, dimensions: ['region'] });
      await storeEvents(connection, events);
      const byRegion = new Map(
        [...new Set(events.map(({ region }) => region))].map((region) => [
          region === '' ? 'none' : region,
          wanted(
            kpi,
            events.filter((one) => one.region === region)
          ),
        ])
      );
      const shown = [...byRegion].filter(([, { isKnown }]) => isKnown);
      const now = await answer(compileRuleNowBy([kpi], 'region', window));
      const both = await answer(compileRuleBy([kpi], 'region', window));
      expect([...now.keys()].sort()).toEqual(shown.map(([region]) => region).sort());
      for (const [region, one] of shown) {
        const read = now.get(region)?.[0] ?? null;
        expect(read === null).toBe(one.now === null);
        expect(read ?? 0).toBeCloseTo(one.now ?? 0, 3);
        const [expected = NaN, last = NaN] = (both.get(region) ?? []).map(Number);
        expect(last).toBeCloseTo(one.now ?? 0, 3);
        expect(expected).toBeCloseTo(one.expected, 3);
      }
    }),
    { numRuns: propertyRuns(30) }
  );
}, 120_000);

it('judges the values with the most events, those of a KPI that fell to nothing among them', async () => {
  const yesterday = judgedWindow(NOW, SECONDS, 10).to - 86_400 - 30;
  const event = { amount: 1, customer: 1, status: null };
  const events = Array.from({ length: MOST_VALUES + 5 }, (_, index) => index).flatMap((index) =>
    Array.from({ length: index + 1 }, () => ({ ...event, at: yesterday, region: `r${String(index).padStart(2, '0')}` }))
  );
  await storeEvents(connection, events);
  const read = await answer(compileRuleNowBy([kpiOf({ zone: 'UTC' })], 'region', window));
  expect(read.size).toBe(MOST_VALUES);
  expect(read.get('r54')).toEqual([0]);
  expect(read.has('r04')).toBe(false);
});
