import { catalogueSchema } from '../kpi/catalogue/schema';
import { DIALECTS, withTimeLimit } from '../kpi/sql/dialect';
import { planQuery } from './plan';
import { statementsOf } from './statements';
import { migrateQuery, type BusinessKpiQuery } from './types';

const at = (iso: string) => Date.parse(`2026-${iso}Z`) / 1000;
/** Three hours up to noon in Seoul. */
const RANGE = { from: at('03-10T00:00'), to: at('03-10T03:00') };

const { kpis } = catalogueSchema.parse({
  version: 2,
  kpis: [
    {
      id: 'orders',
      name: 'Orders',
      area: 'customers',
      source: { kind: 'table', table: 'orders', time: { column: 'created_at', type: 'timestamp' } },
      value: { kind: 'count' },
      dimensions: ['region', 'category'],
      zone: 'Asia/Seoul',
    },
  ],
});

function sqlOf(part: Partial<BusinessKpiQuery>): string[] {
  const query = migrateQuery({ refId: 'A', ...{ kpis: ['orders'], ...part } });
  const plan = planQuery(query, { version: 2, kpis }, RANGE, 60);
  expect(plan.problems).toEqual([]);
  return statementsOf(plan.asks).map(({ sql }) => sql);
}

interface Part {
  slot: string;
  /** When it begins and ends: in UTC, of 2026. */
  from: string;
  to: string;
  bucket?: number;
  by?: string;
  filter?: string;
}

/** One SELECT of a statement: a window, read once. */
function part({ slot, from, to, bucket, by, filter }: Part): string {
  const second = `(FLOOR(UNIX_TIMESTAMP(\`created_at\`)) - ${at(from)})`;
  const keys = [
    `'${slot}' AS slot`,
    `${bucket === undefined ? 'NULL' : `${second} DIV ${bucket}`} AS bucket_no`,
    ...(by === undefined ? [] : [`\`${by}\` AS by_0`]),
  ];
  const places = [...(bucket === undefined ? [] : [2]), ...(by === undefined ? [] : [3])];
  return [
    `SELECT ${keys.join(', ')},`,
    `  COUNT(*) AS orders_value, COUNT(*) AS orders_events, MAX(${second}) AS orders_last`,
    'FROM `orders`',
    `WHERE \`created_at\` >= FROM_UNIXTIME(${at(from)}) AND \`created_at\` < FROM_UNIXTIME(${at(to)})${filter ?? ''}`,
    ...(places.length === 0 ? [] : [`GROUP BY ${places.join(', ')}`]),
  ].join('\n');
}

/** The window, and what it is on each reference day. */
function withReferences(view: string, from: string, to: string, rest: Partial<Part> = {}): string[] {
  const days = { now: '10', week1: '03', week2: '', week3: '', day1: '09', day2: '08', day3: '07' };
  return Object.entries(days).map(([id, day]) => {
    const date = id === 'week2' ? '02-24' : id === 'week3' ? '02-17' : `03-${day}`;
    return part({ slot: `${view}/${id}`, from: `${date}T${from}`, to: `${date}T${to}`, ...rest });
  });
}

const joined = (parts: readonly string[]) => parts.join('\nUNION ALL\n');

it('reads a series bucket by bucket, split and filtered', () => {
  expect(sqlOf({ view: 'series', bucket: '10m' })).toEqual([
    part({ slot: 'series/now', from: '03-10T00:00', to: '03-10T02:50', bucket: 600 }),
  ]);
  const filter = { column: 'category', op: '=' as const, value: 'books' };
  expect(sqlOf({ view: 'series', bucket: '10m', by: ['region'], filters: [filter] })).toEqual([
    part({
      slot: 'series/now',
      from: '03-10T00:00',
      to: '03-10T02:50',
      bucket: 600,
      by: 'region',
      filter: " AND `category` = 'books'",
    }),
  ]);
});

it('reads each reference of a comparison in one statement', () => {
  expect(sqlOf({ view: 'compare', bucket: '15m' })).toEqual([
    joined(withReferences('series', '00:00', '02:45', { bucket: 900 })),
  ]);
});

