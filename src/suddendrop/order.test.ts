import { sorted } from './order';
import { testItem } from './testing';

const item = (name: string, value: number, kpi = {}) => testItem({ now: { value, events: value } }, { name, ...kpi });
const items = [
  item('Orders 10', 104),
  item('Orders 9', 60),
  testItem({ references: [] }, { name: 'Unknown' }),
  item('Withdrawals', 300, { goodDirection: 'down' }),
  item('Searches', 40),
];
const names = (order: Parameters<typeof sorted>[1]) => sorted(items, order).map(({ reading }) => reading.kpi.name);

test('the worst state comes first, then the deepest drop; a rise is a drop where less is better', () => {
  expect(names('drop')).toEqual(['Withdrawals', 'Searches', 'Orders 9', 'Unknown', 'Orders 10']);
});

test('lost volume counts in the KPI itself', () => {
  expect(names('lost').slice(0, 3)).toEqual(['Withdrawals', 'Searches', 'Orders 9']);
});

test('names are sorted as people count', () => {
  expect(names('name')).toEqual(['Orders 9', 'Orders 10', 'Searches', 'Unknown', 'Withdrawals']);
});

test('the order of the query stays', () => {
  expect(names('query')).toEqual(['Orders 10', 'Orders 9', 'Unknown', 'Withdrawals', 'Searches']);
});
