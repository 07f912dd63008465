import fc from 'fast-check';
import type { Connection, RowDataPacket } from 'mysql2/promise';

import { newTestDatabase } from '../../../demo/test-database';
import { isTotal, type Kpi, type Source } from '../catalogue/schema';
import { judgeWindows, type Calibration, type Verdict } from '../detect/detector';
import { calendarOf, History, type Point } from '../detect/history';
import { judgeRecent, planRecent, recentOf } from '../detect/recent';
import { shapeOf } from '../detect/shape';
import { randomFrom } from '../detect/testing';
import { WindowReader } from '../detect/windowReader';
import { daysBefore, wallClock } from '../time/zone';
import { judgedWindow, REFERENCES } from '../time/windows';
import { withTimeLimit, type Dialect } from './dialect';
import { compileJudgement, LENGTHS, type Judging, type Watched } from './judgement';
import {
  createEvents,
  dialectOn,
  FILTERS,
  kpiOf,
  passing,
  readTimeBefore,
  REGIONS,
  storeEvents,
  TIMES,
  VALUES,
  valueOf,
  type Event,
} from './testing';
import { compileWindows, ingestDelay, kpiColumns } from './windows';

const MINUTE = 60;
const REACH = 3 * 3600;
const MARGIN = 420;
const ZONES = ['Asia/Seoul', 'America/New_York', 'Europe/Berlin', 'UTC'] as const;

let connection: Connection;
let drop: () => Promise<void>;
let dialect: Dialect;

beforeAll(async () => {
  ({ connection, drop } = await newTestDatabase('kpiwatch_judgement_test'));
  await createEvents(connection);
  dialect = await dialectOn(connection);
});

afterAll(() => drop());

/** What Grafana's server makes of a KPI's points. */
interface Answer {
  now: number;
  strength: number;
  expected: number;
  /** Of the judged window, seconds; undefined for none. */
  seconds?: number;
}

async function answers(select: string, at: number): Promise<Map<string, Answer>> {
  const sql = withTimeLimit(select, dialect, 30).replaceAll('$__unixEpochTo()', String(at));
  const [rows] = await connection.query<RowDataPacket[]>(sql);
  const points = new Map<string, number[]>();
  for (const { time, kpi, region, value } of rows) {
    expect(Number(time)).toBeLessThanOrEqual(at);
    const name = region === undefined ? kpi : `${kpi}, ${region}`;
    points.set(name, [...(points.get(name) ?? []), Number(value)]);
  }
  return new Map(
    [...points].map(([kpi, values]) => {
      const now = values.at(-1) ?? NaN;
      const least = Math.min(...values);
      const expected = values.reduce((sum, value) => sum + value, 0) - now - least;
      return [kpi, { now, strength: 0 - least, expected, seconds: LENGTHS[values.length - 4] }];
    })
  );
}

/** Whether the data source reads enough for a tile to be judged as a rule does. */
function isToldByPieces({ value }: Kpi): boolean {
  return (
    ['count', 'sum', 'average'].includes(value.kind) || (value.kind === 'ratio' && value.denominator.kind === 'count')
  );
}

/** What a tile makes of the same minute: from the windows that the data source reads for it. */
async function tileVerdict(
  { kpi, calibration, spoilt }: Watched,
  at: number,
  judging: Judging
): Promise<Verdict | undefined> {
  const { to } = judgedWindow(at, MINUTE, ingestDelay(kpi));
  const windows = planRecent(kpi, to);
  const [rows] = await connection.query<RowDataPacket[]>(compileWindows([kpi], windows));
  const name = kpiColumns(kpi.id);
  const read = rows.flatMap((row) =>
    row[name.value] === null
      ? []
      : [
          {
            slot: String(row.slot),
            bucket: Number(row.bucket_no),
            value: Number(row[name.value]),
            events: Number(row[name.events]),
          },
        ]
  );
  const recent = recentOf(kpi, windows, read);
  return recent && judgeRecent({ ...recent, spoilt: [...spoilt] }, to, kpi.zone, calibration, judging.sensitivity);
}

