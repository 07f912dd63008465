import { toDataFrame, type DataFrame } from '@grafana/data';
import { lastValueFrom } from 'rxjs';

import { planBreaches } from '../../kpi/detect/breaches';
import { businessKpi, CATALOGUE, FakeMysql, installDataSources, installVariables, RANGE, requestOf } from '../testing';
import { migrateQuery, type BusinessKpiQuery } from '../types';

const NOON = Date.parse('2026-03-10T12:00:00Z');
const HOUR = 3_600_000;

const query = (part: Partial<BusinessKpiQuery>) => migrateQuery({ refId: 'Anno', ...part });

const EVENTS = query({
  view: 'events',
  events: {
    table: 'shop.deployments',
    time: { column: 'at', type: 'timestamp', zone: '' },
    end: 'done_at',
    text: ['service', 'version'],
    tags: ['team'],
  },
});

async function run(mysql: FakeMysql, target: BusinessKpiQuery) {
  installDataSources(mysql);
  return lastValueFrom(businessKpi().query(requestOf(target)));
}

function columns(frame: DataFrame | undefined) {
  return Object.fromEntries((frame?.fields ?? []).map(({ name, values }) => [name, [...values]]));
}

/** As many orders in each step of what is read, fewer in the last half hour. */
function fallingOrders() {
  const [orders] = CATALOGUE.kpis;
  const range = { from: RANGE.from.valueOf() / 1000, to: RANGE.to.valueOf() / 1000 };
  const plan = orders && planBreaches(orders, range, 600);
  const windows = typeof plan === 'object' ? plan.windows : [];
  return windows.flatMap(({ slot, from, to, bucket = 120 }) =>
    Array.from({ length: (to - from) / bucket }, (_, index) => {
      const count = from + index * bucket >= NOON / 1000 - 1800 && to <= NOON / 1000 ? 20 : 80;
      return { slot, bucket_no: index, orders_value: count, orders_events: count, orders_last: 0 };
    })
  );
}

describe('breaches', () => {
  it('are regions, each with how far the KPI was from what was expected', async () => {
    const mysql = new FakeMysql({ orders: fallingOrders() });
    const { data, errors } = await run(mysql, query({ view: 'breaches', kpis: ['orders'], percent: 50 }));
    expect(errors).toBeUndefined();
    expect(mysql.sent.map((statements) => statements.length)).toEqual([1]);
    expect(columns(toDataFrame(data[0]))).toEqual({
      time: [NOON - HOUR / 2 + 480_000],
      timeEnd: [NOON + 30_000],
      text: ['Orders: up to 75 % below expected, still so (100, not 400)'],
      tags: [['Orders', 'Customers']],
    });
  });

  it('are of one statement for the KPIs of a table, and one list for a person', async () => {
    const mysql = new FakeMysql({
      'orders+sales': fallingOrders().map((row) => ({ ...row, sales_value: 0, sales_events: 0, sales_last: null })),
    });
    const { data } = await run(mysql, query({ view: 'breaches', kpis: ['orders', 'sales'], percent: 50 }));
    expect(mysql.sent[0]).toHaveLength(1);
    expect(data).toHaveLength(1);
  });

  it('say why they can not be looked for', async () => {
    const average = CATALOGUE.kpis.map((kpi) => ({ ...kpi, value: { kind: 'average' as const, column: 'amount' } }));
    const dataSource = businessKpi({ mysqlUid: 'shop', catalogue: { ...CATALOGUE, kpis: average } });
    const target = query({ view: 'breaches', kpis: ['orders'], window: '2h' });
    const { errors } = await lastValueFrom(dataSource.query(requestOf(target)));
    expect(errors?.[0]?.message).toMatch(/^Orders: Breaches of what does not add up .* not 2h\./);
  });
});

describe('events', () => {
  const rows = [
    { second_no: 3000, end_second: 3060, text_0: 'checkout', text_1: '<b>1.2</b>', tag_0: 'Order team' },
    { second_no: 60, end_second: null, text_0: 'search', text_1: null, tag_0: null },
  ];

  it('are rows of a table, whose texts are no HTML', async () => {
    const mysql = new FakeMysql({ 'events of shop.deployments': rows });
    const { data, errors } = await run(mysql, EVENTS);
    expect(errors).toBeUndefined();
    expect(mysql.sent[0]?.map(({ rawSql }) => rawSql)).toEqual([
      expect.stringContaining('FROM `shop`.`deployments`\nWHERE `at` >= FROM_UNIXTIME('),
    ]);
    const begins = NOON - HOUR;
    expect(columns(toDataFrame(data[0]))).toEqual({
      time: [begins + 3_000_000, begins + 60_000],
      timeEnd: [begins + 3_060_000, begins + 60_000],
      text: ['checkout · &lt;b&gt;1.2&lt;/b&gt;', 'search'],
      tags: [['Order team'], []],
    });
  });

  it('take the values of variables as literals, and no filter of a dashboard', async () => {
    installVariables({ team: "x' OR 1=1" });
    const mysql = new FakeMysql();
    installDataSources(mysql);
    const target = { ...EVENTS, filters: [{ column: 'team', op: '=' as const, value: '$team' }] };
    const request = { ...requestOf(target), filters: [{ key: 'region', operator: '=', value: 'KR' }] };
    await lastValueFrom(businessKpi().query(request));
    installVariables();
    expect(mysql.sent[0]?.[0]?.rawSql).toContain(
      " AND `team` = _utf8mb4 X'7827204f5220313d31'\nORDER BY second_no DESC"
    );
    expect(mysql.sent[0]?.[0]?.rawSql).not.toContain('region');
  });

  it.each([
    ['shop.deployments; DROP TABLE x', /table: must be the name of a table/],
    ['deployments', /text: needs one entry or more/],
  ])('ask for nothing while the table is not told: %s', async (table, message) => {
    const mysql = new FakeMysql();
    const draft = { ...EVENTS, events: EVENTS.events && { ...EVENTS.events, table, text: [] } };
    expect((await run(mysql, draft)).errors?.[0]?.message).toMatch(message);
    expect(mysql.sent).toEqual([]);
  });

  it('name the table that can not be read, and the next step', async () => {
    const gone = new Error("db query error: Error 1146 (42S02): Table 'shop.deployments' doesn't exist");
    const { errors } = await run(new FakeMysql({ 'events of shop.deployments': gone }), EVENTS);
    expect(errors?.[0]?.message).toMatch(
      /^shop\.deployments: .* doesn't exist\. Mend the name of the table in this query/
    );
  });
});

it('offers annotations with an editor of their own', () => {
  const { annotations } = businessKpi();
  expect(annotations?.QueryEditor).toBeDefined();
  expect(annotations?.getDefaultQuery?.()).toMatchObject({ view: 'breaches', kpis: [] });
});
