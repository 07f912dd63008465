import { FieldType, toDataFrame, type DataQueryRequest, type DataQueryResponse, type PanelData } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';

import { SuddenDropPanel } from '../SuddenDropPanel';
import { panelProps, speak, testFrame, testReading } from '../testing';

beforeAll(() => speak('en-US'));

const SOURCE = { type: 'kpiwatch-businesskpi-datasource', uid: 'shop' };
const drivers = toDataFrame({
  fields: [
    { name: 'kpi', type: FieldType.string, values: ['Orders', 'Orders'] },
    { name: 'dimension', type: FieldType.string, values: ['region', 'region'] },
    { name: 'value', type: FieldType.string, values: ['JP', 'KR'] },
    { name: 'now', type: FieldType.number, values: [10, 21] },
    { name: 'expected', type: FieldType.number, values: [11, 93] },
    { name: 'share', type: FieldType.number, values: [0.01, 0.99] },
  ],
});
const TABLE = ['WhereNowExpectedExplains', 'region = KR2193+99 %', 'region = JP1011+1 %'];

/** What the panel asked before. */
function request(): DataQueryRequest {
  const range = panelProps([]).timeRange;
  const target = { refId: 'A', datasource: SOURCE, ...{ kpis: ['orders', 'payments'], view: 'drop', window: '10m' } };
  return {
    requestId: 'Q1',
    interval: '1m',
    intervalMs: 60_000,
    range,
    scopedVars: {},
    targets: [{ refId: 'B', datasource: { uid: 'other' } }, target],
    timezone: 'utc',
    app: 'dashboard',
    startTime: 0,
  };
}

/** A data source that answers so, and keeps what it was asked. */
function provide(answer: () => Promise<DataQueryResponse>) {
  const asked: DataQueryRequest[] = [];
  const get = async ({ uid }: { uid: string }) => {
    expect(uid).toBe('shop');
    return { query: (request: DataQueryRequest) => (asked.push(request), answer()) };
  };
  setDataSourceSrv(Object.assign(Object.create(null), { get }));
  return asked;
}

function show(dimensions: string[], series = [testFrame(testReading({}, { dimensions }))]) {
  const data: Partial<PanelData> = { request: request() };
  render(<SuddenDropPanel {...panelProps(series, {}, data)} />);
}

const button = () => screen.getByRole('button', { name: 'Drivers of Orders' });
const dialog = () => screen.findByRole('dialog', { name: 'What drives Orders' });
const rows = async () => (await within(await dialog()).findAllByRole('row')).map(({ textContent }) => textContent);

test('are read when somebody asks: of this KPI, for the same time', async () => {
  const asked = provide(async () => ({ data: [drivers] }));
  show(['region']);
  expect(asked).toEqual([]);
  await userEvent.click(button());
  expect(await rows()).toEqual(TABLE);
  expect(asked).toMatchObject([
    {
      requestId: 'Q1-drivers-orders',
      range: request().range,
      targets: [{ refId: 'A', datasource: SOURCE, kpis: ['orders'], view: 'drivers', window: '10m', by: [] }],
    },
  ]);
});

test('say why there are none, and are asked for anew', async () => {
  const asked = provide(async () => ({ data: [], errors: [{ message: 'Orders: the database is away.' }] }));
  show(['region']);
  await userEvent.click(button());
  expect(await within(await dialog()).findByRole('alert')).toHaveTextContent('Orders: the database is away.');
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  await userEvent.click(button());
  expect(asked).toHaveLength(2);
});

test('come with the data where a query of the panel is for them', async () => {
  const asked = provide(async () => ({ data: [] }));
  show([], [testFrame(testReading()), drivers]);
  expect(screen.getAllByRole('article')).toHaveLength(1);
  await userEvent.click(button());
  expect(await rows()).toEqual(TABLE);
  expect(asked).toEqual([]);
});

test('are not offered of a KPI that falls into no parts', () => {
  show([]);
  expect(screen.queryByRole('button', { name: 'Drivers of Orders' })).not.toBeInTheDocument();
});
