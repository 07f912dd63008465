import { compileRuleExpected, compileRuleNow } from './rule';
import { kpiOf } from './testing';

const WRITTEN = Date.parse('2026-11-23T00:00:00Z') / 1000;

function kpi({ source, ...change }: { source?: object; [field: string]: unknown } = {}) {
  const orders = { kind: 'table', table: 'orders', time: { column: 'created_at', type: 'timestamp' } };
  return kpiOf({ id: 'orders', zone: 'Asia/Seoul', ...change, source: { ...orders, ...source } });
}

const window = { seconds: 600, minimumEvents: 178, writtenAt: WRITTEN };

describe('the SQL of a rule', () => {
  it('reads the judged window by the evaluation time alone', () => {
    expect(compileRuleNow([kpi()], window)).toBe(
      [
        "SELECT 'orders' AS kpi, COUNT(*) AS value",
        'FROM `orders`',
        'WHERE `created_at` >= FROM_UNIXTIME(($__unixEpochTo() - 10) DIV 60 * 60 - 600)' +
          ' AND `created_at` < FROM_UNIXTIME(($__unixEpochTo() - 10) DIV 60 * 60)',
      ].join('\n')
    );
  });

  it('gives several KPIs a row each', () => {
    const revenue = kpi({ id: 'revenue', value: { kind: 'sum', column: 'amount' } });
    expect(compileRuleNow([kpi(), revenue], window)).toContain(
      "UNION ALL\nSELECT 'revenue' AS kpi, COALESCE(SUM(`amount`), 0) AS value\n"
    );
  });

  it('goes back by weeks and days of the KPI, in one statement', () => {
    const sql = compileRuleExpected([kpi()], window);
    expect(sql.match(/FROM `orders`/g)).toHaveLength(6);
    for (const days of [7, 14, 21, 1, 2, 3]) {
      expect(sql).toContain(`< FROM_UNIXTIME(($__unixEpochTo() - 10) DIV 60 * 60 - ${days * 86_400})`);
    }
    expect(sql).toContain('>= 178\n');
    expect(sql).not.toContain('OVER (');
  });

  it('knows every value and source that panels know', () => {
    const views = { kind: 'table', table: 'views', time: { column: 'at', type: 'epoch_s' } };
    const conversion = kpi({
      value: { kind: 'ratio', numerator: { kind: 'count' }, denominator: { kind: 'count', source: views } },
    });
    const end = '($__unixEpochTo() - 10) DIV 60 * 60';
    expect(compileRuleNow([conversion], window)).toBe(
      [
        "SELECT 'orders' AS kpi, 1e0 * (SELECT COUNT(*)",
        'FROM `orders`',
        `WHERE \`created_at\` >= FROM_UNIXTIME(${end} - 600) AND \`created_at\` < FROM_UNIXTIME(${end})) / NULLIF((SELECT COUNT(*)`,
        'FROM `views`',
        `WHERE \`at\` >= ${end} - 600 AND \`at\` < ${end}), 0) AS value`,
      ].join('\n')
    );
    const time = { column: 'created_at', type: 'timestamp' };
    const own = kpiOf({ source: { kind: 'sql', sql: 'SELECT created_at FROM orders WHERE {time}', time } });
    expect(compileRuleNow([own], window)).toContain(
      `SELECT created_at FROM orders WHERE (\`created_at\` >= FROM_UNIXTIME(${end} - 600)`
    );
  });

  it('writes daylight saving into the statement where the zone has it', () => {
    const sql = compileRuleExpected([kpi({ zone: 'America/New_York' })], window);
    const springForward2027 = Date.parse('2027-03-14T07:00:00Z') / 1000;
    const end = '($__unixEpochTo() - 10) DIV 60 * 60';
    expect(sql).toContain(
      `WHEN ${end} >= ${springForward2027} AND ${end} < ${springForward2027 + 7 * 86_400} THEN 3600`
    );
    expect(sql.length).toBeLessThan(20_000);
  });

  it('reads local DATETIME columns by wall clock, without the zone of the session', () => {
    const local = kpi({
      source: { table: 'shipments', time: { column: 'shipped_at', type: 'datetime', zone: 'Asia/Seoul' } },
    });
    expect(compileRuleNow([local], window)).toContain(
      "`shipped_at` < TIMESTAMP '1970-01-01 00:00:00' + INTERVAL (($__unixEpochTo() - 10) DIV 60 * 60 + 32400) SECOND"
    );
  });

  it('never reads the clock of the server', () => {
    const sql = compileRuleNow([kpi()], window) + compileRuleExpected([kpi()], window);
    expect(sql).not.toMatch(/\b(NOW|CURRENT_TIMESTAMP|SYSDATE|UNIX_TIMESTAMP)\b/);
  });
});
