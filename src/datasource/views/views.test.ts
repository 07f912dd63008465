import { toDataFrame, type DataFrame, type DataQueryResponse } from '@grafana/data';
import { lastValueFrom } from 'rxjs';

import { businessKpi, FakeMysql, installDataSources, installVariables, requestOf } from '../testing';
import type { Listing } from '../listing';
import { migrateQuery, type BusinessKpiQuery } from '../types';
import { KpiVariables } from '../variables';

/** Noon in UTC, 21:00 in Seoul; the range begins an hour before. */
const NOON = Date.parse('2026-03-10T12:00:00Z');
const SEOUL_MIDNIGHT = Date.parse('2026-03-09T15:00:00Z');
const HOUR = 3_600_000;

const query = (part: Partial<BusinessKpiQuery>) => migrateQuery({ refId: 'A', ...{ kpis: ['orders'], ...part } });

const row = (
  kpi: string,
  slot: string,
  bucket: number | null,
  value: number | null,
  by: Record<string, string | number | null> = {}
) => ({
  slot,
  bucket_no: bucket,
  [`${kpi}_value`]: value,
  [`${kpi}_events`]: value === null ? 0 : 10,
  [`${kpi}_last`]: 59,
  ...by,
});

async function run(mysql: FakeMysql, part: Partial<BusinessKpiQuery>): Promise<DataQueryResponse> {
  installDataSources(mysql);
  return lastValueFrom(businessKpi().query(requestOf(query(part))));
}

async function frame(mysql: FakeMysql, part: Partial<BusinessKpiQuery>): Promise<DataFrame> {
  const response = await run(mysql, part);
  expect(response.errors).toBeUndefined();
  expect(response.data).toHaveLength(1);
  return toDataFrame(response.data[0]);
}

function columns({ fields }: DataFrame): Record<string, unknown[]> {
  return Object.fromEntries(fields.map(({ name, values }) => [name, [...values]]));
}

afterEach(() => installVariables());

describe('series', () => {
  it('takes a bucket of a person’s own', async () => {
    const { time = [] } = columns(await frame(new FakeMysql(), { bucket: '15m' }));
    expect(time).toEqual([0, 1, 2, 3].map((index) => NOON - HOUR + index * 900_000));
  });

  it('has a line for each value of the dimensions, the largest first', async () => {
    const mysql = new FakeMysql({
      orders: [
        row('orders', 'series/now', 0, 1, { by_0: 'JP' }),
        row('orders', 'series/now', 0, 7, { by_0: 'KR' }),
        row('orders', 'series/now', 1, 2, { by_0: 'KR' }),
      ],
    });
    const { fields } = await frame(mysql, { by: ['region'] });
    expect(mysql.sent[0]?.[0]?.rawSql).toContain('`region` AS by_0');
    expect(fields.slice(1).map(({ labels, config, values }) => [labels, config.displayNameFromDS, values[0]])).toEqual([
      [{ region: 'KR' }, 'Orders KR', 7],
      [{ region: 'JP' }, 'Orders JP', 1],
    ]);
  });

  it('is empty where no row has a value of the dimensions', async () => {
    expect(columns(await frame(new FakeMysql(), { by: ['region'] }))).toEqual({ time: [] });
  });

  it('says so where it shows the largest lines alone', async () => {
    const rows = Array.from({ length: 25 }, (_, index) => row('orders', 'series/now', 0, index, { by_0: `r${index}` }));
    const { fields, meta } = await frame(new FakeMysql({ orders: rows }), { by: ['region'] });
    expect(fields).toHaveLength(21);
    expect(meta?.notices?.[0]?.text).toBe('Shown are the 20 largest of 25 lines. Filter to see others.');
  });

  it('filters by the values of variables, as literals', async () => {
    installVariables({ region: ['KR', "JP' OR 1=1"] });
    const mysql = new FakeMysql();
    await run(mysql, { filters: [{ column: 'region', op: '=', value: '$region' }] });
    expect(mysql.sent[0]?.[0]?.rawSql).toContain(
      " AND `region` IN ('KR', _utf8mb4 X'4a5027204f5220313d31')\nGROUP BY 2"
    );
  });

  it('takes no column that the catalogue does not call a dimension', async () => {
    const mysql = new FakeMysql();
    const { errors } = await run(mysql, { kpis: ['sales'], by: ['password'] });
    expect(errors?.[0]?.message).toBe(
      'Sales: There is no dimension "password". It has: region. Add it in the catalogue, or leave it out.'
    );
    expect(mysql.sent).toEqual([]);
  });

  it('obeys the filters of a dashboard', async () => {
    const mysql = new FakeMysql();
    installDataSources(mysql);
    const request = { ...requestOf(query({})), filters: [{ key: 'region', operator: '!=', value: 'KR' }] };
    await lastValueFrom(businessKpi().query(request));
    expect(mysql.sent[0]?.[0]?.rawSql).toContain(" AND `region` <> 'KR'\n");
  });
});

