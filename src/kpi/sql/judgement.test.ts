import type { Calibration } from '../detect/detector';
import { compileJudgement, LENGTHS, type Judging, type Watched } from './judgement';
import { kpiOf } from './testing';

const WRITTEN = Date.parse('2026-11-23T00:00:00Z') / 1000;
const END = '($__unixEpochTo() - 10) DIV 60 * 60';

const noise = { dispersion: 1.25, spread: 0.1, hours: Array.from({ length: 24 }, () => 1), threshold: 4.4 };

const calibration = (...lengths: number[]): Calibration => ({
  version: 1,
  direction: 'drop',
  counts: true,
  at: WRITTEN,
  weekdays: [1, 1.25, 1, 1, 1, 1, 1],
  scales: lengths.map((seconds) => ({ seconds, noise })),
});

const judging: Judging = { direction: 'drop', sensitivity: { least: 0.3, over: 0.5 }, writtenAt: WRITTEN };

function watched(change: Record<string, unknown> = {}, ...lengths: number[]): Watched {
  const { source, ...rest } = change;
  const orders = { kind: 'table', table: 'orders', time: { column: 'created_at', type: 'timestamp' } };
  const kpi = kpiOf({ id: 'orders', zone: 'Asia/Seoul', ...rest, source: { ...orders, ...Object(source) } });
  return { kpi, calibration: calibration(...(lengths.length > 0 ? lengths : LENGTHS)), spoilt: [] };
}

describe('the SQL of a judgement', () => {
  it('reads half-open windows of each day over the bare column, grouped by minute', () => {
    const sql = compileJudgement([watched()], judging);
    expect(sql).toContain(
      [
        'SELECT 7 AS days, UNIX_TIMESTAMP(`created_at`) DIV 60 AS minute_no,',
        '  COUNT(*) AS orders_value',
        'FROM `orders`',
        `WHERE \`created_at\` >= FROM_UNIXTIME(${END} - 604800 - 10800) AND \`created_at\` < FROM_UNIXTIME(${END} - 604800 + 420)`,
        'GROUP BY 2',
      ].join('\n')
    );
    expect(sql.match(/FROM `orders`/g)).toHaveLength(7);
    expect(sql).toContain(`< FROM_UNIXTIME(${END})\n`);
  });

  it('reads no further back than its windows need', () => {
    expect(compileJudgement([watched({}, 60, 300)], judging)).toContain(`FROM_UNIXTIME(${END} - 7800)`);
  });

  it('has the calibration as constants', () => {
    const sql = compileJudgement([watched({}, 300)], judging);
    expect(sql).toContain(
      "SELECT 'orders' AS kpi, 5 AS length, 1.25e0 AS dispersion, 0.010000000000000002e0 AS squared_spread, 4.4e0 AS threshold, '1,1,"
    );
    expect(sql).toContain('1e0 AS thursday, 1.25e0 AS friday');
    expect(sql).toContain('bad / 0.3e0');
  });

  it('reads a table once for all of its KPIs', () => {
    const revenue = watched({ id: 'revenue', value: { kind: 'sum', column: 'amount' } });
    const sql = compileJudgement([watched(), revenue], judging);
    expect(sql.match(/FROM `orders`/g)).toHaveLength(7);
    expect(sql).toContain("CASE kpi WHEN 'orders' THEN 1e0 * orders_value WHEN 'revenue' THEN 1e0 * revenue_value END");
  });

  it('reads a table once for all values of a dimension, each of its own series, and all others as one', () => {
    const values = ['KR', "O'Neil"].map((value) => ({ value, calibration: calibration(300) }));
    const revenue = watched({ id: 'revenue', value: { kind: 'sum', column: 'amount' } });
    const sql = compileJudgement(
      [
        { ...watched(), values },
        { ...revenue, values },
      ],
      { ...judging, by: 'region' }
    );
    expect(sql).toMatch(/^SELECT time, kpi, `region`, value\n/);
    expect(sql.match(/FROM `orders`/g)).toHaveLength(7);
    expect(sql).toContain(
      "CASE COALESCE(NULLIF(CAST(`region` AS CHAR), ''), 'none') WHEN 'KR' THEN 1 WHEN _utf8mb4 X'4f274e65696c' THEN 2 ELSE 0 END AS part_no"
    );
    expect(sql).toContain(
      "SELECT 'orders 0' AS part, 'orders' AS kpi, CAST('all others' AS CHAR) AS label, 1e0 AS thursday"
    );
    expect(sql).toContain("SELECT 'revenue 1' AS part, 'revenue' AS kpi, CAST('KR' AS CHAR) AS label");
    expect(sql).toContain('GROUP BY 2, 3');
    const unmeasured = compileJudgement([watched()], { ...judging, by: 'owner' });
    expect(unmeasured).toMatch(/^SELECT time, kpi, `by_owner`, value\n/);
    expect(unmeasured).toContain("CAST('all' AS CHAR) AS label");
  });

  it('leaves out references that were spoilt, and asks nothing where none was', () => {
    const spoilt = (from: number) => compileJudgement([{ ...watched(), spoilt: [{ from, to: from + 60 }] }], judging);
    expect(spoilt(WRITTEN)).toContain(`SELECT 'orders' AS kpi, ${WRITTEN} AS begins, ${WRITTEN + 60} AS ends`);
    expect(spoilt(WRITTEN - 2 * 366 * 86_400)).not.toContain('spoilt');
    expect(compileJudgement([watched()], judging)).not.toContain('spoilt');
  });

  it('takes the clock on a wall by its changes, and a little more where it is set back', () => {
    const time = { column: 'at', type: 'datetime', zone: 'America/New_York' };
    const sql = compileJudgement([watched({ source: { time } })], judging);
    expect(sql).toContain("WHEN `at` >= TIMESTAMP '2027-03-14 03:00:00' THEN -240");
    expect(sql).toMatch(/WHERE `at` >= LEAST\(.* - INTERVAL 10800 SECOND\) AND `at` < GREATEST\(/);
    const seoul = compileJudgement([watched({ source: { time: { ...time, zone: 'Asia/Seoul' } } })], judging);
    expect(seoul).toContain("(TIMESTAMPDIFF(MINUTE, TIMESTAMP '1970-01-01 00:00:00', `at`) - 540) AS minute_no");
    expect(seoul).toContain("WHERE `at` >= TIMESTAMP '1970-01-01 00:00:00' + INTERVAL");
  });

  it('never reads the clock of the server, and can be limited in time', () => {
    const sql = compileJudgement([watched()], judging);
    expect(sql).not.toMatch(/\b(NOW|CURRENT_TIMESTAMP|SYSDATE)\b/);
    expect(sql).toMatch(/^SELECT /);
    expect(sql.length).toBeLessThan(15_000);
  });
});
