import { compileRuleBy, compileRuleNowBy, dimensionLabel } from './ruleBy';
import { kpiOf } from './testing';

const WRITTEN = Date.parse('2026-11-23T00:00:00Z') / 1000;
const window = { seconds: 600, minimumEvents: 178, writtenAt: WRITTEN };
const orders = kpiOf({
  id: 'orders',
  source: { table: 'orders', time: { column: 'created_at', type: 'timestamp' } },
  dimensions: ['region'],
});

const END = '($__unixEpochTo() - 10) DIV 60 * 60';
const reading = (days: number) => {
  const back = days === 0 ? '' : ` - ${days * 86_400}`;
  return [
    `SELECT ${days} AS days, COALESCE(NULLIF(CAST(\`region\` AS CHAR), ''), 'none') AS label, COUNT(*) AS value, COUNT(*) AS events`,
    'FROM `orders`',
    `WHERE \`created_at\` >= FROM_UNIXTIME(${END}${back} - 600) AND \`created_at\` < FROM_UNIXTIME(${END}${back})`,
    'GROUP BY 2',
  ].join('\n');
};
const VALUES = [
  'SELECT * FROM (',
  "SELECT 'orders' AS kpi, label AS `region`,",
  '  COALESCE(MAX(CASE WHEN days = 0 THEN value END), 0) AS now_value,',
  '  COUNT(CASE WHEN days > 0 AND events > 0 THEN 1 END) AS usable,',
  '  GROUP_CONCAT(CASE WHEN days > 0 AND events > 0 THEN value END ORDER BY value) AS all_values,',
  '  GROUP_CONCAT(CASE WHEN days > 0 AND events > 0 THEN events END ORDER BY events) AS all_events,',
  '  SUM(events) AS weight',
  'FROM (',
  [0, 7, 14, 21, 1, 2, 3].map(reading).join('\nUNION ALL\n'),
  ') AS readings',
  'GROUP BY label',
  'ORDER BY weight DESC, label',
  'LIMIT 50',
  ') AS values_1',
].join('\n');

describe('the SQL of a rule that judges the values of a dimension', () => {
  it('tells what is now of every value that the window or a reference knows', () => {
    expect(compileRuleNowBy([orders], 'region', window)).toBe(
      `SELECT kpi, \`region\`, now_value AS value\nFROM (\n${VALUES}\n) AS judged`
    );
  });

  it('tells what is now and expected as the two points of a series', () => {
    const sql = compileRuleBy([orders], 'region', window);
    expect(sql).toMatch(/^SELECT \$__unixEpochTo\(\) - 60 \* points\.no AS time, kpi, `region`,\n/);
    expect(sql).toContain('    WHEN now_value IS NULL THEN 0 ELSE CASE WHEN usable >= 2 AND ');
    expect(sql).toContain(' >= 178\n');
    expect(sql).toContain(
      `FROM (\n${VALUES}\n) AS judged\nCROSS JOIN (SELECT 0 AS no UNION ALL SELECT 1 AS no) AS points\n`
    );
    expect(sql).toMatch(/\nORDER BY time$/);
  });

  it('gives each KPI a list of its own, and a mean of no events no value', () => {
    const mean = { ...orders, id: 'mean', value: { kind: 'average', column: 'amount' } } as const;
    const sql = compileRuleNowBy([orders, mean], 'region', window);
    expect(sql).toContain(") AS values_1\nUNION ALL\nSELECT * FROM (\nSELECT 'mean' AS kpi");
    expect(sql).toContain('\n  MAX(CASE WHEN days = 0 THEN value END) AS now_value,');
  });

  it('has another name for a dimension that is called like a label or column of every rule', () => {
    expect(['region', 'Owner', 'kpi', 'metric'].map(dimensionLabel)).toEqual([
      'region',
      'by_Owner',
      'by_kpi',
      'by_metric',
    ]);
  });

  it('never reads the clock of the server', () => {
    expect(compileRuleBy([orders], 'region', window)).not.toMatch(/\b(NOW|CURRENT_TIMESTAMP|SYSDATE|UNIX_TIMESTAMP)\b/);
  });
});
