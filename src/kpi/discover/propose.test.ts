import { EMPTY_CATALOGUE, type Catalogue } from '../catalogue/schema';
import { schemaOf, type Schema } from '../schema/schema';
import { proposalsOf, type Proposal } from './propose';
import { tableSampleSql, type Sample } from './sample';

const NOW = Date.parse('2026-03-10T12:00:00Z') / 1000;

/** `name type [NULL] [-- comment]`, as a person would write it. */
function schemaFrom(
  tables: Record<string, { columns: string[]; indexes?: Record<string, string[]>; view?: boolean }>
): Schema {
  const entries = Object.entries(tables);
  return schemaOf({
    place: [{ place: 'shop' }],
    tables: entries.map(([name, { view }]) => ({
      place: 'shop',
      name,
      kind: view ? 'VIEW' : 'BASE TABLE',
      row_count: 1e6,
    })),
    columns: entries.flatMap(([owner, { columns }]) =>
      columns.map((line) => {
        const [, name, type = '', nullable, comment] = /^(\S+) (\S+)( NULL)?(?: -- (.*))?$/.exec(line) ?? [];
        const length = /char\((\d+)\)/.exec(type)?.[1] ?? null;
        return {
          place: 'shop',
          owner,
          name,
          kind: type.replace(/\(.*/, ''),
          type,
          nullable: nullable ? 'YES' : 'NO',
          length,
          comment,
        };
      })
    ),
    indexes: entries.flatMap(([owner, { indexes = {} }]) =>
      Object.entries(indexes).flatMap(([name, parts]) => parts.map((part) => ({ place: 'shop', owner, name, part })))
    ),
  });
}

function propose(schema: Schema, sample?: Sample, catalogue: Catalogue = EMPTY_CATALOGUE): Proposal[] {
  const [table] = schema.tables;
  return table
    ? proposalsOf(table, sample, {
        clocks: { now: NOW, zones: ['UTC', 'Asia/Seoul'] },
        zone: 'Asia/Seoul',
        catalogue,
        schema,
      })
    : [];
}

const codes = ({ reasons }: Proposal) => reasons.map(({ code }) => code);
const names = (proposals: Proposal[]) => proposals.map(({ kpi, picked }) => `${picked ? '+' : '-'}${kpi.id}`);
const rows = (...values: Sample) => Array.from({ length: 60 }, (_, index) => values[index % values.length] ?? {});

const PAYMENTS = schemaFrom({
  payments: {
    columns: [
      'id bigint',
      'customer_id int',
      'paid_at timestamp',
      'method varchar(12)',
      'total_amount decimal(12,2) -- in US dollars',
      'status varchar(12)',
      'customer_name varchar(40)',
      'note text',
    ],
    indexes: { PRIMARY: ['id'], paid: ['paid_at', 'status', 'method', 'total_amount'] },
  },
});
const PAID = rows(
  { paid_at: NOW - 30, method: 'card', status: 'paid', customer_name: 'x' },
  { paid_at: NOW - 90, method: 'bank', status: 'declined', customer_name: 'y' }
);

it('reads the newest rows, and no names of people', () => {
  const [table] = PAYMENTS.tables;
  expect(table && tableSampleSql(table)).toBe(
    'SELECT UNIX_TIMESTAMP(`paid_at`) AS `paid_at`, `method`, `status`\nFROM `payments`\nORDER BY `id` DESC\nLIMIT 500'
  );
});

it('proposes count, success, sum, mean and people of a table of payments', () => {
  const proposals = propose(PAYMENTS, PAID);
  expect(names(proposals)).toEqual([
    '+payments',
    '+payment_success',
    '+payment_total_amount',
    '-average_payment_total_amount',
    '-customers_with_payments',
  ]);
  const source = {
    kind: 'table',
    table: 'payments',
    time: { column: 'paid_at', type: 'timestamp' },
    filters: [{ column: 'status', op: '=', value: 'paid' }],
  };
  expect(proposals[0]?.kpi).toMatchObject({
    name: 'Payments',
    area: 'customers',
    source,
    dimensions: ['method'],
    zone: 'Asia/Seoul',
  });
  expect(proposals[1]?.kpi).toMatchObject({
    source: { filters: [] },
    value: {
      kind: 'ratio',
      numerator: { kind: 'count', filters: source.filters },
      denominator: { kind: 'count', filters: [] },
    },
    unit: 'percentunit',
  });
  expect(proposals[2]?.kpi).toMatchObject({
    source,
    value: { kind: 'sum', column: 'total_amount' },
    unit: 'currencyUSD',
  });
  expect(proposals[2]?.reasons).toEqual([
    { code: 'time', column: 'paid_at', type: 'timestamp' },
    { code: 'money', column: 'total_amount' },
    { code: 'status', column: 'status', values: 'paid' },
    { code: 'dimensions', columns: 'method' },
    { code: 'index', index: 'paid' },
  ]);
});

it('leaves alone what the catalogue has, whatever it is called there', () => {
  const [first] = propose(PAYMENTS, PAID);
  const known = first && {
    ...first.kpi,
    id: 'paid',
    name: 'Paid',
    source: { ...first.kpi.source, table: 'shop.payments' },
  };
  const again = propose(PAYMENTS, PAID, { version: 2, kpis: known ? [known] : [] });
  expect(names(again).slice(0, 2)).toEqual(['-payments', '+payment_success']);
  expect(again.slice(0, 2).map((proposal) => proposal.known)).toEqual(['paid', undefined]);
});

it.each([
  ['epoch_s', { createdAt: NOW - 5 }],
  ['epoch_ms', { createdAt: (NOW - 5) * 1000 }],
])('knows %s by the rows, not by the type alone', (type, row) => {
  const schema = schemaFrom({
    clicks: { columns: ['id bigint', 'createdAt bigint', 'clickTimes int'], indexes: { c: ['createdAt'] } },
  });
  const [proposal, ...others] = propose(schema, rows({ ...row, clickTimes: 3 }));
  expect(proposal?.kpi.source.time).toEqual({ column: 'createdAt', type });
  expect(others).toEqual([]);
  expect(propose(schema, rows({ createdAt: 12, clickTimes: 3 }))).toEqual([]);
});

it.each([
  ['the comment', 'created_at datetime -- time of Asia/Tokyo', '2026-03-10 20:59:00', 'Asia/Tokyo', 'comment'],
  [
    'the newest row, where it would lie in the future',
    'created_at datetime',
    '2026-03-10 20:59:00',
    'Asia/Seoul',
    'clock',
  ],
  ['what is usual, else', 'created_at datetime', '2026-03-10 11:59:00', 'UTC', 'guess'],
])('takes the zone of a DATETIME from %s', (_, column, newest, zone, from) => {
  const schema = schemaFrom({ orders: { columns: [column], indexes: { c: ['created_at'] } } });
  const [proposal] = propose(schema, rows({ created_at: '2026-03-09 01:00:00' }, { created_at: newest }));
  expect(proposal?.kpi.source.time).toEqual({ column: 'created_at', type: 'datetime', zone });
  expect(proposal?.reasons).toContainEqual({ code: 'zone', column: 'created_at', zone, from });
});

it('tells each event of a row apart, and leaves times that are no events', () => {
  const schema = schemaFrom({
    orders: {
      columns: [
        'id int',
        'created_at timestamp',
        'updated_at timestamp',
        'cancelled_at timestamp NULL',
        'expires_at timestamp NULL',
        'shippedAt timestamp NULL',
      ],
      indexes: { PRIMARY: ['id'], c: ['created_at'], s: ['shippedAt'] },
    },
  });
  const moment = {
    created_at: NOW - 9,
    updated_at: NOW,
    cancelled_at: NOW - 9,
    expires_at: NOW + 9,
    shippedAt: NOW - 9,
  };
  const proposals = propose(schema, rows(moment));
  expect(names(proposals)).toEqual(['+orders', '+orders_shipped', '-orders_cancelled']);
  expect(proposals[2]?.kpi).toMatchObject({ goodDirection: 'down', source: { time: { column: 'cancelled_at' } } });
  expect(proposals[2]?.reasons.at(-1)).toEqual({
    code: 'no-index',
    ddl: 'CREATE INDEX `kpiwatch_orders_cancelled_at`\nON `shop`.`orders` (`cancelled_at`)\nALGORITHM=INPLACE LOCK=NONE',
  });
});

it('speaks against tables that nobody writes to, that are empty or no business', () => {
  const table = { columns: ['created_at timestamp'], indexes: { c: ['created_at'] } };
  const [quiet] = propose(schemaFrom({ coupons: table }), rows({ created_at: NOW - 9 * 86_400 }));
  const [empty] = propose(schemaFrom({ coupons: table }), []);
  const [backup] = propose(schemaFrom({ orders_backup: table }), rows({ created_at: NOW }));
  const [view] = propose(schemaFrom({ order_view: { ...table, view: true } }), rows({ created_at: NOW }));
  expect([quiet, empty, backup, view].map((proposal) => [proposal?.picked, proposal?.reasons.at(-1)?.code])).toEqual([
    [false, 'quiet'],
    [false, 'empty'],
    [false, 'set-aside'],
    [true, 'view'],
  ]);
});

it('takes names that Latin letters cannot write, and tables without a time not at all', () => {
  const schema = schemaFrom({ 주문: { columns: ['created_at timestamp'], indexes: { c: ['created_at'] } } });
  expect(propose(schema, rows({ created_at: NOW }))[0]?.kpi).toMatchObject({ id: 'kpi', name: '주문', area: 'own' });
  expect(propose(schemaFrom({ regions: { columns: ['code char(2)', 'birthday date'] } }), [])).toEqual([]);
});

it('proposes by names alone where the rows could not be read', () => {
  const [first] = propose(PAYMENTS);
  expect(first?.kpi).toMatchObject({ source: { filters: [] }, dimensions: ['method'] });
  expect(first && codes(first)).toEqual(['time', 'dimensions', 'index']);
});
