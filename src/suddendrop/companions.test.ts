import { FieldType, toDataFrame } from '@grafana/data';

import { splitCompanions } from './companions';
import { speak, testFrame, testReading } from './testing';
import { todayText } from './today';

beforeAll(() => speak('en-US'));

const drivers = toDataFrame({
  fields: [
    { name: 'kpi', type: FieldType.string, values: ['Orders', 'Orders', 'Payments'] },
    { name: 'dimension', type: FieldType.string, values: ['region', 'region', 'method'] },
    { name: 'value', type: FieldType.string, values: ['KR', null, 'card'] },
    { name: 'now', type: FieldType.number, values: [2, 10, 5] },
    { name: 'expected', type: FieldType.number, values: [30, 11, 5] },
    { name: 'share', type: FieldType.number, values: [0.97, 0.03, null] },
  ],
});

const day = (now: Array<number | null>, projected: Array<number | null>) =>
  toDataFrame({
    name: 'Orders',
    fields: [
      { name: 'time', type: FieldType.time, values: [1, 2, 3] },
      { name: 'now', type: FieldType.number, values: now },
      { name: 'expected', type: FieldType.number, values: [100, 200, 400] },
      { name: 'projected', type: FieldType.number, values: projected },
    ],
  });

test('other views of a KPI go with it, and are no tiles of their own', () => {
  const kpi = testFrame(testReading());
  const read = splitCompanions([drivers, kpi, day([80, 160, null], [null, 160, 320])]);
  expect(read.rest).toEqual([kpi]);
  expect(read.drivers.get('Orders')).toEqual([
    { dimension: 'region', value: 'KR', now: 2, expected: 30, share: 0.97 },
    { dimension: 'region', value: '', now: 10, expected: 11, share: 0.03 },
  ]);
  expect(read.today.get('Orders')).toEqual({ soFar: 160, usualSoFar: 200, projected: 320, usualAtEnd: 400 });
});

test('a day that has not begun says nothing', () => {
  expect(splitCompanions([day([null, null, null], [null, null, null])]).today.size).toBe(0);
});

test('the day is told beside the usual one, and where it is heading', () => {
  const measure = { unit: 'locale' };
  expect(todayText({ soFar: 160, usualSoFar: 200, projected: 320, usualAtEnd: 400 }, measure)).toBe(
    'today 160 (\u221220 %), heading for 320 of usually 400'
  );
  expect(todayText({ soFar: 160, usualSoFar: 200, projected: null, usualAtEnd: null }, measure)).toBe(
    'today 160 (\u221220 %)'
  );
  expect(todayText({ soFar: 160, usualSoFar: null, projected: null, usualAtEnd: null }, measure)).toBe('today 160');
});
