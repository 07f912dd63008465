import fc from 'fast-check';

import { catalogueDiff, consequencesOf, isSame } from './diff';
import { presetKpis } from './presets';
import type { Kpi } from './schema';
import { anyCatalogue } from './testing';

const KPIS = presetKpis('Asia/Seoul');
const named = (id: string): Kpi => {
  const kpi = KPIS.find((one) => one.id === id);
  if (!kpi) {
    throw new Error(`no preset ${id}`);
  }
  return kpi;
};
const [orders, revenue, success] = [named('orders'), named('revenue'), named('payment_success')];

it('finds nothing between a catalogue and itself', () => {
  fc.assert(
    fc.property(anyCatalogue, ({ kpis }) => {
      expect(isSame(catalogueDiff(kpis, structuredClone(kpis)))).toBe(true);
    }),
    { numRuns: 50 }
  );
});

it('tells what was added and what was removed', () => {
  const diff = catalogueDiff([orders, revenue], [orders, success]);
  expect(diff).toEqual({ added: [success], removed: [revenue], changed: [], isReordered: false });
  expect(isSame(diff)).toBe(false);
  expect(consequencesOf(diff)).toEqual({ removed: [revenue], renamed: [], narrowed: [], redefined: [] });
});

it('tells field by field what a KPI was before', () => {
  const after: Kpi = {
    ...revenue,
    source: { ...revenue.source, filters: [] },
    value: { kind: 'count' },
    unit: 'short',
    owner: 'Payment team',
  };
  expect(catalogueDiff([revenue], [after]).changed).toEqual([
    {
      before: revenue,
      after,
      fields: [
        {
          field: 'source.filters',
          before: [{ column: 'status', op: '=', value: 'succeeded' }],
          after: undefined,
        },
        { field: 'value.kind', before: 'sum', after: 'count' },
        { field: 'value.column', before: 'amount', after: undefined },
        { field: 'unit', before: 'locale', after: 'short' },
        { field: 'owner', before: undefined, after: 'Payment team' },
      ],
    },
  ]);
});

it.each<[what: string, change: Partial<Kpi>]>([
  ['its id alone', { id: 'purchases' }],
  ['its id and its name', { id: 'purchases', name: 'Purchases' }],
  ['its id and what it is read from', { id: 'purchases', source: revenue.source }],
])('knows a KPI again by what stayed, when it is another in %s', (_, change) => {
  const after = { ...orders, ...change };
  const diff = catalogueDiff([success, orders], [success, after]);
  expect(diff).toMatchObject({ added: [], removed: [], changed: [{ before: orders, after }] });
  expect(diff.changed[0]?.fields.map(({ field }) => field)).toContain('id');
  expect(consequencesOf(diff).renamed).toHaveLength(1);
});

it('takes no KPI that is still there for the earlier self of another one', () => {
  const copy = { ...orders, id: 'orders_2' };
  expect(catalogueDiff([orders], [copy, orders])).toMatchObject({ added: [copy], removed: [], changed: [] });
});

it('tells another order from other KPIs', () => {
  expect(catalogueDiff([orders, revenue], [revenue, orders])).toEqual({
    added: [],
    removed: [],
    changed: [],
    isReordered: true,
  });
  expect(catalogueDiff([orders, revenue], [success, orders, revenue]).isReordered).toBe(false);
});

it('says what panels and policies will feel, and no more', () => {
  const before: Kpi = { ...orders, dimensions: ['region', 'category'] };
  const consequences = (change: Partial<Kpi>) => consequencesOf(catalogueDiff([before], [{ ...before, ...change }]));
  const none = { removed: [], renamed: [], narrowed: [], redefined: [] };
  expect(consequences({ name: 'Purchases', owner: 'Order team', unit: 'short' })).toEqual(none);
  expect(consequences({ dimensions: ['category', 'app'] })).toMatchObject({
    ...none,
    narrowed: [{ dimensions: ['region'] }],
  });
  expect(consequences({ zone: 'UTC' }).redefined).toHaveLength(1);
  expect(consequences({ value: { kind: 'sum', column: 'amount' } }).redefined).toHaveLength(1);
});
