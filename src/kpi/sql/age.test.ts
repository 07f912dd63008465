import { compileRuleAge } from './age';
import { kpiOf } from './testing';

const reading = { reach: 86_400, writtenAt: Date.parse('2026-11-23T00:00:00Z') / 1000 };
const orders = { table: 'orders', time: { column: 'created_at', type: 'timestamp' } };

describe('the age of the newest row', () => {
  it('is told by the end of the index, of rows before the evaluation', () => {
    expect(compileRuleAge([kpiOf({ id: 'orders', source: orders })], reading)).toBe(
      [
        "SELECT 'orders' AS kpi, COALESCE(GREATEST(0e0, $__unixEpochTo() + 0e0 - (",
        'SELECT UNIX_TIMESTAMP(`created_at`) DIV 60 * 60 + 60',
        'FROM `orders`',
        'WHERE `created_at` >= FROM_UNIXTIME($__unixEpochTo() - 86400) AND `created_at` < FROM_UNIXTIME($__unixEpochTo())',
        'ORDER BY `created_at` DESC',
        'LIMIT 1',
        ')), 86400) AS value',
      ].join('\n')
    );
  });

  it('is that of the older table of a ratio over two, and of a day that is over', () => {
    const time = { column: 'day', type: 'date', zone: 'Asia/Seoul' };
    const views = { kind: 'table', table: 'views', time };
    const ratio = kpiOf({
      source: orders,
      value: { kind: 'ratio', numerator: { kind: 'count' }, denominator: { kind: 'count', source: views } },
    });
    const sql = compileRuleAge([ratio], reading);
    expect(sql).toMatch(/^SELECT 'events' AS kpi, GREATEST\(COALESCE\(/);
    expect(sql).toContain('* 60 + 90000\nFROM `views`');
  });
});