describe('minutes', () => {
  it('are read one by one and in order, those without rows left out', async () => {
    const mysql = new FakeMysql({ orders: [row('orders', 'minutes', 7, 4), row('orders', 'minutes', 2, 9)] });
    const { time, value, events } = columns(await frame(mysql, { view: 'minutes' }));
    expect(mysql.sent[0]?.[0]?.rawSql).toContain("SELECT 'minutes' AS slot");
    expect([time, value, events]).toEqual([[2, 7].map((minute) => NOON - HOUR + minute * 60_000), [9, 4], [10, 10]]);
  });

  it('are told apart by values of a dimension, whatever these are', async () => {
    const rows = [row('orders', 'minutes', 2, 9, { by_0: 2 }), row('orders', 'minutes', 2, 1, { by_0: 0 })];
    const mysql = new FakeMysql({ orders: rows });
    const asked = { view: 'minutes', by: ['region'], among: ['KR', "$x'"] } as const;
    const { value, part } = columns(await frame(mysql, { ...asked, by: [...asked.by], among: [...asked.among] }));
    expect(mysql.sent[0]?.[0]?.rawSql).toContain(
      "CASE COALESCE(NULLIF(CAST(`region` AS CHAR), ''), 'none') WHEN 'KR' THEN 1 WHEN _utf8mb4 X'247827' THEN 2 ELSE 0 END AS by_0"
    );
    expect([value, part]).toEqual([
      [9, 1],
      [2, 0],
    ]);
  });
});

it('lists the values of a dimension, those with the most events first', async () => {
  const rows = [
    row('orders', 'values', null, 3, { by_0: null, orders_events: 3 }),
    row('orders', 'values', null, 9, { by_0: 'KR', orders_events: 9 }),
  ];
  const mysql = new FakeMysql({ orders: rows });
  expect(columns(await frame(mysql, { view: 'values', by: ['region'] }))).toEqual({
    value: ['KR', ''],
    events: [9, 3],
  });
  const { errors } = await run(new FakeMysql(), { view: 'values', by: [] });
  expect(errors?.[0]?.message).toBe('Orders: Choose the dimension whose values are asked for.');
});

it('compares with each reference, what they make expected, and the band that they span', async () => {
  const mysql = new FakeMysql({
    orders: [
      row('orders', 'series/now', 0, 5),
      row('orders', 'series/week1', 0, 10),
      row('orders', 'series/day1', 0, 14),
    ],
  });
  const { now, expected, lowest, highest, week1, day2 } = columns(
    await frame(mysql, { view: 'compare', bucket: '1h' })
  );
  expect([now, expected, lowest, highest, week1, day2]).toEqual([[5], [12], [10], [14], [10], [0]]);
});

