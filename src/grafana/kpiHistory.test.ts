import { createDataFrame, type DataQueryRequest } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';

import { HistoryError, readMinutes, readMinutesBy, readValues } from './kpiHistory';
import type { KpiTarget } from './kpiData';
import { ORDERS, provideDataSources } from './test/samples';

const FROM = Date.parse('2026-03-01T00:00:00Z') / 1000;
const DAY = 86_400;
const NOW = FROM + 10 * DAY + 30;

function frameOf(time: number, value: number) {
  return createDataFrame({
    fields: [
      { name: 'time', values: [time * 1000] },
      { name: 'value', values: [value] },
      { name: 'events', values: [value] },
    ],
  });
}

it('reads a KPI week by week, without a gap where one part ends before its newest events', async () => {
  const asked: Array<DataQueryRequest<DataQuery & KpiTarget>> = [];
  provideDataSources(undefined, (request) => {
    asked.push(request);
    return { data: [frameOf(FROM + asked.length * 60, asked.length)] };
  });
  expect(await readMinutes('shop', ORDERS, { from: FROM, to: NOW })).toEqual([
    { time: FROM + 60, value: 1, events: 1 },
    { time: FROM + 120, value: 2, events: 2 },
  ]);
  expect(asked.map(({ targets: [target] }) => target)).toEqual(
    Array(2).fill({ refId: 'A', kpis: ['orders'], view: 'minutes', datasource: { uid: 'shop' } })
  );
  // The KPI is complete after ten seconds.
  expect(asked.map(({ range }) => [range.from.unix(), range.to.unix()])).toEqual([
    [FROM, FROM + 7 * DAY + 10],
    [FROM + 7 * DAY, NOW],
  ]);
});

it('stops at what the data source refuses, and says it in its words', async () => {
  let asked = 0;
  provideDataSources(undefined, () => {
    asked += 1;
    return { data: [], errors: [{ refId: 'A', message: 'Orders: the table is gone' }] };
  });
  const reading = readMinutes('shop', ORDERS, { from: FROM, to: NOW });
  await expect(reading).rejects.toThrow(new HistoryError('Orders: the table is gone'));
  expect(asked).toBe(1);
});

it('reads values of a dimension, and the minutes of each by its number, behind those of all others', async () => {
  const asked: Array<DataQueryRequest<DataQuery & KpiTarget>> = [];
  provideDataSources(undefined, (request) => {
    asked.push(request);
    const fields =
      request.targets[0]?.view === 'values'
        ? [
            { name: 'value', values: ['KR', '', 'JP'] },
            { name: 'events', values: [9, 5, 2] },
          ]
        : [
            { name: 'time', values: [FROM * 1000, FROM * 1000, (FROM + 60) * 1000] },
            { name: 'value', values: [4, 1, 5] },
            { name: 'events', values: [4, 1, 5] },
            { name: 'part', values: [2, 0, 2] },
          ];
    return { data: [createDataFrame({ fields })] };
  });
  expect(await readValues('shop', ORDERS, 'region', { from: FROM, to: NOW })).toEqual(['KR', 'none', 'JP']);
  expect(await readMinutesBy('shop', ORDERS, 'region', ['JP', 'KR'], { from: NOW - DAY, to: NOW })).toEqual([
    [{ time: FROM, value: 1, events: 1 }],
    [],
    [
      { time: FROM, value: 4, events: 4 },
      { time: FROM + 60, value: 5, events: 5 },
    ],
  ]);
  expect(asked.map(({ targets: [target], range }) => [target, range.from.unix()])).toEqual([
    [{ refId: 'A', kpis: ['orders'], view: 'values', by: ['region'], datasource: { uid: 'shop' } }, NOW - 7 * DAY],
    [
      {
        refId: 'A',
        kpis: ['orders'],
        view: 'minutes',
        by: ['region'],
        among: ['JP', 'KR'],
        datasource: { uid: 'shop' },
      },
      NOW - DAY,
    ],
  ]);
});
