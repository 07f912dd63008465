import type { TimeColumn } from '../catalogue/schema';
import { kpiOf } from './testing';
import { compileWindows, ingestDelay, shareStatement, WHOLE } from './windows';

const KST_NOON = Date.UTC(2026, 2, 10, 3) / 1000;
const TIMESTAMP: TimeColumn = { column: 'created_at', type: 'timestamp' };
const NOW = { slot: 'judged/now', from: KST_NOON, to: KST_NOON + 600 };
const CURVE = { slot: 'series/now', from: KST_NOON, to: KST_NOON + 3600, bucket: 300 };
const SUCCEEDED = { column: 'status', op: '=', value: 'succeeded' } as const;

function orders(change: Record<string, unknown> = {}, source: Record<string, unknown> = {}) {
  return kpiOf({
    id: 'orders',
    ...change,
    source: { kind: 'table', table: 'shop.orders', time: TIMESTAMP, ...source },
  });
}

/** The value's expression, in a window without buckets. */
function valueSql(kpi: ReturnType<typeof kpiOf>): string | undefined {
  return /\n {2}(.*) AS orders_value, /.exec(compileWindows([kpi], [NOW]))?.[1];
}

describe('one KPI', () => {
  it('reads each window as a range of its own, joined by UNION ALL', () => {
    const weekBefore = { ...NOW, slot: 'judged/week1', from: 1772506800, to: 1772507400 };
    expect(compileWindows([orders()], [NOW, weekBefore])).toBe(
      [
        "SELECT 'judged/now' AS slot, NULL AS bucket_no,",
        '  COUNT(*) AS orders_value, COUNT(*) AS orders_events, MAX((FLOOR(UNIX_TIMESTAMP(`created_at`)) - 1773111600)) AS orders_last',
        'FROM `shop`.`orders`',
        'WHERE `created_at` >= FROM_UNIXTIME(1773111600) AND `created_at` < FROM_UNIXTIME(1773112200)',
        'UNION ALL',
        "SELECT 'judged/week1' AS slot, NULL AS bucket_no,",
        '  COUNT(*) AS orders_value, COUNT(*) AS orders_events, MAX((FLOOR(UNIX_TIMESTAMP(`created_at`)) - 1772506800)) AS orders_last',
        'FROM `shop`.`orders`',
        'WHERE `created_at` >= FROM_UNIXTIME(1772506800) AND `created_at` < FROM_UNIXTIME(1772507400)',
      ].join('\n')
    );
  });

  it('tells buckets of unlike lengths apart by halves', () => {
    const edges = { ...NOW, slot: 'recent/now', edges: [0, 60, 300] };
    const second = '(FLOOR(UNIX_TIMESTAMP(`created_at`)) - 1773111600)';
    const sql = compileWindows([orders()], [edges]);
    expect(sql).toContain(
      `CASE WHEN ${second} < 60 THEN 0 ELSE CASE WHEN ${second} < 300 THEN 1 ELSE 2 END END AS bucket_no,`
    );
    expect(sql).toMatch(/\nGROUP BY 2$/);
  });

  it.each([
    [{ kind: 'count' }, 'COUNT(*)'],
    [{ kind: 'distinct', column: 'customer_id' }, 'COUNT(DISTINCT `customer_id`)'],
    [{ kind: 'sum', column: 'amount' }, 'COALESCE(SUM(`amount`), 0)'],
    [{ kind: 'average', column: 'amount' }, 'AVG(1e0 * `amount`)'],
    [{ kind: 'maximum', column: 'used' }, 'MAX(`used`)'],
    [
      { kind: 'last', column: 'used' },
      "SUBSTRING_INDEX(MAX(CONCAT(LPAD(UNIX_TIMESTAMP(`created_at`), 20, '0'), '|', `used`)), '|', -1) + 0e0",
    ],
    [
      {
        kind: 'ratio',
        numerator: { kind: 'count', filters: [SUCCEEDED] },
        denominator: { kind: 'distinct', column: 'order_id' },
      },
      "1e0 * COUNT(CASE WHEN `status` = 'succeeded' THEN 1 END) / NULLIF(COUNT(DISTINCT `order_id`), 0)",
    ],
  ])('writes the value %j', (value, sql) => {
    expect(valueSql(orders({ value }))).toBe(sql);
  });

  it.each([
    [{ kind: 'count' }, 'COALESCE(SUM(`n`), 0)'],
    [{ kind: 'sum', column: 'amount' }, 'COALESCE(SUM(`amount`), 0)'],
    [{ kind: 'average', column: 'amount' }, '1e0 * SUM(`amount`) / NULLIF(COALESCE(SUM(`n`), 0), 0)'],
    [{ kind: 'maximum', column: 'used' }, 'MAX(`used`)'],
  ])('writes the value %j of a rollup, which has sums of rows', (value, sql) => {
    const kpi = orders({ value }, { kind: 'rollup', table: 'orders_1m', events: 'n' });
    expect(valueSql(kpi)).toBe(sql);
    expect(compileWindows([kpi], [NOW])).toContain(', COALESCE(SUM(`n`), 0) AS orders_events');
    expect(ingestDelay(kpi)).toBe(70);
  });

  it.each<[TimeColumn, string, string]>([
    [
      TIMESTAMP,
      '(FLOOR(UNIX_TIMESTAMP(`created_at`)) - 1773111600) DIV 300',
      '`created_at` >= FROM_UNIXTIME(1773111600) AND `created_at` < FROM_UNIXTIME(1773115200)',
    ],
    [
      { column: 'shipped_at', type: 'datetime', zone: 'Asia/Seoul' },
      "(TIMESTAMPDIFF(SECOND, TIMESTAMP '2026-03-10 12:00:00', `shipped_at`)) DIV 300",
      "`shipped_at` >= TIMESTAMP '2026-03-10 12:00:00' AND `shipped_at` < TIMESTAMP '2026-03-10 13:00:00'",
    ],
    [
      { column: 'day', type: 'date', zone: 'Asia/Seoul' },
      "(TIMESTAMPDIFF(SECOND, TIMESTAMP '2026-03-10 12:00:00', `day`)) DIV 300",
      "`day` >= TIMESTAMP '2026-03-10 12:00:00' AND `day` < TIMESTAMP '2026-03-10 13:00:00'",
    ],
    [{ column: 'ts', type: 'epoch_s' }, '(`ts` - 1773111600) DIV 300', '`ts` >= 1773111600 AND `ts` < 1773115200'],
    [
      { column: 'ts', type: 'epoch_ms' },
      '(FLOOR(`ts` / 1000) - 1773111600) DIV 300',
      '`ts` >= (1773111600) * 1000 AND `ts` < (1773115200) * 1000',
    ],
  ])('leaves the time column of %j alone in the range, and buckets by it', (time, bucket, range) => {
    const sql = compileWindows([orders({}, { time })], [CURVE]);
    expect(sql).toContain(`${bucket} AS bucket_no`);
    expect(sql).toContain(`WHERE ${range}\nGROUP BY 2`);
  });

  it('knows that a day is only told of when it is over', () => {
    expect(ingestDelay(orders({}, { time: { column: 'day', type: 'date', zone: 'UTC' } }))).toBe(10 + 25 * 3600);
  });

  it('reads wall clocks across a change of daylight saving in one range', () => {
    const change = Date.UTC(2026, 2, 8, 7) / 1000;
    const window = { slot: 'series/now', from: change - 3600, to: change + 3600, bucket: 600 };
    const sql = compileWindows(
      [orders({}, { time: { column: 'at', type: 'datetime', zone: 'America/New_York' } })],
      [window]
    );
    expect(sql).toContain("WHERE `at` >= TIMESTAMP '2026-03-08 01:00:00' AND `at` < TIMESTAMP '2026-03-08 04:00:00'");
    expect(sql).toContain(
      "(TIMESTAMPDIFF(SECOND, TIMESTAMP '2026-03-08 01:00:00', `at`)" +
        " - (CASE WHEN `at` >= TIMESTAMP '2026-03-08 03:00:00' THEN 3600 ELSE 0 END)) DIV 600"
    );
  });

  it('begins the days of a curve at midnight, on both sides of such a change', () => {
    const from = Date.UTC(2026, 2, 7, 5) / 1000;
    const window = { slot: 'series/now', from, to: from + 3 * 86_400 - 3600, bucket: 86_400 };
    const kpi = orders({ zone: 'America/New_York' }, { time: { column: 'ts', type: 'epoch_s' } });
    expect(compileWindows([kpi], [window])).toContain(
      `((\`ts\` - ${from}) + (CASE WHEN (\`ts\` - ${from}) >= ${26 * 3600} THEN 3600 ELSE 0 END)) DIV 86400`
    );
  });

  it.each([
    [{ column: 'status', op: '=', value: "O'Brien $__x" }, "`status` = _utf8mb4 X'4f27427269656e20245f5f78'"],
    [{ column: 'amount', op: '!=', value: 0 }, '`amount` <> 0'],
    [{ column: 'test', op: '=', value: false }, '`test` = FALSE'],
    [{ column: 'region', op: 'in', values: ['KR', 'JP'] }, "`region` IN ('KR', 'JP')"],
    [{ column: 'region', op: 'not in', values: ['KR'] }, "`region` NOT IN ('KR')"],
    [{ column: 'amount', op: 'between', from: 1, to: 9.5 }, '`amount` BETWEEN 1 AND 9.5'],
    [{ column: 'sku', op: 'starts with', value: 'a_b|' }, "LEFT(`sku`, 4) = _utf8mb4 X'615f627c'"],
    [{ column: 'paid_at', op: 'is null' }, '`paid_at` IS NULL'],
    [{ column: 'paid_at', op: 'is not null' }, '`paid_at` IS NOT NULL'],
  ])('adds the filter %j, with every value as a literal', (filter, sql) => {
    const text = compileWindows([orders({}, { filters: [filter] })], [NOW]);
    expect(text.slice(text.indexOf('112200)') + 7)).toBe(` AND ${sql}`);
  });

  it('pushes the range into a SELECT of a person’s own, and keeps it outside', () => {
    const sql = 'SELECT o.created_at, i.sku FROM orders o JOIN items i ON i.order_id = o.id WHERE {time:o.created_at}';
    const range = (name: string) => `${name} >= FROM_UNIXTIME(1773111600) AND ${name} < FROM_UNIXTIME(1773112200)`;
    expect(compileWindows([kpiOf({ source: { kind: 'sql', sql, time: TIMESTAMP } })], [NOW])).toContain(
      [
        'FROM (',
        `SELECT o.created_at, i.sku FROM orders o JOIN items i ON i.order_id = o.id WHERE (${range('`o`.`created_at`')})`,
        ') AS kpi_rows',
        `WHERE ${range('`created_at`')}`,
      ].join('\n')
    );
  });
});

