import { catalogueSchema, type Kpi, type TimeColumn } from '../catalogue/schema';
import { compileWindows } from './windows';

const KST_NOON = Date.UTC(2026, 2, 10, 3) / 1000;

function kpi(time: TimeColumn, rest: { value?: unknown; filters?: unknown } = {}): Kpi {
  const { kpis } = catalogueSchema.parse({
    version: 1,
    kpis: [
      {
        id: 'orders',
        name: 'Orders',
        area: 'customers',
        source: { table: 'shop.orders', time, filters: rest.filters ?? [] },
        value: rest.value ?? { kind: 'count' },
      },
    ],
  });
  const [first] = kpis;
  if (!first) {
    throw new Error('The catalogue of this test has one KPI.');
  }
  return first;
}

const TIMESTAMP: TimeColumn = { column: 'created_at', type: 'timestamp' };
const NOW = { slot: 'judged/now', from: KST_NOON, to: KST_NOON + 600 };
const CURVE = { slot: 'series/now', from: KST_NOON, to: KST_NOON + 3600, bucket: 300 };

describe('compileWindows', () => {
  it('reads each window as a range of its own, joined by UNION ALL', () => {
    expect(
      compileWindows(kpi(TIMESTAMP), [NOW, { ...NOW, slot: 'judged/week1', from: 1772506800, to: 1772507400 }])
    ).toBe(
      [
        "SELECT 'judged/now' AS slot, NULL AS bucket_no, COUNT(*) AS value,",
        '  COUNT(*) AS events, MAX((FLOOR(UNIX_TIMESTAMP(`created_at`)) - 1773111600)) AS last_second',
        'FROM `shop`.`orders`',
        'WHERE `created_at` >= FROM_UNIXTIME(1773111600) AND `created_at` < FROM_UNIXTIME(1773112200)',
        'UNION ALL',
        "SELECT 'judged/week1' AS slot, NULL AS bucket_no, COUNT(*) AS value,",
        '  COUNT(*) AS events, MAX((FLOOR(UNIX_TIMESTAMP(`created_at`)) - 1772506800)) AS last_second',
        'FROM `shop`.`orders`',
        'WHERE `created_at` >= FROM_UNIXTIME(1772506800) AND `created_at` < FROM_UNIXTIME(1772507400)',
      ].join('\n')
    );
  });

  it.each([
    [{ kind: 'count' }, 'COUNT(*)'],
    [{ kind: 'distinct', column: 'customer_id' }, 'COUNT(DISTINCT `customer_id`)'],
    [{ kind: 'sum', column: 'amount' }, 'COALESCE(SUM(`amount`), 0)'],
  ])('writes the value %j', (value, sql) => {
    expect(compileWindows(kpi(TIMESTAMP, { value }), [NOW])).toContain(`NULL AS bucket_no, ${sql} AS value,\n`);
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
    [{ column: 'ts', type: 'epoch_s' }, '(`ts` - 1773111600) DIV 300', '`ts` >= 1773111600 AND `ts` < 1773115200'],
    [
      { column: 'ts', type: 'epoch_ms' },
      '(FLOOR(`ts` / 1000) - 1773111600) DIV 300',
      '`ts` >= (1773111600) * 1000 AND `ts` < (1773115200) * 1000',
    ],
  ])('leaves the time column of %j alone in the range, and buckets by it', (time, bucket, range) => {
    const sql = compileWindows(kpi(time), [CURVE]);
    expect(sql).toContain(`${bucket} AS bucket_no`);
    expect(sql).toContain(`WHERE ${range}\nGROUP BY 2`);
  });

  it('reads a curve over wall clocks in two parts where daylight saving changes', () => {
    const change = Date.UTC(2026, 2, 8, 7) / 1000;
    const window = { slot: 'series/now', from: change - 3600, to: change + 3600, bucket: 600 };
    const sql = compileWindows(kpi({ column: 'at', type: 'datetime', zone: 'America/New_York' }), [window]);
    expect(sql.split('UNION ALL').map((part) => /WHERE .*/.exec(part)?.[0])).toEqual([
      "WHERE `at` >= TIMESTAMP '2026-03-08 01:00:00' AND `at` < TIMESTAMP '2026-03-08 03:00:00'",
      "WHERE `at` >= TIMESTAMP '2026-03-08 03:00:00' AND `at` < TIMESTAMP '2026-03-08 04:00:00'",
    ]);
    expect(sql).toContain("(TIMESTAMPDIFF(SECOND, TIMESTAMP '2026-03-08 03:00:00', `at`) + 3600) DIV 600");
  });

  it('adds the filters, with every value as a literal', () => {
    const filters = [
      { column: 'status', op: '=', value: "O'Brien $__timeFilter" },
      { column: 'region', op: 'not in', values: ['KR', 'JP'] },
      { column: 'amount', op: '!=', value: 0 },
      { column: 'test', op: '=', value: false },
    ];
    expect(compileWindows(kpi(TIMESTAMP, { filters }), [NOW])).toMatch(
      / AND `status` = _utf8mb4 X'4f27427269656e20245f5f74696d6546696c746572' AND `region` NOT IN \('KR', 'JP'\) AND `amount` <> 0 AND `test` = FALSE$/
    );
  });
});
