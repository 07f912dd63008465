import type { Connection, RowDataPacket } from 'mysql2/promise';

import { shardTable } from '../../../demo/spider/shards';
import type { Filter, Literal } from '../catalogue/filter';
import { catalogueSchema, type Kpi, type Source, type Term, type TimeColumn } from '../catalogue/schema';
import type { TimeWindow } from '../time/windows';
import { offsetAt, wallClock } from '../time/zone';
import { dialectOf, VERSION_SQL, type Dialect } from './dialect';

/** A row of the table `events`, as the tests make it up. `at` is in epoch seconds; columns are as the database has them. */
export interface Event {
  at: number;
  amount: number;
  customer: number;
  region: string;
  /** NULL for some. */
  status: string | null;
}

const DAY = 86_400;

/** Every time column of `events` holds the same instant, the local ones as the zone's wall has it. */
export const TIMES: readonly TimeColumn[] = [
  { column: 'at_timestamp', type: 'timestamp' },
  { column: 'at_seoul', type: 'datetime', zone: 'Asia/Seoul' },
  { column: 'at_new_york', type: 'datetime', zone: 'America/New_York' },
  { column: 'at_seconds', type: 'epoch_s' },
  { column: 'at_millis', type: 'epoch_ms' },
];

export const DAYS: readonly TimeColumn[] = [
  { column: 'day_seoul', type: 'date', zone: 'Asia/Seoul' },
  { column: 'day_new_york', type: 'date', zone: 'America/New_York' },
];

const SUCCEEDED: Filter = { column: 'status', op: '=', value: 'succeeded' };

export const VALUES: ReadonlyArray<Record<string, unknown>> = [
  { kind: 'count' },
  { kind: 'sum', column: 'amount' },
  { kind: 'distinct', column: 'customer' },
  { kind: 'average', column: 'amount' },
  { kind: 'maximum', column: 'amount' },
  { kind: 'last', column: 'amount' },
  { kind: 'ratio', numerator: { kind: 'count', filters: [SUCCEEDED] }, denominator: { kind: 'count' } },
  {
    kind: 'ratio',
    numerator: { kind: 'sum', column: 'amount' },
    denominator: { kind: 'distinct', column: 'customer', filters: [SUCCEEDED] },
  },
];

export const FILTERS: readonly Filter[] = [
  SUCCEEDED,
  { column: 'region', op: '!=', value: 'kr' },
  { column: 'region', op: 'in', values: ['kr', "o'neil", '100%_\\'] },
  { column: 'region', op: 'not in', values: ['us', '서울'] },
  { column: 'region', op: 'starts with', value: '100%_' },
  { column: 'amount', op: '>=', value: 2.25 },
  { column: 'amount', op: '<', value: 4 },
  { column: 'amount', op: 'between', from: 1, to: 5.25 },
  { column: 'status', op: 'is null' },
  { column: 'status', op: 'is not null' },
];

export const REGIONS = ['kr', 'us', "o'neil", '100%_\\', '100 %', '서울'] as const;

/** How often a property is tried: `KPIWATCH_PROPERTY_RUNS` times as often as usual. */
export function propertyRuns(usual: number): number {
  return usual * Number(process.env.KPIWATCH_PROPERTY_RUNS ?? 1);
}

/** A KPI over the table `events`; `source` adds to that, or is another source. */
export function kpiOf({ source, ...change }: { source?: Record<string, unknown>; [field: string]: unknown } = {}): Kpi {
  const table = { kind: 'table', table: 'events', time: TIMES[0] };
  const base = { id: 'events', name: 'Events', area: 'own', value: { kind: 'count' } };
  const [kpi] = catalogueSchema.parse({
    version: 2,
    kpis: [{ ...base, ...change, source: source?.kind ? source : { ...table, ...source } }],
  }).kpis;
  if (!kpi) {
    throw new Error('one KPI in, one KPI out');
  }
  return kpi;
}

/** What the server of the tests is. */
export async function dialectOn(connection: Connection): Promise<Dialect> {
  const [[server]] = await connection.query<RowDataPacket[]>(VERSION_SQL);
  return dialectOf(String(server?.version), String(server?.comment));
}

export async function createEvents(connection: Connection): Promise<void> {
  await connection.query(
    `CREATE TABLE events (at_timestamp TIMESTAMP NOT NULL, at_seoul DATETIME NOT NULL, at_new_york DATETIME NOT NULL,
     at_seconds BIGINT NOT NULL, at_millis BIGINT NOT NULL, day_seoul DATE NOT NULL, day_new_york DATE NOT NULL,
     amount DECIMAL(12, 2) NOT NULL, customer INT NOT NULL, region VARCHAR(40) NOT NULL, status VARCHAR(20) NULL)
     CHARACTER SET utf8mb4`
  );
  await shardTable(connection, 'events', {
    hash: 'customer',
    // Between the days around which the tests' events lie.
    range: {
      column: 'at_seconds',
      below: ['2026-03-09T00:00Z', '2026-08-01T00:00Z'].map((day) => Date.parse(day) / 1000),
    },
  });
}

