import { kpiOf } from '../sql/testing';
import { agreementOf, comparedWindows, type SplitRow } from './agreement';

const NOW = 1_773_144_030;
const TO = 1_773_143_400;
const WINDOWS = comparedWindows([kpiOf(), kpiOf({ id: 'late', ingestDelay: '5m' })], NOW);

function row(value: number, change: Partial<SplitRow> = {}): SplitRow {
  return { slot: 'newest', bucket: 17, by: [], value, events: 3, lastSecond: null, ...change };
}

it('looks at the newest complete hours, and at an hour of each of the weeks before', () => {
  expect(WINDOWS).toEqual([
    { slot: 'newest', from: TO - 10_800, to: TO, bucket: 600 },
    { slot: 'week1', from: TO - 604_800 - 3600, to: TO - 604_800, bucket: 600 },
    { slot: 'week2', from: TO - 2 * 604_800 - 3600, to: TO - 2 * 604_800, bucket: 600 },
    { slot: 'week3', from: TO - 3 * 604_800 - 3600, to: TO - 3 * 604_800, bucket: 600 },
  ]);
});

it('agrees but for what no float can tell', () => {
  const table = [row(0.1 + 0.2), row(7, { slot: 'week1', bucket: 0, by: ['KR'] }), row(0, { bucket: 1, events: 0 })];
  const rollup = [row(0.3), row(7, { slot: 'week1', bucket: 0, by: ['kr'] })];
  expect(agreementOf(WINDOWS, table, rollup)).toEqual({ compared: 2, differences: [] });
});

it('says where they differ: in the value, in the events, or because one has nothing', () => {
  const table = [row(8), row(5, { bucket: 16 }), row(9, { slot: 'week3', bucket: 0 })];
  const rollup = [row(7), row(5, { bucket: 16, events: 4 }), row(1, { bucket: 2, by: ['kr'] })];
  expect(agreementOf(WINDOWS, table, rollup)).toEqual({
    compared: 4,
    differences: [
      { from: TO - 600, by: [], table: 8, rollup: 7 },
      { from: TO - 1200, by: [], table: 5, rollup: 5 },
      { from: TO - 9600, by: ['kr'], table: undefined, rollup: 1 },
      { from: TO - 3 * 604_800 - 3600, by: [], table: 9, rollup: undefined },
    ],
  });
});
