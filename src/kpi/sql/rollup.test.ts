import type { Kpi } from '../catalogue/schema';
import { planRollup } from '../rollup/rollup';
import { refreshStatement, rollupStatements } from './rollup';
import { scriptText } from './script';
import { kpiOf } from './testing';

const NOON = Date.UTC(2026, 2, 10, 12) / 1000;
const PAID = { column: 'status', op: '=', value: 'paid' };
const orders = (change: Record<string, unknown> = {}, source: Record<string, unknown> = {}) =>
  kpiOf({
    id: 'orders',
    dimensions: ['region'],
    ...change,
    source: { kind: 'table', table: 'orders', time: { column: 'created_at', type: 'timestamp' }, ...source },
  });
const SCRIPT = {
  reader: { user: 'grafana_reader', host: '%' },
  late: 900,
  backfill: { from: NOON - 36 * 3600, to: NOON + 42 },
  withEvent: true,
  writtenAt: NOON,
};

it('is one script for a DBA: table, right, refresh, what there is, event', () => {
  const revenue = orders({ id: 'revenue', value: { kind: 'sum', column: 'amount' } }, { filters: [PAID] });
  const rollup = planRollup([orders(), revenue], 'kpiwatch.orders_minutes', 'shop');
  expect(scriptText(rollupStatements(rollup, SCRIPT))).toBe(`USE \`shop\`;

SET time_zone = '+00:00';

CREATE DATABASE IF NOT EXISTS \`kpiwatch\`;

CREATE TABLE IF NOT EXISTS \`kpiwatch\`.\`orders_minutes\` (
  \`minute_start\` BIGINT NOT NULL COMMENT 'second at which the minute begins',
  \`row_no\` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (\`minute_start\`, \`row_no\`),
  KEY (\`row_no\`)
)
SELECT UNIX_TIMESTAMP(\`created_at\`) DIV 60 * 60 AS \`minute_start\`, \`region\`,
  COUNT(*) AS \`orders_events\`,
  COUNT(CASE WHEN \`status\` = 'paid' THEN 1 END) AS \`revenue_events\`,
  COALESCE(SUM(CASE WHEN \`status\` = 'paid' THEN \`amount\` END), 0) AS \`revenue_sum\`
FROM \`shop\`.\`orders\`
WHERE \`created_at\` >= FROM_UNIXTIME(0) AND \`created_at\` < FROM_UNIXTIME(0)
GROUP BY 1, 2
LIMIT 0;

GRANT SELECT ON \`kpiwatch\`.\`orders_minutes\` TO 'grafana_reader'@'%';

DROP PROCEDURE IF EXISTS \`kpiwatch\`.\`orders_minutes_refresh\`;

DELIMITER //
CREATE PROCEDURE \`kpiwatch\`.\`orders_minutes_refresh\` (kpiwatch_from BIGINT, kpiwatch_to BIGINT)
MODIFIES SQL DATA
BEGIN
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    DO RELEASE_LOCK('kpiwatch.orders_minutes');
    RESIGNAL;
  END;
  IF COALESCE(GET_LOCK('kpiwatch.orders_minutes', 50), 0) <> 1 THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Another refresh of this rollup is still running';
  END IF;
  SET time_zone = '+00:00';
  SET kpiwatch_from = kpiwatch_from DIV 60 * 60, kpiwatch_to = kpiwatch_to DIV 60 * 60;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  START TRANSACTION;
  DELETE FROM \`kpiwatch\`.\`orders_minutes\` WHERE \`minute_start\` >= kpiwatch_from AND \`minute_start\` < kpiwatch_to;
  INSERT INTO \`kpiwatch\`.\`orders_minutes\` (\`minute_start\`, \`region\`, \`orders_events\`, \`revenue_events\`, \`revenue_sum\`)
  SELECT UNIX_TIMESTAMP(\`created_at\`) DIV 60 * 60 AS \`minute_start\`, \`region\`,
    COUNT(*) AS \`orders_events\`,
    COUNT(CASE WHEN \`status\` = 'paid' THEN 1 END) AS \`revenue_events\`,
    COALESCE(SUM(CASE WHEN \`status\` = 'paid' THEN \`amount\` END), 0) AS \`revenue_sum\`
  FROM \`shop\`.\`orders\`
  WHERE \`created_at\` >= FROM_UNIXTIME(kpiwatch_from) AND \`created_at\` < FROM_UNIXTIME(kpiwatch_to)
  GROUP BY 1, 2
  HAVING \`minute_start\` >= kpiwatch_from AND \`minute_start\` < kpiwatch_to;
  COMMIT;
  DO RELEASE_LOCK('kpiwatch.orders_minutes');
END//
DELIMITER ;

CALL \`kpiwatch\`.\`orders_minutes_refresh\` (UNIX_TIMESTAMP('2026-03-09'), UNIX_TIMESTAMP('2026-03-10'));

CALL \`kpiwatch\`.\`orders_minutes_refresh\` (UNIX_TIMESTAMP('2026-03-10'), UNIX_TIMESTAMP('2026-03-10 12:00'));

DROP EVENT IF EXISTS \`kpiwatch\`.\`orders_minutes_refresh\`;

CREATE EVENT \`kpiwatch\`.\`orders_minutes_refresh\`
ON SCHEDULE EVERY 1 MINUTE STARTS '2026-01-01 00:00:05' ON COMPLETION PRESERVE
DO CALL \`kpiwatch\`.\`orders_minutes_refresh\` ((SELECT LEAST(UNIX_TIMESTAMP() - 900, COALESCE(MAX(\`minute_start\`), UNIX_TIMESTAMP())) FROM \`kpiwatch\`.\`orders_minutes\`), UNIX_TIMESTAMP());

SET GLOBAL event_scheduler = ON;`);
});