describe('today so far', () => {
  it('sums up since midnight of the KPI’s zone, and goes on as the references did', async () => {
    const mysql = new FakeMysql({
      orders: [
        row('orders', 'day/now', 0, 10),
        row('orders', 'day/now', 83, 30),
        ...['week1', 'week2', 'day1'].flatMap((id) => [
          row('orders', `day/${id}`, 0, 80),
          row('orders', `day/${id}`, 95, 20),
        ]),
      ],
    });
    const { time = [], now = [], expected = [], projected = [] } = columns(await frame(mysql, { view: 'today' }));
    expect([time[0], time.length]).toEqual([SEOUL_MIDNIGHT + 900_000, 96]);
    // 21:00 in Seoul: 84 quarters of an hour are over.
    expect([now[0], now[83], now[84]]).toEqual([10, 40, null]);
    expect([expected[0], expected[95]]).toEqual([80, 100]);
    expect([projected[82], projected[83], projected[95]]).toEqual([null, 40, 50]);
  });

  it('needs a KPI that adds up', async () => {
    const catalogue = businessKpi().catalogue;
    const visitors = catalogue.kpis.map((kpi) => ({ ...kpi, value: { kind: 'average' as const, column: 'amount' } }));
    const dataSource = businessKpi({ mysqlUid: 'shop', catalogue: { ...catalogue, kpis: visitors } });
    const response = await lastValueFrom(dataSource.query(requestOf(query({ view: 'today' }))));
    expect(response.errors?.[0]?.message).toMatch(/^Orders: Only counts and sums add up/);
  });
});

it('names the drivers of each dimension, by the share that they explain', async () => {
  const rows = (values: Array<[string, number, number]>) =>
    values.flatMap(([value, now, before]) => [
      row('orders', 'judged/now', null, now, { by_0: value }),
      row('orders', 'judged/week1', null, before, { by_0: value }),
      row('orders', 'judged/day1', null, before, { by_0: value }),
    ]);
  const mysql = new FakeMysql({
    orders: rows([
      ['JP', 20, 30],
      ['KR', 10, 40],
    ]),
    'orders (2)': rows([['shoes', 30, 70]]),
  });
  const { dimension, value, now, expected, share } = columns(await frame(mysql, { view: 'drivers' }));
  expect(dimension).toEqual(['region', 'region', 'category']);
  expect(value).toEqual(['KR', 'JP', 'shoes']);
  expect([now, expected, share]).toEqual([
    [10, 20, 30],
    [40, 30, 70],
    [0.75, 0.25, 1],
  ]);
});

it('lists how fresh each KPI is, in one table', async () => {
  const mysql = new FakeMysql({
    'orders+sales': [{ ...row('orders', 'newest', null, 3), ...row('sales', 'newest', null, 0) }],
  });
  const { kpi, newest, age, delay } = columns(await frame(mysql, { view: 'freshness', kpis: ['orders', 'sales'] }));
  const at = NOON + 30_000 - HOUR + 59_000;
  expect([kpi, newest, age, delay]).toEqual([
    ['Orders', 'Sales'],
    [at, at],
    [3541, 3541],
    [10, 10],
  ]);
});

describe('variables', () => {
  it('list KPIs, and the values of a dimension by how often they are seen', async () => {
    const mysql = new FakeMysql({
      orders: [
        { ...row('orders', 'values', null, 1, { by_0: 'JP' }), orders_events: 3 },
        { ...row('orders', 'values', null, 1, { by_0: 'KR' }), orders_events: 9 },
      ],
    });
    installDataSources(mysql);
    const dataSource = businessKpi();
    const list = async (part: Listing) => {
      const request = { ...requestOf(), targets: [{ refId: 'v', ...part }] };
      const variables = dataSource.variables;
      const response = variables instanceof KpiVariables ? await lastValueFrom(variables.query(request)) : { data: [] };
      return columns(toDataFrame(response.data[0])).value;
    };
    expect(await list({ kind: 'kpis', area: 'customers' })).toEqual(['orders', 'sales']);
    expect(await list({ kind: 'values', kpi: 'orders', dimension: 'region' })).toEqual(['KR', 'JP']);
    expect(await list({ kind: 'values', kpi: 'orders', dimension: 'password' })).toEqual([]);
    expect(await dataSource.getTagKeys()).toEqual([{ text: 'category' }, { text: 'region' }]);
    expect(await dataSource.getTagValues({ key: 'region', filters: [] })).toEqual([{ text: 'KR' }, { text: 'JP' }]);
  });
});
