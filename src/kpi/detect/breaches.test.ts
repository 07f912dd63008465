import fc from 'fast-check';

import { kpiOf } from '../sql/testing';
import { ingestDelay } from '../sql/windows';
import { judgedWindow, REFERENCES, windowDaysBefore, type TimeWindow } from '../time/windows';
import { breachesOf, planBreaches, type Breach, type BreachPlan } from './breaches';
import { judgeReading } from './judgeReading';
import type { WindowRow } from './reading';

const at = (iso: string) => Date.parse(iso) / 1000;
const HOUR = 3600;
const THRESHOLDS = { drop: 0.3, watch: 0.3, minimumEvents: 20 };

/** Events a minute at an instant. */
type Rate = (epoch: number) => number;

function planned(...args: Parameters<typeof planBreaches>): BreachPlan {
  const plan = planBreaches(...args);
  if (typeof plan === 'string') {
    throw new Error(plan);
  }
  return plan;
}

function countIn({ from, to }: TimeWindow, rate: Rate): number {
  let count = 0;
  for (let minute = from; minute < to; minute += 60) {
    count += rate(minute);
  }
  return count;
}

/** What a database with so many events would give. */
function rowsOf({ windows }: BreachPlan, rate: Rate): WindowRow[] {
  return windows.flatMap(({ slot, from, to, bucket = to - from }) =>
    Array.from({ length: (to - from) / bucket }, (_, index) => {
      const count = countIn({ from: from + index * bucket, to: from + (index + 1) * bucket }, rate);
      return { slot, bucket: index, value: count, events: count, lastSecond: null };
    })
  );
}

const NOON = at('2026-03-10T12:00:00Z');
const RANGE = { from: NOON - 3 * HOUR, to: NOON + 30 };
const dips =
  (from: number, to: number, by: number): Rate =>
  (epoch) =>
    epoch >= from && epoch < to ? 10 * (1 - by) : 10;

function found(rate: Rate, change: Record<string, unknown> = {}): Breach[] {
  const plan = planned(kpiOf(change), RANGE, 600);
  return breachesOf(plan, rowsOf(plan, rate), THRESHOLDS);
}

it('finds from when to when a KPI was below what was expected, and how far', () => {
  const [breach, ...others] = found(dips(NOON - 2 * HOUR, NOON - HOUR, 0.5));
  expect(others).toEqual([]);
  // Six minutes at half the rate make ten minutes fall by 30 %: more than that breaches.
  expect(breach).toMatchObject({ from: NOON - 2 * HOUR + 480, to: NOON - HOUR + 240, open: false });
  expect(breach?.worst).toMatchObject({ now: 50, expected: 100, drop: 0.5 });
});

it('says that the newest window breaches still', () => {
  expect(found(dips(NOON - 1200, NOON + 600, 0.9)).map(({ open }) => open)).toEqual([true]);
});

it('takes a rise for the bad news where less is better', () => {
  const rises = dips(NOON - 2 * HOUR, NOON - HOUR, -0.5);
  expect(found(rises)).toEqual([]);
  expect(found(rises, { goodDirection: 'down' })).toMatchObject([{ worst: { now: 150, expected: 100, drop: -0.5 } }]);
});

it('finds nothing where too little is expected', () => {
  expect(found((epoch) => (epoch > NOON - HOUR ? 0 : 0.1))).toEqual([]);
});

it('reads each row once, whatever is compared with it', () => {
  const week = planned(kpiOf({ zone: 'Asia/Seoul' }), { from: NOON - 7 * 86_400, to: NOON }, 600);
  const seconds = week.windows.reduce((sum, { from, to }) => sum + to - from, 0);
  expect(seconds).toBeLessThan(28.1 * 86_400);
  const hours = planned(kpiOf(), RANGE, 600);
  expect(hours.windows).toHaveLength(7);
  expect(hours.windows.every(({ from, to }) => to - from <= 3 * HOUR + 600)).toBe(true);
});

it('reads what does not add up in whole windows', () => {
  const plan = planned(kpiOf({ value: { kind: 'distinct', column: 'customer' } }), RANGE, 600);
  expect([plan.step, plan.ends.length]).toEqual([600, 18]);
});

it.each([
  ['range-too-long', kpiOf(), { from: NOON - 400 * 86_400, to: NOON }, 600],
  ['window-too-long', kpiOf({ value: { kind: 'average', column: 'amount' } }), RANGE, 2 * HOUR],
  [
    'window-too-short',
    kpiOf({ source: { time: { column: 'day_seoul', type: 'date', zone: 'Asia/Seoul' } } }),
    RANGE,
    600,
  ],
] as const)('says why there is nothing to find: %s', (problem, kpi, range, length) => {
  expect(planBreaches(kpi, range, length)).toBe(problem);
});

it('judges each window as a panel did at that moment, daylight saving included', () => {
  const scenario = fc.record({
    to: fc.constantFrom(at('2026-03-08T12:00Z'), at('2026-03-14T09:00Z'), at('2026-11-02T03:00Z'), NOON),
    hours: fc.integer({ min: 1, max: 30 }),
    zone: fc.constantFrom('UTC', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe'),
    length: fc.constantFrom(300, 420, 600, 2100, 3600),
    seed: fc.integer({ min: 1, max: 1000 }),
  });
  fc.assert(
    fc.property(scenario, ({ to, hours, zone, length, seed }) => {
      const kpi = kpiOf({ zone });
      const rate: Rate = (epoch) => Math.abs(Math.sin(epoch * seed)) * (Math.sin(epoch / 5000) > 0 ? 10 : 3);
      const plan = planned(kpi, { from: to - hours * HOUR, to }, length);
      const breaches = breachesOf(plan, rowsOf(plan, rate), THRESHOLDS);
      // Some of them: asking for the zone's clocks is what takes the time.
      for (const end of plan.ends.filter((_, index) => index % 29 === seed % 29)) {
        const judged = judgedWindow(end + ingestDelay(kpi), length, ingestDelay(kpi));
        const read = (window: TimeWindow) => ({ value: countIn(window, rate), events: countIn(window, rate) });
        const references = REFERENCES.map(({ days }) => read(windowDaysBefore(judged, days, zone)));
        const { state } = judgeReading({ kpi, now: read(judged), references }, THRESHOLDS);
        expect(breaches.some((breach) => breach.from <= end && end < breach.to)).toBe(state === 'drop');
      }
    }),
    { numRuns: 25 }
  );
});