it('gives names without a database the one that they mean, inside of a procedure too', () => {
  const own = { kind: 'sql', sql: 'SELECT created_at FROM orders WHERE {time}', time: orders().source.time };
  const refreshOf = (kpi: Kpi, table: string, database?: string) => planRollup([kpi], table, database).refresh;
  expect(refreshOf(orders(), 'kpiwatch.minutes', 'shop')).toBe('kpiwatch.minutes_refresh');
  expect(refreshOf(orders(), 'minutes', 'shop')).toBe('shop.minutes_refresh');
  expect(refreshOf(kpiOf({ source: own }), 'kpiwatch.minutes', 'shop')).toBe('shop.minutes_refresh');
  expect(refreshOf(kpiOf({ source: own }), 'kpiwatch.minutes')).toBe('kpiwatch.minutes_refresh');
  expect(refreshOf(orders({}, { table: 'shop.orders' }), 'minutes')).toBe('minutes_refresh');
});

it('leaves the event out where another scheduler calls the refresh', () => {
  const rollup = planRollup([orders()], 'minutes');
  const script = scriptText(rollupStatements(rollup, { ...SCRIPT, withEvent: false }));
  expect(script).not.toMatch(/CREATE EVENT|event_scheduler|CREATE DATABASE/);
  expect(refreshStatement(rollup, 3600)).toBe(
    'CALL `minutes_refresh` ((SELECT LEAST(UNIX_TIMESTAMP() - 3600, COALESCE(MAX(`minute_start`), UNIX_TIMESTAMP())) FROM `minutes`), UNIX_TIMESTAMP())'
  );
});

it.each([
  [{ column: 'ts', type: 'epoch_s' }, '`ts` DIV 60 * 60', '`ts` >= kpiwatch_from AND `ts` < kpiwatch_to'],
  [
    { column: 'ts', type: 'epoch_ms' },
    '`ts` DIV 60000 * 60',
    '`ts` >= (kpiwatch_from) * 1000 AND `ts` < (kpiwatch_to) * 1000',
  ],
  [
    { column: 'at', type: 'datetime', zone: 'Asia/Seoul' },
    "(TIMESTAMPDIFF(MINUTE, TIMESTAMP '1970-01-01 00:00:00', `at`) - 540) * 60",
    "`at` >= TIMESTAMP '1970-01-01 00:00:00' + INTERVAL (kpiwatch_from + 32400) SECOND AND `at` < TIMESTAMP '1970-01-01 00:00:00' + INTERVAL (kpiwatch_to + 32400) SECOND",
  ],
])('leaves the time column of %j alone in the range, and takes its minutes', (time, minute, range) => {
  const procedure = rollupStatements(planRollup([orders({}, { time })], 'minutes'), SCRIPT)[4];
  expect(procedure).toContain(`  SELECT ${minute} AS \`minute_start\`, \`region\`,`);
  expect(procedure).toContain(`  WHERE ${range}\n`);
});

it('reads a SELECT of a person’s own with the range inside', () => {
  const sql = 'SELECT created_at, region FROM orders WHERE {time}';
  const source = { kind: 'sql', sql, time: { column: 'created_at', type: 'timestamp' } };
  const procedure = rollupStatements(planRollup([kpiOf({ source })], 'minutes'), SCRIPT)[4];
  expect(procedure).toContain(
    '  SELECT created_at, region FROM orders WHERE (`created_at` >= FROM_UNIXTIME(kpiwatch_from) AND `created_at` < FROM_UNIXTIME(kpiwatch_to))\n'
  );
});

it('takes no name that would end a literal', () => {
  const rollup = planRollup([orders()], 'minutes');
  const reader = { user: "x' IDENTIFIED BY 'y", host: '%' };
  expect(() => rollupStatements(rollup, { ...SCRIPT, reader })).toThrow(RangeError);
  expect(() => rollupStatements({ ...rollup, table: 'a`b' }, SCRIPT)).toThrow(RangeError);
});
