/** @jest-environment jest-fixed-jsdom */
import { createDataFrame, FieldType, toDataFrame, type DataFrame } from '@grafana/data';
import fc from 'fast-check';
import type { Connection, RowDataPacket } from 'mysql2/promise';

import { newTestDatabase } from '../../../demo/test-database';
import { isTotal, type Catalogue, type Kpi } from '../../kpi/catalogue/schema';
import { expectedOf, median, type WindowValue } from '../../kpi/detect/expected';
import {
  createEvents,
  eventsIn,
  FILTERS,
  kpiOf,
  propertyRuns,
  REGIONS,
  storeEvents,
  TIMES,
  VALUES,
  valueOf,
  type Event,
} from '../../kpi/sql/testing';
import { compileSoFarNow, compileSoFarUsual } from '../../kpi/sql/soFar';
import { ingestDelay } from '../../kpi/sql/windows';
import {
  bucketsDaysBefore,
  judgedWindow,
  REFERENCES,
  seriesWindow,
  windowDaysBefore,
  type TimeWindow,
} from '../../kpi/time/windows';
import { daysBefore } from '../../kpi/time/zone';
import { planQuery } from '../plan';
import { rowsOf } from '../rows';
import { statementsOf } from '../statements';
import { migrateQuery, type BusinessKpiQuery } from '../types';

const HOUR = 3600;
const DAY = 24 * HOUR;
const at = (iso: string) => Date.parse(iso) / 1000;

/** An ordinary day; the nights when New York's clocks leap ahead and fall back, and the days and weeks after them. */
const INSTANTS = [
  '2026-02-10T03:00Z',
  '2026-03-08T07:00Z',
  '2026-03-09T07:00Z',
  '2026-03-22T07:00Z',
  '2026-11-01T06:00Z',
  '2026-11-02T06:00Z',
  '2026-11-15T06:00Z',
].map(at);

/** Those that tell every instant apart, also in the hour that New York's clocks show twice. */
const EXACT = TIMES.filter(({ column }) => column !== 'at_new_york');

let connection: Connection;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ connection, drop } = await newTestDatabase('kpiwatch_views_test'));
  await createEvents(connection);
});

afterAll(() => drop());

interface Scenario {
  instant: number;
  zone: string;
  /** Of the range, before and after the instant. */
  before: number;
  after: number;
  kpi: Kpi;
  events: Event[];
}

function scenarioOf(values: ReadonlyArray<Record<string, unknown>>): fc.Arbitrary<Scenario> {
  return fc
    .record({
      instant: fc.constantFrom(...INSTANTS),
      zone: fc.constantFrom('America/New_York', 'Asia/Seoul'),
      before: fc.integer({ min: 1, max: 30 * HOUR }),
      after: fc.integer({ min: 600, max: 3 * HOUR }),
      time: fc.constantFrom(...EXACT),
      value: fc.constantFrom(...values),
      filters: fc.uniqueArray(fc.constantFrom(...FILTERS), { maxLength: 1 }),
    })
    .chain(({ time, value, filters, ...chosen }) => {
      const { instant, zone, before, after } = chosen;
      const kpi = kpiOf({ value, zone, dimensions: ['region', 'status'], source: { time, filters } });
      const event = fc.record({
        days: fc.constantFrom(0, 0, 0, ...REFERENCES.map(({ days }) => days)),
        second: fc.integer({ min: -before - 2 * HOUR, max: after }),
        amount: fc.integer({ min: 1, max: 40 }).map((quarters) => quarters / 4),
        customer: fc.integer({ min: 1, max: 9 }),
        region: fc.constantFrom(...REGIONS),
        status: fc.constantFrom('succeeded', 'failed', null),
      });
      return fc
        .uniqueArray(event, { maxLength: 120, selector: ({ days, second }) => `${days} ${second}` })
        .map((events) => ({
          ...chosen,
          kpi,
          events: events.map(({ days, second, ...rest }) => ({ at: instant + second - days * DAY, ...rest })),
        }));
    });
}

/** What a query shows of what the database has: as in Grafana, but for Grafana. */
async function shown(scenario: Scenario, part: Partial<BusinessKpiQuery>): Promise<DataFrame[]> {
  const { kpi, instant, before, after, events } = scenario;
  await storeEvents(connection, events);
  const catalogue: Catalogue = { version: 2, kpis: [kpi] };
  const query = migrateQuery({ refId: 'A', ...{ kpis: [kpi.id], ...part } });
  const plan = planQuery(query, catalogue, { from: instant - before, to: instant + after }, 1);
  expect(plan.problems).toEqual([]);
  const frames: DataFrame[] = [];
  for (const { sql, asks } of statementsOf(plan.asks)) {
    const [rows] = await connection.query<RowDataPacket[]>(sql);
    const names = Object.keys(rows[0] ?? {});
    const answer = createDataFrame({
      fields: names.map((name) => ({ name, type: FieldType.other, values: rows.map((row) => row[name]) })),
    });
    for (const ask of asks) {
      if ('kpi' in ask) {
        frames.push(toDataFrame(ask.frame(rowsOf(answer, ask.kpi, ask.slice))));
      }
    }
  }
  return frames;
}

