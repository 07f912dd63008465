import { adHocFilter, interpolate, type Replace } from './interpolate';
import { migrateQuery } from './types';

const VARIABLES: Record<string, string | string[]> = {
  region: 'KR',
  regions: ['KR', "O'Neil'; DROP TABLE orders"],
  kpi: ['orders', 'sales'],
};

const replace: Replace = (text, format) =>
  text.replace(/\$(\w+)/g, (match, name: string) => (name in VARIABLES ? format(VARIABLES[name] ?? '') : match));

const query = (part: object) => migrateQuery({ refId: 'A', ...part });

it('puts values in the place of variables, as values', () => {
  const { kpis, by, filters } = interpolate(
    query({
      kpis: ['$kpi', 'orders'],
      by: ['$region'],
      filters: [
        { column: 'region', op: '=', value: '$region' },
        { column: 'region', op: '=', value: '$regions' },
        { column: 'region', op: 'not in', values: ['JP', '$regions'] },
        { column: 'amount', op: '>=', value: 7 },
        { column: 'amount', op: 'between', from: '$region', to: 9 },
        { column: 'sku', op: 'starts with', value: 'x-$region-$other' },
      ],
    }),
    replace
  );
  expect(kpis).toEqual(['orders', 'sales']);
  expect(by).toEqual(['KR']);
  expect(filters).toEqual([
    { column: 'region', op: '=', value: 'KR' },
    { column: 'region', op: 'in', values: ['KR', "O'Neil'; DROP TABLE orders"] },
    { column: 'region', op: 'not in', values: ['JP', 'KR', "O'Neil'; DROP TABLE orders"] },
    { column: 'amount', op: '>=', value: 7 },
    { column: 'amount', op: 'between', from: 'KR', to: 9 },
    { column: 'sku', op: 'starts with', value: 'x-KR-$other' },
  ]);
});

it('reads the filters of a dashboard, and refuses patterns', () => {
  expect(
    [
      { key: 'region', operator: '=', value: 'KR' },
      { key: 'region', operator: '!=|', value: 'KR', values: ['KR', 'JP'] },
      { key: 'amount', operator: '>=', value: '7' },
    ].map(adHocFilter)
  ).toEqual([
    { column: 'region', op: '=', value: 'KR' },
    { column: 'region', op: 'not in', values: ['KR', 'JP'] },
    { column: 'amount', op: '>=', value: '7' },
  ]);
  expect(() => adHocFilter({ key: 'region', operator: '=~', value: '.*' })).toThrow(/can't be filtered by =~/);
});