/** A KPI minute by minute, as the table tells it; minutes without rows are 0 of a total, and gaps of all else. */
function minutesOf(kpi: Kpi, events: readonly Event[], ends: readonly number[]): Point[] {
  const others = kpi.value.kind === 'ratio' ? kpi.value.denominator.source : undefined;
  const newest = Math.max(...ends);
  return ends.flatMap((end) => {
    const readTo = end === newest ? end : end + MARGIN;
    const inMinute = byMinute(events, kpi.source, readTo);
    const inOthers = others && byMinute(events, others, readTo);
    const starts = Array.from({ length: (REACH + MARGIN) / MINUTE }, (_, index) => end - REACH + index * MINUTE);
    return starts.flatMap((time) => {
      const own = valueOf(kpi, inMinute(time));
      const beside = inOthers?.(time).length;
      const { value, events: weight } =
        beside === undefined ? own : { value: beside === 0 ? null : inMinute(time).length / beside, events: beside };
      return value === null ? [] : [{ time, value, weight: isTotal(kpi) ? 1 : weight }];
    });
  });
}

/** The events of a source in the minute that begins at a time. */
function byMinute(events: readonly Event[], { time, filters }: Source, readTo: number): (start: number) => Event[] {
  const minutes = new Map<number, Event[]>();
  for (const event of passing(events, filters)) {
    const minute = Math.floor(readTimeBefore(time, event.at, readTo) / MINUTE) * MINUTE;
    minutes.set(minute, [...(minutes.get(minute) ?? []), event]);
  }
  return (start) => minutes.get(start) ?? [];
}

function verdictOf(
  { kpi, calibration, spoilt }: Watched,
  events: readonly Event[],
  at: number,
  judging: Judging
): Verdict {
  const { to } = judgedWindow(at, MINUTE, ingestDelay(kpi));
  const ends = [to, ...REFERENCES.map(({ days }) => daysBefore(to, days, kpi.zone))];
  const points = minutesOf(
    kpi,
    events,
    ends.sort((a, b) => a - b)
  );
  // So that a step of the history begins at every minute.
  const history = new History([{ time: Math.min(...ends) - REACH, value: 0, weight: 0 }, ...points], MINUTE);
  const calendar = calendarOf(kpi.zone, to - REACH, to + MARGIN);
  const reader = new WindowReader(history, calendar, calibration.direction, spoilt);
  const hour = Math.floor(calendar.clock(to - MINUTE).second / 3600);
  return judgeWindows(reader.at(to, calibration.weekdays), hour, calibration, judging.sensitivity);
}

const CHANGES = ['2026-03-08T07:00Z', '2026-03-29T01:00Z', '2026-11-01T06:00Z', '2026-10-25T01:00Z'];

/** Any second of two years, around the changes of the zones' clocks more often. */
const instant = fc.oneof(
  fc.integer({ min: Date.parse('2026-02-01') / 1000, max: Date.parse('2027-12-31') / 1000 }),
  fc
    .tuple(
      fc.constantFrom(...CHANGES.map((text) => Date.parse(text) / 1000)),
      fc.constantFrom(0, 0, 1, 2, 3, 7, 14, 21),
      fc.integer({ min: 0, max: 20_000 })
    )
    .map(([change, days, after]) => change + days * 86_400 + after)
);

const noise = fc.record({
  dispersion: fc.double({ min: 0.3, max: 4, noNaN: true }),
  spread: fc.double({ min: 0.02, max: 0.4, noNaN: true }),
  hours: fc.array(fc.double({ min: 1, max: 2, noNaN: true }), { minLength: 24, maxLength: 24 }),
  threshold: fc.double({ min: 0.5, max: 6, noNaN: true }),
});

