import { filterSchema, type Filter } from '../kpi/catalogue/filter';
import { filterOf, filterText, OPERATORS } from './filterText';

it.each(OPERATORS)('writes and reads a filter by %s', (op) => {
  const filter = filterOf('region', op, 'KR, JP');
  expect(filterSchema.parse(filter)).toEqual(filter);
  expect(filterOf(filter.column, filter.op, filterText(filter))).toEqual(filter);
});

it.each<[Filter, string]>([
  [{ column: 'region', op: 'in', values: ['KR', 'JP'] }, 'KR, JP'],
  [{ column: 'amount', op: 'between', from: 1, to: 9.5 }, '1, 9.5'],
  [{ column: 'region', op: '=', value: 'a, b' }, 'a, b'],
  [{ column: 'region', op: 'is null' }, ''],
])('shows %j as %s', (filter, text) => {
  expect(filterText(filter)).toBe(text);
});