it('reads now and each reference of a drop as a whole, and the curve around it', () => {
  const [statement = ''] = sqlOf({ view: 'drop', window: '10m' });
  const parts = statement.split('\nUNION ALL\n');
  const judged = withReferences('judged', '02:49', '02:59');
  const curves = withReferences('series', '00:00', '03:00', { bucket: 120 });
  expect(parts.filter((one) => one.startsWith("SELECT 'judged/"))).toEqual(judged);
  expect(parts.filter((one) => one.startsWith("SELECT 'series/"))).toEqual(curves);
});

it('reads the day so far, and the whole of each reference day', () => {
  const ends = { week1: '03-03', week2: '02-24', week3: '02-17', day1: '03-09', day2: '03-08', day3: '03-07' };
  const text = (epoch: number) => new Date(epoch * 1000).toISOString().slice(5, 16);
  expect(sqlOf({ view: 'today' })).toEqual([
    joined([
      part({ slot: 'day/now', from: '03-09T15:00', to: '03-10T02:45', bucket: 900 }),
      ...Object.entries(ends).map(([id, day]) => {
        const end = at(`${day}T15:00`);
        return part({ slot: `day/${id}`, from: text(end - 86_400), to: text(end), bucket: 900 });
      }),
    ]),
  ]);
});

it('reads drivers by each dimension', () => {
  expect(sqlOf({ view: 'drivers', window: '1h' })).toEqual(
    ['region', 'category'].map((by) => joined(withReferences('judged', '01:59', '02:59', { by })))
  );
});

it('reads the newest event of an hour', () => {
  expect(sqlOf({ view: 'freshness' })).toEqual([part({ slot: 'newest', from: '03-10T02:00', to: '03-10T03:00' })]);
});

it('reads breaches step by step, each row once', () => {
  const [statement = ''] = sqlOf({ view: 'breaches', window: '10m' });
  const parts = statement.split('\nUNION ALL\n');
  expect(parts[0]).toBe(part({ slot: 'span/0', from: '02-16T23:51', to: '02-17T02:59', bucket: 120 }));
  expect(parts).toHaveLength(7);
});

it('reads an events table', () => {
  const events = {
    table: 'ops.deploys',
    time: { column: 'done_at', type: 'timestamp' as const, zone: '' },
    end: '',
    text: ['name'],
    tags: [],
  };
  expect(sqlOf({ view: 'events', events })).toEqual([
    [
      `SELECT (FLOOR(UNIX_TIMESTAMP(\`done_at\`)) - ${RANGE.from}) AS second_no, NULL AS end_second, \`name\` AS text_0`,
      'FROM `ops`.`deploys`',
      `WHERE \`done_at\` >= FROM_UNIXTIME(${RANGE.from}) AND \`done_at\` < FROM_UNIXTIME(${RANGE.to})`,
      'ORDER BY second_no DESC',
      'LIMIT 1001',
    ].join('\n'),
  ]);
});

const START: Record<(typeof DIALECTS)[number], string> = {
  mysql: "SELECT /*+ MAX_EXECUTION_TIME(30000) */ 'series/now' AS slot, ",
  mariadb: "SET STATEMENT max_statement_time=30 FOR\nSELECT 'series/now' AS slot, ",
  vitess: "SELECT /*vt+ QUERY_TIMEOUT_MS=30000 */ 'series/now' AS slot, ",
  starrocks: "SELECT /*+ SET_VAR(query_timeout = 30) */ 'series/now' AS slot, ",
  other: "SELECT 'series/now' AS slot, ",
};

it.each(DIALECTS)('says the same to %s, but for its time limit', (dialect) => {
  for (const view of ['series', 'compare', 'drop', 'today', 'drivers', 'freshness', 'breaches'] as const) {
    for (const sql of sqlOf({ view })) {
      const said = withTimeLimit(sql, dialect, 30);
      const head = START[dialect].replace('series/now', /'([^']*)'/.exec(sql)?.[1] ?? '');
      expect(said).toBe(sql.replace(/^SELECT '[^']*' AS slot, /, () => head));
      expect(said).not.toMatch(/\bOVER\b|\bWITH\b|\bNOW\(/);
    }
  }
});