const calibrated = (direction: 'drop' | 'rise'): fc.Arbitrary<Calibration> =>
  fc.record({
    version: fc.constant(1 as const),
    direction: fc.constant(direction),
    counts: fc.boolean(),
    at: fc.constant(0),
    weekdays: fc.array(fc.double({ min: 0.3, max: 3, noNaN: true }), { minLength: 7, maxLength: 7 }),
    scales: fc
      .subarray([...shapeOf(MINUTE).scales], { minLength: 1 })
      .chain((scales) => fc.tuple(...scales.map((seconds) => noise.map((of) => ({ seconds, noise: of }))))),
  });

const OTHER = { kind: 'table', table: 'events', time: TIMES[3], filters: [] };
const TWO_SOURCES = {
  kind: 'ratio',
  numerator: { kind: 'count' },
  denominator: { kind: 'count', source: OTHER },
};

const kpi = (id: string, zone: string) =>
  fc
    .record({
      time: fc.constantFrom(...TIMES),
      value: fc.oneof(
        { weight: 3, arbitrary: fc.constant({ kind: 'count' }) },
        fc.constantFrom(...VALUES, TWO_SOURCES)
      ),
      filters: fc.uniqueArray(fc.constantFrom(...FILTERS.slice(0, 6)), { maxLength: 1 }),
    })
    .map(({ time, value, filters }) => kpiOf({ id, value, zone, ingestDelay: '30s', source: { time, filters } }));

const scenario = fc
  .record({
    at: instant,
    zone: fc.constantFrom(...ZONES),
    direction: fc.constantFrom('drop' as const, 'rise' as const),
    seed: fc.nat(),
    /** Events a minute: now, and on each reference day. */
    rates: fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0.05, max: 2, noNaN: true })), {
      minLength: 7,
      maxLength: 7,
    }),
    /** How many minutes before the end the KPI changed, and to what part. */
    changed: fc.integer({ min: 0, max: 90 }),
    factor: fc.constantFrom(0, 0.3, 0.8, 1, 2),
    /** For how many minutes it has been back. */
    back: fc.constantFrom(0, 0, 3, 5, 12),
    least: fc.double({ min: 0.05, max: 0.6, noNaN: true }),
    over: fc.double({ min: 0.2, max: 0.9, noNaN: true }),
    spoiltFrom: fc.option(fc.integer({ min: -20, max: 120 })),
    /** Regions that are judged each for itself; undefined where KPIs are as a whole. */
    regions: fc.option(fc.shuffledSubarray([...REGIONS], { maxLength: 3 }), { nil: undefined, freq: 1 }),
  })
  .chain((chosen) =>
    fc
      .tuple(
        kpi('one', chosen.zone),
        kpi('two', chosen.zone),
        fc.array(calibrated(chosen.direction), { minLength: 5, maxLength: 5 })
      )
      .map(([one, two, calibrations]) => ({ ...chosen, kpis: [one, two], calibrations }))
  );

function eventsOf({
  at: evaluatedAt,
  zone,
  seed,
  rates,
  changed,
  factor,
  back,
}: typeof scenario extends fc.Arbitrary<infer T> ? T : never): Event[] {
  const random = randomFrom(seed);
  const { to } = judgedWindow(evaluatedAt, MINUTE, 30);
  const ends = [to, ...REFERENCES.map(({ days }) => daysBefore(to, days, zone))];
  // No two in one second of any of the clocks: which of them is the last, nobody could say.
  const events = new Map<string, Event>();
  ends.forEach((end, day) => {
    for (let minute = -REACH / MINUTE - 2; minute < MARGIN / MINUTE + 2; minute++) {
      const rate = (rates[day] ?? 0) * (day === 0 && minute >= -changed && minute < -back ? factor : 1);
      for (let left = rate; left > 0; left--) {
        if (random() < left) {
          const at = end + minute * MINUTE + Math.floor(random() * MINUTE);
          events.set(wallClock(at, 'America/New_York'), {
            at,
            amount: Math.floor(random() * 10_000),
            customer: Math.floor(random() * 20),
            region: REGIONS[Math.floor(random() * REGIONS.length)] ?? 'kr',
            status: random() < 0.6 ? 'succeeded' : null,
          });
        }
      }
    }
  });
  return [...events.values()];
}

