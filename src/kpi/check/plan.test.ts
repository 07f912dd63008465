import { planOf } from './plan';

/** As MariaDB 10.11 and MySQL 9.7 answered. */
const MARIADB = [
  {
    id: 1,
    select_type: 'PRIMARY',
    table: 'orders',
    type: 'range',
    key: 'created',
    rows: 575,
    extra: 'Using index condition',
  },
  { id: 2, select_type: 'UNION', table: 'orders', type: 'ALL', key: null, rows: 481_295, extra: 'Using where' },
];
const MYSQL = [
  {
    id: 1,
    select_type: 'SIMPLE',
    table: 'o',
    partitions: null,
    type: 'range',
    key: 'created',
    rows: '606',
    filtered: 100,
  },
  {
    id: 1,
    select_type: 'SIMPLE',
    table: 'p',
    partitions: null,
    type: 'ref',
    key: 'of_order',
    rows: '2',
    filtered: 100,
  },
  { id: null, select_type: 'UNION RESULT', table: '<union1,2>', partitions: null, type: 'ALL', key: null, rows: null },
];

it('adds up the parts of a statement, and names tables that are read in full', () => {
  expect(planOf(MARIADB)).toEqual({ rows: 481_870, scans: [{ table: 'orders', rows: 481_295 }] });
});

it('multiplies what is joined, and leaves out results in between', () => {
  expect(planOf(MYSQL)).toEqual({ rows: 606 + 1212, scans: [] });
});

it('knows what needs no table', () => {
  expect(planOf([{ id: 1, table: null, type: null, rows: null }])).toEqual({ rows: 0, scans: [] });
});

it.each([
  ['TiDB', [{ id: 'HashAgg_9', estrows: '1.00', task: 'root' }]],
  ['StarRocks', [{ 'explain string': 'PLAN FRAGMENT 0' }]],
  ['nothing', []],
])('does not know the plans of %s', (_, rows) => {
  expect(planOf(rows)).toBeUndefined();
});