describe('several KPIs', () => {
  const payments = orders({ id: 'payments' }, { filters: [SUCCEEDED] });
  const revenue = orders({ id: 'revenue', value: { kind: 'sum', column: 'amount' } }, { filters: [SUCCEEDED] });

  it('share one SELECT where they read one table by one calendar', () => {
    expect(shareStatement(orders(), revenue)).toBe(true);
    expect(shareStatement(orders(), orders({}, { table: 'orders' }))).toBe(false);
    expect(shareStatement(orders(), orders({}, { kind: 'rollup', events: 'n' }))).toBe(false);
    expect(shareStatement(orders(), orders({ zone: 'Asia/Seoul' }))).toBe(false);
  });

  it('read each time column of a table over an index of its own, in one SELECT', () => {
    const paid = orders({ id: 'paid' }, { time: { ...TIMESTAMP, column: 'paid_at' } });
    expect(shareStatement(orders(), paid)).toBe(true);
    expect(compileWindows([orders(), paid], [NOW])).toBe(
      [
        "SELECT 'judged/now' AS slot, NULL AS bucket_no,",
        '  COUNT(*) AS orders_value, COUNT(*) AS orders_events, MAX((FLOOR(UNIX_TIMESTAMP(`created_at`)) - 1773111600)) AS orders_last,',
        '  NULL AS paid_value, 0 AS paid_events, NULL AS paid_last',
        'FROM `shop`.`orders`',
        'WHERE `created_at` >= FROM_UNIXTIME(1773111600) AND `created_at` < FROM_UNIXTIME(1773112200)',
        'UNION ALL',
        "SELECT 'judged/now' AS slot, NULL AS bucket_no,",
        '  NULL AS orders_value, 0 AS orders_events, NULL AS orders_last,',
        '  COUNT(*) AS paid_value, COUNT(*) AS paid_events, MAX((FLOOR(UNIX_TIMESTAMP(`paid_at`)) - 1773111600)) AS paid_last',
        'FROM `shop`.`orders`',
        'WHERE `paid_at` >= FROM_UNIXTIME(1773111600) AND `paid_at` < FROM_UNIXTIME(1773112200)',
      ].join('\n')
    );
  });

  it('have the filters of all in WHERE', () => {
    const sql = compileWindows([payments, revenue], [NOW]);
    expect(sql).toMatch(/ AND `status` = 'succeeded'$/);
    expect(sql).not.toContain('CASE');
  });

  it('have a filter of one alone in its aggregates', () => {
    expect(compileWindows([orders(), revenue], [CURVE])).toBe(
      [
        "SELECT 'series/now' AS slot, (FLOOR(UNIX_TIMESTAMP(`created_at`)) - 1773111600) DIV 300 AS bucket_no,",
        '  COUNT(*) AS orders_value, COUNT(*) AS orders_events, MAX((FLOOR(UNIX_TIMESTAMP(`created_at`)) - 1773111600)) AS orders_last,',
        "  COALESCE(SUM(CASE WHEN `status` = 'succeeded' THEN `amount` END), 0) AS revenue_value, COUNT(CASE WHEN `status` = 'succeeded' THEN 1 END) AS revenue_events," +
          " MAX(CASE WHEN `status` = 'succeeded' THEN (FLOOR(UNIX_TIMESTAMP(`created_at`)) - 1773111600) END) AS revenue_last",
        'FROM `shop`.`orders`',
        'WHERE `created_at` >= FROM_UNIXTIME(1773111600) AND `created_at` < FROM_UNIXTIME(1773115200)',
        'GROUP BY 2',
      ].join('\n')
    );
  });
});

