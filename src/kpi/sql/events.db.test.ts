import fc from 'fast-check';
import type { Connection, RowDataPacket } from 'mysql2/promise';

import { newTestDatabase } from '../../../demo/test-database';
import { eventTableSchema } from '../catalogue/eventTable';
import { wallClock } from '../time/zone';
import { compileEvents, MOST_EVENTS } from './events';
import {
  createEvents,
  eventsIn,
  FILTERS,
  kpiOf,
  propertyRuns,
  readTime,
  REGIONS,
  storeEvents,
  TIMES,
  type Event,
} from './testing';

const HOUR = 3600;
const at = (iso: string) => Date.parse(iso) / 1000;

/** An ordinary day, and the nights when New York's clocks leap ahead and fall back. */
const INSTANTS = [at('2026-03-10T03:00Z'), at('2026-03-08T07:00Z'), at('2026-11-01T06:00Z')];

let connection: Connection;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ connection, drop } = await newTestDatabase('kpiwatch_events_test'));
  await createEvents(connection);
});

afterAll(() => drop());

const scenario = fc
  .record({
    instant: fc.constantFrom(...INSTANTS),
    time: fc.constantFrom(...TIMES),
    filters: fc.uniqueArray(fc.constantFrom(...FILTERS), { maxLength: 2 }),
  })
  .chain((chosen) => {
    const event = fc.record({
      at: fc.integer({ min: -3 * HOUR, max: 3 * HOUR }).map((offset) => chosen.instant + offset),
      amount: fc.integer({ min: -8, max: 40 }).map((quarters) => quarters / 4),
      customer: fc.integer({ min: 1, max: 9 }),
      region: fc.constantFrom(...REGIONS),
      status: fc.constantFrom('succeeded', 'failed', null),
    });
    const events = fc.uniqueArray(event, { maxLength: 40, selector: (one) => wallClock(one.at, 'America/New_York') });
    return events.map((all) => ({ ...chosen, events: all }));
  });

it('reads the events that TypeScript reads, whatever the clocks do', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ instant, time, filters, events }) => {
      await storeEvents(connection, events);
      const window = { from: instant - 2 * HOUR, to: instant + 2 * HOUR };
      const table = eventTableSchema.parse({
        table: 'events',
        time,
        end: time.column,
        text: ['region', 'status'],
        tags: ['customer'],
        filters,
      });
      const [rows] = await connection.query<RowDataPacket[]>(compileEvents(table, window));
      const second = (event: Event) => readTime(time, event.at) - window.from;
      const expected = eventsIn(events, kpiOf({ source: { time, filters } }).source, window)
        .sort((a, b) => second(b) - second(a))
        .map((event) => [second(event), second(event), event.region, event.status, String(event.customer)]);
      const read = rows.map(({ second_no: began, end_second: ended, text_0: one, text_1: two, tag_0: tag }) => [
        Number(began),
        Number(ended),
        one,
        two,
        String(tag),
      ]);
      expect(read).toEqual(expected);
    }),
    { numRuns: propertyRuns(30) }
  );
}, 120_000);

it('keeps the newest of very many', async () => {
  const [instant = 0] = INSTANTS;
  const many = Array.from({ length: MOST_EVENTS + 500 }, (_, index) => index);
  await storeEvents(
    connection,
    many.map((index) => ({ at: instant + index, amount: 0, customer: index, region: 'kr', status: null }))
  );
  const table = eventTableSchema.parse({ table: 'events', time: TIMES[3], text: ['customer'] });
  const [rows] = await connection.query<RowDataPacket[]>(compileEvents(table, { from: instant, to: instant + HOUR }));
  expect(rows).toHaveLength(MOST_EVENTS + 1);
  expect(Number(rows[0]?.text_0)).toBe(MOST_EVENTS + 499);
});