function columnsOf(frame: DataFrame | undefined): Record<string, Array<number | null>> {
  const rounded = (value: unknown) => (typeof value === 'number' ? Number(value.toFixed(6)) : null);
  return Object.fromEntries((frame?.fields ?? []).map(({ name, values }) => [name, values.map(rounded)]));
}

function rounded(values: ReadonlyArray<number | null | undefined>): Array<number | null> {
  return values.map((value) => (value === null || value === undefined ? null : Number(value.toFixed(6))));
}

/** What there is of a KPI in a window; undefined where nothing is known. */
function known({ kpi, events }: Scenario, window: TimeWindow): WindowValue | undefined {
  const { value, events: count } = valueOf(kpi, eventsIn(events, kpi.source, window));
  return value === null || count === 0 ? undefined : { value, events: count };
}

/** The steps of a curve, each with its references: what begins at the same time on the wall is compared. */
function steps(scenario: Scenario, starts: readonly number[], bucket: number) {
  const nothing = isTotal(scenario.kpi) ? 0 : null;
  return starts.map((from) => {
    const references = REFERENCES.map(({ id, days }) => {
      const start = daysBefore(from, days, scenario.kpi.zone);
      return { id, ...known(scenario, { from: start, to: start + bucket }) };
    });
    const usable = references.flatMap(({ value, events }) =>
      value === undefined || events === undefined ? [] : [{ value, events }]
    );
    return {
      now: known(scenario, { from, to: from + bucket })?.value ?? nothing,
      expected: expectedOf(usable)?.value ?? null,
      all: usable.map(({ value }) => value),
      week1: references[0]?.value ?? null,
      day1: references.find(({ id }) => id === 'day1')?.value ?? nothing,
    };
  });
}

const startsOf = (frame: DataFrame | undefined) =>
  (frame?.fields[0]?.values ?? []).map((time: unknown) => Number(time) / 1000);

const RUNS = { numRuns: propertyRuns(40) };

it('compares as TypeScript does, step by step, whatever the clocks do', async () => {
  await fc.assert(
    fc.asyncProperty(scenarioOf(VALUES), fc.constantFrom('5m', '15m', '1h'), async (scenario, bucket) => {
      const [frame] = await shown(scenario, { view: 'compare', bucket });
      const starts = startsOf(frame);
      const length = bucket === '5m' ? 300 : bucket === '15m' ? 900 : HOUR;
      const complete = judgedWindow(scenario.instant + scenario.after, length, ingestDelay(scenario.kpi)).to;
      const [first = 0, last] = [starts[0], starts.at(-1)];
      expect(starts.every((start, index) => start === first + index * length)).toBe(true);
      // It ends with the newest step that is complete.
      expect(last === undefined || (last + length <= complete && last + 2 * length > complete)).toBe(true);
      const wanted = steps(scenario, starts, length);
      const { now, expected, lowest, highest, day1 } = columnsOf(frame);
      expect({ now, expected, lowest, highest, day1 }).toEqual({
        now: rounded(wanted.map((step) => step.now)),
        expected: rounded(wanted.map((step) => step.expected)),
        lowest: rounded(wanted.map(({ all }) => (all.length > 0 ? Math.min(...all) : null))),
        highest: rounded(wanted.map(({ all }) => (all.length > 0 ? Math.max(...all) : null))),
        day1: rounded(wanted.map((step) => step.day1)),
      });
    }),
    RUNS
  );
}, 120_000);

it('draws the curve of a drop as TypeScript does', async () => {
  await fc.assert(
    fc.asyncProperty(scenarioOf(VALUES), async (scenario) => {
      const [frame] = await shown(scenario, { view: 'drop', window: '10m' });
      const starts = startsOf(frame);
      const length = Number(frame?.fields[0]?.config.interval) / 1000;
      const wanted = steps(scenario, starts, length);
      const { low, high, expected, 'last week': lastWeek } = columnsOf(frame);
      expect({ low, high, expected, lastWeek }).toEqual({
        low: rounded(wanted.map((step) => (step.expected === null ? null : Math.min(...step.all)))),
        high: rounded(wanted.map((step) => (step.expected === null ? null : Math.max(...step.all)))),
        expected: rounded(wanted.map((step) => step.expected)),
        lastWeek: rounded(wanted.map(({ week1 }) => week1)),
      });
    }),
    RUNS
  );
}, 120_000);

const SUMS = VALUES.filter(({ kind }) => kind === 'count' || kind === 'sum');

