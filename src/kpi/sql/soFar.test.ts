import { compileSoFarNow, compileSoFarUsual } from './soFar';
import { kpiOf } from './testing';

const judging = { minimumEvents: 64, writtenAt: Date.parse('2026-11-23T00:00:00Z') / 1000 };
const END = '($__unixEpochTo() - 10) DIV 900 * 900';

function orders(zone: string, time: object = { column: 'created_at', type: 'timestamp' }) {
  return kpiOf({ id: 'orders', zone, source: { table: 'orders', time } });
}

describe('the SQL of the day so far', () => {
  it('begins at midnight of the KPI’s calendar, by the evaluation time alone', () => {
    expect(compileSoFarNow([orders('Asia/Seoul')], judging)).toBe(
      [
        "SELECT 'orders' AS kpi, COUNT(*) AS value",
        'FROM `orders`',
        `WHERE \`created_at\` >= FROM_UNIXTIME((${END} + 32400 - 1) DIV 86400 * 86400 - 32400) AND \`created_at\` < FROM_UNIXTIME(${END})`,
      ].join('\n')
    );
    const clock = { column: 'created_at', type: 'datetime', zone: 'Asia/Seoul' };
    const wall = (text: string) => `TIMESTAMP '1970-01-01 00:00:00' + INTERVAL (${text}) SECOND`;
    expect(compileSoFarNow([orders('Asia/Seoul', clock)], judging)).toContain(
      `\`created_at\` >= ${wall(`(${END} + 32400 - 1) DIV 86400 * 86400`)} AND \`created_at\` < ${wall(`${END} + 32400`)}`
    );
  });

  it('compares with the same part of the reference days', () => {
    const sql = compileSoFarUsual([orders('Asia/Seoul')], judging);
    for (const days of [7, 14, 21, 1, 2, 3]) {
      expect(sql).toContain(
        `>= FROM_UNIXTIME((${END} + 32400 - 1) DIV 86400 * 86400 - 32400 - ${days * 86_400}) AND \`created_at\` < FROM_UNIXTIME(${END} - ${days * 86_400})`
      );
    }
    expect(sql).toContain('>= 64\n');
    expect(sql).not.toMatch(/\b(NOW|CURRENT_TIMESTAMP|SYSDATE|UNIX_TIMESTAMP)\b/);
  });

  it('counts no day on which the clocks change, nor one whose reference it is', () => {
    const sql = compileSoFarUsual([orders('America/New_York')], judging);
    const at = (iso: string) => Date.parse(iso) / 1000;
    const changed = `(${END} > ${at('2027-03-14T05:00Z')} AND ${END} <= ${at('2027-03-15T04:00Z')})`;
    const dayAfter = `(${END} > ${at('2027-03-15T04:00Z')} AND ${END} <= ${at('2027-03-16T04:00Z')})`;
    expect(sql.split(changed)).toHaveLength(7);
    expect(sql.split(dayAfter)).toHaveLength(2);
    expect(sql.length).toBeLessThan(40_000);
  });

  it('is of what adds up', () => {
    expect(() => compileSoFarNow([kpiOf({ value: { kind: 'distinct', column: 'customer' } })], judging)).toThrow(
      'it does not add up over a day'
    );
  });
});
