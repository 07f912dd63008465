import { kpiOf } from '../sql/testing';
import { isToldByMinute, minutesWindow, pointsOf } from './minutes';

const NOON = Date.parse('2026-03-10T12:00:00Z') / 1000;
const minutes = [
  { time: NOON, value: 3, events: 3 },
  { time: NOON + 120, value: 5, events: 5 },
];

it('takes a minute without rows for 0 of a total, and for a gap of a mean', () => {
  expect(pointsOf(kpiOf({ value: { kind: 'count' } }), minutes, NOON + 240)).toEqual([
    { time: NOON, value: 3 },
    { time: NOON + 60, value: 0 },
    { time: NOON + 120, value: 5 },
    { time: NOON + 180, value: 0 },
  ]);
  expect(pointsOf(kpiOf({ value: { kind: 'average', column: 'amount' } }), minutes, NOON + 240)).toEqual([
    { time: NOON, value: 3, weight: 3 },
    { time: NOON + 120, value: 5, weight: 5 },
  ]);
  expect(pointsOf(kpiOf({ value: { kind: 'count' } }), [], NOON)).toEqual([]);
});

it('reads whole minutes that are complete', () => {
  const window = minutesWindow(kpiOf({ ingestDelay: '90s' }), { from: NOON + 7, to: NOON + 3600 });
  expect(window).toEqual({ slot: 'minutes', bucket: 60, from: NOON, to: NOON + 3480 });
});

it('knows what is told day by day', () => {
  const byDay = { column: 'day', type: 'date', zone: 'UTC' };
  expect(isToldByMinute(kpiOf())).toBe(true);
  expect(isToldByMinute(kpiOf({ source: { time: byDay } }))).toBe(false);
});
