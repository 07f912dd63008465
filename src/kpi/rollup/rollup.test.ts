import { kpiOf } from '../sql/testing';
import { obstacleOf, planRollup, rollupCandidates, rollupTable } from './rollup';

const SOURCE = { kind: 'table', table: 'shop.orders', time: { column: 'created_at', type: 'timestamp' } };
const PAID = { column: 'status', op: '=', value: 'paid' };
const LIVE = { column: 'test', op: '=', value: false };

function orders(change: Record<string, unknown> = {}, source: Record<string, unknown> = {}) {
  return kpiOf({ id: 'orders', ...change, source: { ...SOURCE, ...source } });
}

const ratio = (numerator: object, denominator: object) => ({ kind: 'ratio', numerator, denominator });

it.each([
  [{ kind: 'count' }, undefined],
  [{ kind: 'sum', column: 'amount' }, undefined],
  [{ kind: 'average', column: 'amount' }, undefined],
  [{ kind: 'maximum', column: 'amount' }, undefined],
  [ratio({ kind: 'count', filters: [PAID] }, { kind: 'count' }), undefined],
  [{ kind: 'distinct', column: 'customer_id' }, 'distinct'],
  [ratio({ kind: 'count' }, { kind: 'distinct', column: 'customer_id' }), 'distinct'],
  [{ kind: 'last', column: 'amount' }, 'last'],
  [ratio({ kind: 'count', source: { ...SOURCE, table: 'visits' } }, { kind: 'count' }), 'two-sources'],
])('tells of %j what keeps it from a rollup: %s', (value, obstacle) => {
  expect(obstacleOf(orders({ value }))).toBe(obstacle);
});

it('leaves days as they are', () => {
  expect(obstacleOf(orders({}, { time: { column: 'day', type: 'date', zone: 'UTC' } }))).toBe('date');
});

it('proposes a rollup a source, with the KPIs that it can tell, in a table that is free', () => {
  const kpis = [
    orders(),
    orders({ id: 'buyers', value: { kind: 'distinct', column: 'customer_id' } }),
    orders({ id: 'shipped' }, { time: { column: 'shipped_at', type: 'timestamp' } }),
    orders({ id: 'paid' }, { filters: [PAID] }),
    orders({ id: 'rolled' }, { kind: 'rollup', table: 'kpiwatch.orders_minutes', events: 'n' }),
    kpiOf({ id: 'own', source: { kind: 'sql', sql: 'SELECT at FROM x WHERE {time}', time: SOURCE.time } }),
  ];
  const candidates = rollupCandidates(kpis);
  expect(
    candidates.map((one) => [
      one.kpis.map(({ id }) => id),
      one.others.map(({ kpi, obstacle }) => [kpi.id, obstacle]),
      rollupTable(one, kpis),
    ])
  ).toEqual([
    [['orders', 'paid'], [['buyers', 'distinct']], 'kpiwatch.orders_minutes_2'],
    [['shipped'], [], 'kpiwatch.orders_minutes_2'],
    [['own'], [], 'kpiwatch.own_minutes'],
  ]);
});

it('keeps what each KPI needs once, and makes the KPIs read it', () => {
  const dimensions = ['region'];
  const rollup = planRollup(
    [
      orders({ dimensions }, { filters: [LIVE] }),
      orders({ id: 'revenue', value: { kind: 'sum', column: 'amount' } }, { filters: [LIVE, PAID] }),
      orders({ id: 'order_value', value: { kind: 'average', column: 'amount' } }, { filters: [LIVE] }),
      orders({ id: 'largest', value: { kind: 'maximum', column: 'amount' } }, { filters: [LIVE] }),
      orders(
        { id: 'success', dimensions: ['method'], value: ratio({ kind: 'count', filters: [PAID] }, { kind: 'count' }) },
        { filters: [LIVE] }
      ),
      orders(
        {
          id: 'margin',
          value: ratio({ kind: 'sum', column: 'won' }, { kind: 'sum', column: 'amount', filters: [PAID] }),
        },
        { filters: [LIVE] }
      ),
    ],
    'kpiwatch.orders_minutes'
  );
  expect(rollup.filters).toEqual([LIVE]);
  expect(rollup.dimensions).toEqual(['region', 'method']);
  expect(rollup.measures.map(({ column, sql }) => `${column} = ${sql}`)).toEqual([
    'orders_events = COUNT(*)',
    "revenue_events = COUNT(CASE WHEN `status` = 'paid' THEN 1 END)",
    "revenue_sum = COALESCE(SUM(CASE WHEN `status` = 'paid' THEN `amount` END), 0)",
    'order_value_events = COUNT(`amount`)',
    'order_value_sum = COALESCE(SUM(`amount`), 0)',
    'largest_max = MAX(`amount`)',
    'margin_above = COALESCE(SUM(`won`), 0)',
  ]);
  const time = { column: 'minute_start', type: 'epoch_s' };
  const source = { kind: 'rollup', table: 'kpiwatch.orders_minutes', time, filters: [] };
  expect(rollup.kpis.map(({ id, source: read, value }) => ({ id, read, value }))).toEqual([
    { id: 'orders', read: { ...source, events: 'orders_events' }, value: { kind: 'count' } },
    { id: 'revenue', read: { ...source, events: 'revenue_events' }, value: { kind: 'sum', column: 'revenue_sum' } },
    {
      id: 'order_value',
      read: { ...source, events: 'order_value_events' },
      value: { kind: 'average', column: 'order_value_sum' },
    },
    {
      id: 'largest',
      read: { ...source, events: 'order_value_events' },
      value: { kind: 'maximum', column: 'largest_max' },
    },
    {
      id: 'success',
      read: { ...source, events: 'orders_events' },
      value: {
        kind: 'ratio',
        numerator: { kind: 'sum', column: 'revenue_events', filters: [] },
        denominator: { kind: 'count', filters: [] },
      },
    },
    {
      id: 'margin',
      read: { ...source, events: 'revenue_events' },
      value: {
        kind: 'ratio',
        numerator: { kind: 'sum', column: 'margin_above', filters: [] },
        denominator: { kind: 'sum', column: 'revenue_sum', filters: [] },
      },
    },
  ]);
});

it('gives its columns names that no dimension has', () => {
  const rollup = planRollup([orders({ dimensions: ['orders_events', 'minute_start', 'row_no'] })], 'minutes');
  expect([rollup.minute, rollup.row, rollup.measures[0]?.column]).toEqual([
    'minute_start_2',
    'row_no_2',
    'orders_events_2',
  ]);
});

it('takes no KPI that it can not tell', () => {
  expect(() => planRollup([], 'minutes')).toThrow(RangeError);
  expect(() => planRollup([orders({ value: { kind: 'last', column: 'used' } })], 'minutes')).toThrow(RangeError);
});