it('sums a day up as TypeScript does', async () => {
  await fc.assert(
    fc.asyncProperty(scenarioOf(SUMS), async (scenario) => {
      const [frame] = await shown(scenario, { view: 'today' });
      const { kpi, instant, after } = scenario;
      const starts = startsOf(frame).map((end) => end - 900);
      const complete = judgedWindow(instant + after, 900, ingestDelay(kpi)).to;
      const done = starts.filter((start) => start + 900 <= complete);
      const sums = (froms: readonly number[]) => {
        let sum = 0;
        return froms.map((from) => (sum += known(scenario, { from, to: from + 900 })?.value ?? 0));
      };
      const references = REFERENCES.map(({ days }) =>
        sums(starts.map((start) => daysBefore(start, days, kpi.zone)))
      ).filter((one) => one.some((sum) => sum !== 0));
      const expected = starts.map((_, index) =>
        references.length > 0 ? median(references.map((one) => one[index] ?? 0)) : null
      );
      const now = sums(done);
      const columns = columnsOf(frame);
      expect(columns.now).toEqual(rounded(starts.map((_, index) => now[index])));
      expect(columns.expected).toEqual(rounded(expected));
      const [reached, usual] = [now.at(-1), expected[now.length - 1]];
      expect(columns.projected?.at(-1)).toEqual(
        reached !== undefined && usual ? rounded([((expected.at(-1) ?? 0) * reached) / usual])[0] : null
      );
    }),
    RUNS
  );
}, 120_000);

it('is what the rule of the day so far judges, but on days that the clocks make longer or shorter', async () => {
  await fc.assert(
    fc.asyncProperty(scenarioOf(SUMS), async (drawn) => {
      const { kpi, instant, after } = drawn;
      const { zone } = kpi;
      const end = Math.floor((instant + after - ingestDelay(kpi)) / 900) * 900;
      const day = seriesWindow({ from: end - 1, to: end }, DAY, zone);
      // Each day has something: one without anything by now is no reference for a rule.
      const first = { amount: 1, customer: 1, region: 'kr', status: 'succeeded' };
      const begun = [0, ...REFERENCES.map(({ days }) => days)].map((days) => ({
        ...first,
        at: daysBefore(day.from, days, zone) + 1,
      }));
      const scenario = {
        ...drawn,
        kpi: { ...kpi, source: { ...kpi.source, filters: [] } },
        events: [...drawn.events, ...begun],
      };
      const [frame] = await shown(scenario, { view: 'today' });
      const last = startsOf(frame).indexOf(end);
      const columns = columnsOf(frame);
      const judging = { minimumEvents: 1, writtenAt: instant };
      const answer = async (select: string) => {
        const [rows] = await connection.query<RowDataPacket[]>(
          select.replaceAll('$__unixEpochTo()', String(instant + after))
        );
        expect(rows).toHaveLength(1);
        return rounded([Number(rows[0]?.value)])[0];
      };
      const usual = await answer(compileSoFarUsual([scenario.kpi], judging));
      const even = REFERENCES.filter(({ days }) => bucketsDaysBefore(day, 900, days, zone).length === 1);
      // The quarter that begins at midnight has nothing to show yet, and the rule is still at the day before.
      if (even.length === REFERENCES.length && last >= 0) {
        expect(await answer(compileSoFarNow([scenario.kpi], judging))).toBe(columns.now?.[last]);
        expect(usual).toBe(columns.expected?.[last]);
      } else if (even.length === 0) {
        expect(usual).toBe(0);
      } else if (even.length < REFERENCES.length) {
        const sums = even.map(({ days }) => {
          const from = daysBefore(day.from, days, zone);
          return known(scenario, { from, to: from + end - day.from })?.value ?? 0;
        });
        expect(usual).toBe(even.length < 2 ? 0 : rounded([median(sums)])[0]);
      }
    }),
    RUNS
  );
}, 120_000);

it('tells what drives a difference as TypeScript does', async () => {
  await fc.assert(
    fc.asyncProperty(scenarioOf(SUMS), fc.constantFrom('10m', '1h', '6h'), async (scenario, window) => {
      const { kpi, instant, after, events } = scenario;
      const frames = await shown(scenario, { view: 'drivers', window, by: ['region'] });
      const seconds = window === '10m' ? 600 : window === '1h' ? HOUR : 6 * HOUR;
      const judged = judgedWindow(instant + after, seconds, ingestDelay(kpi));
      const days = REFERENCES.map((reference) => windowDaysBefore(judged, reference.days, kpi.zone)).filter(
        (one) => known(scenario, one) !== undefined
      );
      const wanted = REGIONS.map((region) => {
        const own = { ...scenario, events: events.filter((event) => event.region === region) };
        const in_ = (one: TimeWindow) => known(own, one)?.value ?? 0;
        return {
          region,
          isSeen: [judged, ...days].some((one) => known(own, one) !== undefined),
          now: in_(judged),
          expected: days.length > 0 ? median(days.map(in_)) : 0,
        };
      }).filter(({ isSeen }) => isSeen);
      const whole = wanted.reduce((sum, { now, expected }) => sum + expected - now, 0);
      const [frame] = frames;
      const columns = columnsOf(frame);
      const rows = (frame?.fields.find(({ name }) => name === 'value')?.values ?? []).map(
        (region: unknown, index: number) => [
          region,
          columns.now?.[index],
          columns.expected?.[index],
          columns.share?.[index],
        ]
      );
      expect(new Map(rows.map(([region, ...rest]) => [region, rest]))).toEqual(
        new Map(
          wanted.map(({ region, now, expected }) => [
            region,
            rounded([now, expected, whole === 0 ? null : (expected - now) / whole]),
          ])
        )
      );
    }),
    RUNS
  );
}, 120_000);