/** What is judged for itself, by its name in the answer, and the events that are its own. */
function partsOf(one: Watched, by: string | undefined, events: readonly Event[]) {
  const { kpi: of, values = [] } = one;
  if (by === undefined) {
    return [{ name: of.id, part: one, own: events }];
  }
  const listed = values.map(({ value }) => value);
  return [
    ...values.map(({ value, calibration }) => ({
      name: `${of.id}, ${value}`,
      part: { ...one, calibration },
      own: events.filter(({ region }) => region === value),
    })),
    {
      name: `${of.id}, ${listed.length === 0 ? 'all' : 'all others'}`,
      part: one,
      own: events.filter(({ region }) => !listed.includes(region)),
    },
  ];
}

it('a rule sees what panels and backtests see: SQL and TypeScript agree, daylight saving and values included', async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(scenario, async (chosen) => {
      const { at, zone, direction, least, over, spoiltFrom, kpis, calibrations, regions } = chosen;
      const events = eventsOf(chosen);
      await storeEvents(connection, events);
      const by = regions && 'region';
      const judging: Judging = { direction, sensitivity: { least, over }, writtenAt: at, by };
      const spoiltTo = daysBefore(at, 7, zone);
      const spoilt = spoiltFrom === null ? [] : [{ from: spoiltTo - spoiltFrom * MINUTE, to: spoiltTo }];
      const [ofRegions, ...ofKpis] = [calibrations.slice(2), ...calibrations];
      const watched = kpis.flatMap((one, index): Watched[] => {
        const calibration = ofKpis[index];
        const values = regions?.slice(index).flatMap((value, place) => {
          const own = ofRegions[place];
          // Whether they are counts is said of the KPI.
          return own && calibration ? [{ value, calibration: { ...own, counts: calibration.counts } }] : [];
        });
        return calibration ? [{ kpi: one, calibration, values, spoilt }] : [];
      });
      const answered = await answers(compileJudgement(watched, judging), at);
      const parts = watched.flatMap((one) => partsOf(one, by, events));
      expect([...answered.keys()].sort()).toEqual(parts.map(({ name }) => name).sort());
      for (const { name, part, own } of parts) {
        const { state, evidence } = verdictOf(part, own, at, judging);
        seen.set(state, (seen.get(state) ?? 0) + 1);
        const answer = answered.get(name);
        if (evidence === undefined) {
          expect(answer).toEqual({ now: 0, strength: 0, expected: 0, seconds: undefined });
          continue;
        }
        const shown = ['count', 'sum'].includes(part.kpi.value.kind) ? 1 : evidence.weight;
        expect(answer?.strength).toBeCloseTo(Math.max(0, evidence.strength), 6);
        expect(answer?.seconds).toBe(evidence.seconds);
        expect(answer?.now).toBeCloseTo(evidence.now / shown, 4);
        expect(answer?.expected).toBeCloseTo(evidence.expected / shown, 4);
        const tile = by === undefined ? await tileVerdict(part, at, judging) : undefined;
        expect(tile !== undefined).toBe(by === undefined && isToldByPieces(part.kpi));
        if (tile) {
          expect([tile.state, tile.evidence?.seconds]).toEqual([state, evidence.seconds]);
          expect(tile.evidence?.strength).toBeCloseTo(evidence.strength, 6);
        }
      }
    }),
    { numRuns: 100, endOnFailure: true }
  );
  // Nothing is proved by scenarios that are all alike.
  for (const state of ['breach', 'watch', 'ok', 'low-traffic', 'no-reference']) {
    expect(seen.get(state) ?? 0).toBeGreaterThan(0);
  }
}, 300_000);