export async function storeEvents(connection: Connection, events: readonly Event[]): Promise<void> {
  await connection.query('DELETE FROM events');
  if (events.length > 0) {
    await connection.query('INSERT INTO events VALUES ?', [
      events.map(({ at, amount, customer, region, status }) => [
        wallClock(at, 'UTC'),
        wallClock(at, 'Asia/Seoul'),
        wallClock(at, 'America/New_York'),
        at,
        at * 1000 + 999,
        wallClock(at, 'Asia/Seoul').slice(0, 10),
        wallClock(at, 'America/New_York').slice(0, 10),
        amount,
        customer,
        region,
        status,
      ]),
    ]);
  }
}

/** When an event happened, as its time column tells: an hour that the clock shows twice is taken as the second one. */
export function readTime(time: TimeColumn, at: number): number {
  if (time.type !== 'datetime' && time.type !== 'date') {
    return at;
  }
  const wall = Date.parse(`${wallClock(at, time.zone).replace(' ', 'T')}Z`) / 1000;
  const local = time.type === 'date' ? Math.floor(wall / DAY) * DAY : wall;
  const candidates = [at - DAY, at, at + DAY].map((near) => local - offsetAt(time.zone, near));
  return Math.max(...candidates.filter((epoch) => epoch + offsetAt(time.zone, epoch) === local));
}

/** The same of rows before `end`: as the first of the two hours what would else lie after it. */
export function readTimeBefore(time: TimeColumn, at: number, end: number): number {
  const last = readTime(time, at);
  if (last < end || time.type !== 'datetime') {
    return last;
  }
  const before = last + offsetAt(time.zone, last) - offsetAt(time.zone, last - DAY);
  return wallClock(before, time.zone) === wallClock(last, time.zone) ? before : last;
}

/** The events of a source in a window, by the source's own time and filters. */
export function eventsIn(events: readonly Event[], { time, filters }: Source, { from, to }: TimeWindow): Event[] {
  const isIn = (at: number) => at >= from && at < to;
  return passing(
    events.filter(({ at }) => isIn(readTimeBefore(time, at, to))),
    filters
  );
}

/** What a KPI is over events of its source; `null` where nothing is known. */
export function valueOf({ source, value }: Kpi, events: readonly Event[]): { value: number | null; events: number } {
  switch (value.kind) {
    case 'average': {
      const sum = amounts(events).reduce((a, b) => a + b, 0);
      return { value: events.length > 0 ? sum / events.length : null, events: events.length };
    }
    case 'maximum':
      return { value: events.length > 0 ? Math.max(...amounts(events)) : null, events: events.length };
    case 'last':
      return { value: newest(source.time, events)?.amount ?? null, events: events.length };
    case 'ratio': {
      const below = totalOf(value.denominator, events);
      return {
        value: below === 0 ? null : totalOf(value.numerator, events) / below,
        events: passing(events, value.denominator.filters).length,
      };
    }
    default:
      return { value: totalOf({ ...value, filters: [] }, events), events: events.length };
  }
}

function newest(time: TimeColumn, events: readonly Event[]): Event | undefined {
  return [...events].sort((a, b) => readTime(time, b.at) - readTime(time, a.at))[0];
}

function totalOf(term: Term, events: readonly Event[]): number {
  const inside = passing(events, term.filters);
  switch (term.kind) {
    case 'count':
      return inside.length;
    case 'distinct':
      return new Set(inside.map(({ customer }) => customer)).size;
    case 'sum':
      return amounts(inside).reduce((a, b) => a + b, 0);
  }
}

function amounts(events: readonly Event[]): number[] {
  return events.map(({ amount }) => amount);
}

export function passing(events: readonly Event[], filters: readonly Filter[]): Event[] {
  return events.filter((event) => filters.every((filter) => passes(filter, event)));
}

function passes(filter: Filter, event: Event): boolean {
  const cell: string | number | null = Object.entries(event).find(([name]) => name === filter.column)?.[1] ?? null;
  if (filter.op === 'is null' || filter.op === 'is not null') {
    return (cell === null) === (filter.op === 'is null');
  }
  if (cell === null) {
    return false;
  }
  switch (filter.op) {
    case 'in':
      return filter.values.includes(cell);
    case 'not in':
      return !filter.values.includes(cell);
    case 'between':
      return !isBefore(cell, filter.from) && !isBefore(filter.to, cell);
    case 'starts with':
      return String(cell).startsWith(filter.value);
    case '=':
      return cell === filter.value;
    case '!=':
      return cell !== filter.value;
    case '<':
      return isBefore(cell, filter.value);
    case '>=':
      return !isBefore(cell, filter.value);
    case '>':
      return isBefore(filter.value, cell);
    case '<=':
      return !isBefore(filter.value, cell);
  }
}

function isBefore(one: Literal, other: Literal): boolean {
  return Number(one) < Number(other);
}
