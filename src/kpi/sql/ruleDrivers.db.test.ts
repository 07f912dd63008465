import type { Connection, RowDataPacket } from 'mysql2/promise';

import { newTestDatabase } from '../../../demo/test-database';
import type { Kpi } from '../catalogue/schema';
import { judgedWindow, windowDaysBefore } from '../time/windows';
import { withTimeLimit, type Dialect } from './dialect';
import { compileRuleDrivers, type DriverWindow } from './ruleDrivers';
import { createEvents, dialectOn, kpiOf, storeEvents, type Event } from './testing';

const SECONDS = 900;
const NOW = Date.parse('2026-03-10T03:04:05Z') / 1000;
const window: DriverWindow = { seconds: SECONDS, direction: 'drop', percent: 30, writtenAt: NOW };

let connection: Connection;
let drop: () => Promise<void>;
let dialect: Dialect;

beforeAll(async () => {
  ({ connection, drop } = await newTestDatabase('kpiwatch_rule_drivers_test'));
  await createEvents(connection);
  dialect = await dialectOn(connection);
});

afterAll(() => drop());

const events = kpiOf({ zone: 'Asia/Seoul', dimensions: ['region', 'status'] });

/** So many events of each region in the judged window so many days earlier. */
function eventsOf(regions: Record<string, number>, days: number, change: Partial<Event> = {}): Event[] {
  const { from } = windowDaysBefore(judgedWindow(NOW, SECONDS, 10), days, 'Asia/Seoul');
  return Object.entries(regions).flatMap(([region, count]) =>
    Array.from({ length: count }, (_, index) => ({
      at: from + index,
      amount: 10,
      customer: index + 1,
      region,
      status: 'succeeded',
      ...change,
    }))
  );
}

const usual = { kr: 60, us: 30, 서울: 10 };
const weeks = [7, 14, 21].flatMap((days) => eventsOf(usual, days));

async function driversOf(kpis: readonly Kpi[] = [events], asked: DriverWindow = window) {
  const select = compileRuleDrivers(kpis, asked) ?? '';
  const sql = withTimeLimit(select, dialect, 30).replaceAll('$__unixEpochTo()', String(NOW));
  const [rows] = await connection.query<RowDataPacket[]>(sql);
  return rows.map(({ kpi, drivers, value }) => [String(kpi), String(drivers), Number(value)]);
}

it('names the value that the drop comes from, and how much of it', async () => {
  await storeEvents(connection, [...eventsOf({ kr: 3, us: 30, 서울: 10 }, 0), ...weeks]);
  expect(await driversOf()).toEqual([['events', 'region kr -95 %', 1]]);
});

it('names several, those that make most beyond their part first', async () => {
  await storeEvents(connection, [
    ...eventsOf({ kr: 60 }, 0),
    ...weeks,
    ...[7, 14, 21].flatMap((days) => eventsOf({ 서울: 20 }, days).map(later)),
  ]);
  expect(await driversOf()).toEqual([['events', 'region us -100 %, region 서울 -100 %', 0.5]]);
});

it.each([
  ['two that fell while a third did not', { kr: 3, us: 30, 서울: 1 }, 'region kr -95 %, region 서울 -90 %'],
  ['two that hold most of it', { kr: 3, us: 2, 서울: 10 }, 'region kr -95 %, region us -93 %'],
  ['one beside others that fell a little', { kr: 12, us: 25, 서울: 9 }, 'region kr -80 %'],
  ['one small beside the rest that fell alike', { kr: 42, us: 21, 서울: 0 }, ''],
  ['none of those that all fell nearly alike', { kr: 28, us: 16, 서울: 4 }, ''],
  ['none where all is gone', { kr: 0, us: 0, 서울: 0 }, ''],
])('names %s', async (_, now, drivers) => {
  await storeEvents(connection, [...eventsOf(now, 0), ...weeks]);
  expect((await driversOf()).map(([, text]) => text)).toEqual([drivers]);
});

it('names one that rose much, and not those that rose a little', async () => {
  await storeEvents(connection, [...eventsOf({ kr: 180, us: 35, 서울: 12 }, 0), ...weeks]);
  const [[, drivers] = []] = await driversOf([events], { ...window, direction: 'rise' });
  expect(drivers).toBe('region kr +200 %');
});

it('names none where all values fall alike, nor where nothing falls, and still has a row', async () => {
  await storeEvents(connection, [...eventsOf({ kr: 30, us: 15, 서울: 5 }, 0), ...weeks]);
  expect(await driversOf()).toEqual([['events', '', 0]]);
  await storeEvents(connection, [...eventsOf(usual, 0), ...weeks]);
  expect(await driversOf()).toEqual([['events', '', 0]]);
  await storeEvents(connection, []);
  expect(await driversOf()).toEqual([['events', '', 0]]);
});

it('leaves out a week in which nothing happened', async () => {
  await storeEvents(connection, [...eventsOf({ us: 30, 서울: 10 }, 0), ...eventsOf(usual, 7), ...eventsOf(usual, 21)]);
  expect(await driversOf()).toEqual([['events', 'region kr -100 %', 1]]);
});

it('names what rises, and by how much what was not there before', async () => {
  await storeEvents(connection, [...eventsOf({ kr: 60, us: 90, 서울: 10, "o'neil": 50 }, 0), ...weeks]);
  const [[kpi, drivers] = []] = await driversOf([events], { ...window, direction: 'rise' });
  expect([kpi, drivers]).toEqual(['events', "region o'neil +50, region us +200 %"]);
});

it('tells each KPI for itself, of sums their sums, and of a KPI without dimensions nothing', async () => {
  const revenue = kpiOf({
    id: 'revenue',
    zone: 'Asia/Seoul',
    value: { kind: 'sum', column: 'amount' },
    dimensions: ['status'],
  });
  const plain = kpiOf({ id: 'plain', zone: 'Asia/Seoul' });
  await storeEvents(connection, [
    ...eventsOf(usual, 0),
    ...weeks,
    ...[7, 14, 21].flatMap((days) => eventsOf({ kr: 50 }, days, { status: null, amount: 40 }).map(later)),
  ]);
  expect(await driversOf([events, revenue, plain])).toEqual([
    ['events', 'status none -100 %, region kr -45 %', 1],
    ['revenue', 'status none -100 %', 1],
    ['plain', '', 0],
  ]);
});

/** Other events of the same window: no two have the same second. */
function later(event: Event): Event {
  return { ...event, at: event.at + 300 };
}
