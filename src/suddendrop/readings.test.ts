import { FieldType, toDataFrame, type ValueLinkConfig } from '@grafana/data';

import { expectedTiles, readFrame } from './readings';
import { testCurve, testFrame, testReading } from './testing';

describe('readFrame', () => {
  test('reads a KPI and its curve', () => {
    const content = readFrame(testFrame(testReading()));
    expect(content).toMatchObject({
      kind: 'reading',
      reading: testReading(),
      measure: { unit: 'short' },
      curve: testCurve(),
    });
  });

  test('takes name, unit and decimals that a person has set on the panel', () => {
    const frame = testFrame(testReading());
    const config = { displayName: 'Bestellungen', unit: 'percent', decimals: 1 };
    const content = readFrame({ ...frame, fields: frame.fields.map((field) => ({ ...field, config })) });
    expect(content).toMatchObject({
      reading: { kpi: { name: 'Bestellungen' } },
      measure: { unit: 'percent', decimals: 1 },
    });
  });

  test('links with the value that is shown, and without one with the newest point', () => {
    const asked: ValueLinkConfig[] = [];
    const frame = testFrame(testReading());
    const getLinks = (config: ValueLinkConfig) => (asked.push(config), []);
    const content = readFrame({ ...frame, fields: frame.fields.map((field) => ({ ...field, getLinks })) });
    if (content.kind === 'reading') {
      content.links({ numeric: 31, text: '31' });
      content.links();
    }
    expect(asked).toEqual([{ calculatedValue: { numeric: 31, text: '31' } }, { valueRowIndex: 4 }]);
  });

  test('knows data of another view or data source', () => {
    const series = toDataFrame({ name: 'cpu', fields: [{ name: 'value', type: FieldType.number, values: [1] }] });
    expect(readFrame(series)).toEqual({ kind: 'foreign', frame: series });
    expect(readFrame(testFrame({ ...testReading(), version: 2 })).kind).toBe('foreign');
  });

  test('takes whatever is no number for a gap', () => {
    const frame = toDataFrame({
      meta: { custom: { kpiwatch: testReading() } },
      fields: [
        { name: 'time', type: FieldType.time, values: [1000, 2000] },
        { name: 'now', type: FieldType.number, values: ['x', NaN] },
      ],
    });
    expect(readFrame(frame)).toMatchObject({
      curve: [
        { time: 1, now: null, expected: null },
        { time: 2, now: null, expected: null },
      ],
    });
  });
});

test('expectedTiles counts the KPIs of queries that run', () => {
  const targets = [
    { kpis: ['a', 'b'] },
    { kpis: ['c'], hide: true },
    { kpis: ['d'], view: 'drop' },
    { kpis: ['d'], view: 'today' },
    { expr: 'up' },
    null,
  ];
  expect(expectedTiles(targets)).toBe(3);
});