it('splits by dimensions and keeps what a person filters', () => {
  const slice = { by: ['region', 'category'], filters: [{ ...SUCCEEDED, value: 'failed' }] };
  const sql = compileWindows([orders()], [NOW, CURVE], slice);
  expect(sql).toContain('NULL AS bucket_no, `region` AS by_0, `category` AS by_1,\n');
  expect(sql.match(/ AND `status` = 'failed'\nGROUP BY .*/g)).toEqual([
    " AND `status` = 'failed'\nGROUP BY 3, 4",
    " AND `status` = 'failed'\nGROUP BY 2, 3, 4",
  ]);
});

it('divides two sources in one SELECT', () => {
  const visits = { kind: 'table', table: 'views', time: { column: 'at', type: 'epoch_s' } };
  const conversion = orders({
    value: {
      kind: 'ratio',
      numerator: { kind: 'count' },
      denominator: { kind: 'distinct', column: 'visitor', source: visits },
    },
  });
  expect(shareStatement(conversion, conversion)).toBe(false);
  expect(compileWindows([conversion], [NOW], { ...WHOLE, by: ['region'] })).toBe(
    [
      'SELECT slot, bucket_no, by_0,',
      '  1e0 * SUM(numerator) / NULLIF(SUM(denominator), 0) AS orders_value, SUM(events) AS orders_events,',
      '  MAX(last_second) AS orders_last',
      'FROM (',
      "SELECT 'judged/now' AS slot, NULL AS bucket_no, `region` AS by_0,",
      '  COUNT(*) AS numerator, 0 AS denominator, 0 AS events,',
      '  MAX((FLOOR(UNIX_TIMESTAMP(`created_at`)) - 1773111600)) AS last_second',
      'FROM `shop`.`orders`',
      'WHERE `created_at` >= FROM_UNIXTIME(1773111600) AND `created_at` < FROM_UNIXTIME(1773112200)',
      'GROUP BY 3',
      'UNION ALL',
      "SELECT 'judged/now' AS slot, NULL AS bucket_no, `region` AS by_0,",
      '  0 AS numerator, COUNT(DISTINCT `visitor`) AS denominator,',
      '  COUNT(*) AS events,',
      '  MAX((`at` - 1773111600)) AS last_second',
      'FROM `views`',
      'WHERE `at` >= 1773111600 AND `at` < 1773112200',
      'GROUP BY 3',
      ') AS sides',
      'GROUP BY slot, bucket_no, by_0',
    ].join('\n')
  );
});

it('needs a KPI', () => {
  expect(() => compileWindows([], [NOW])).toThrow(RangeError);
});
