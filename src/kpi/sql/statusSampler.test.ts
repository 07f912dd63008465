import { scriptText } from './script';
import { samplerStatements } from './statusSampler';

const reader = { user: 'grafana_reader', host: '%' };

it('is one script for the DBA of a server that follows no other', () => {
  expect(scriptText(samplerStatements('mariadb', { role: 'primary', reader }))).toBe(`SET time_zone = '+00:00';

CREATE DATABASE IF NOT EXISTS \`kpiwatch\`;

CREATE TABLE IF NOT EXISTS \`kpiwatch\`.\`mysql_status\` (
  sampled_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  server VARCHAR(100) NOT NULL,
  connections INT UNSIGNED NOT NULL COMMENT 'open at that moment',
  connections_limit INT UNSIGNED NOT NULL,
  threads_running INT UNSIGNED NOT NULL,
  slow_queries INT UNSIGNED NULL COMMENT 'since the sample before; NULL without one',
  slow_queries_total BIGINT UNSIGNED NOT NULL COMMENT 'since the server started',
  replication_lag INT UNSIGNED NULL COMMENT 'at least so many seconds behind; NULL where nothing is followed',
  PRIMARY KEY (sampled_at, server)
);

GRANT SELECT ON \`kpiwatch\`.\`mysql_status\` TO 'grafana_reader'@'%';

DROP EVENT IF EXISTS \`kpiwatch\`.\`mysql_status_primary\`;

DELIMITER //
CREATE EVENT \`kpiwatch\`.\`mysql_status_primary\`
ON SCHEDULE EVERY 1 MINUTE STARTS '2026-01-01 00:00:20' ON COMPLETION PRESERVE
DO BEGIN
  INSERT INTO \`kpiwatch\`.\`mysql_status\`
    (server, connections, connections_limit, threads_running, slow_queries, slow_queries_total, replication_lag)
  SELECT CONCAT(@@hostname, ':', @@port), newest.connections, @@GLOBAL.max_connections, newest.running,
    newest.slow - CASE WHEN newest.slow < earlier.slow THEN 0 ELSE earlier.slow END,
    newest.slow,
    NULL
  FROM (
    SELECT CAST(MAX(CASE WHEN variable_name = 'Threads_connected' THEN variable_value END) AS UNSIGNED) AS connections,
      CAST(MAX(CASE WHEN variable_name = 'Threads_running' THEN variable_value END) AS UNSIGNED) AS running,
      CAST(MAX(CASE WHEN variable_name = 'Slow_queries' THEN variable_value END) AS UNSIGNED) AS slow
    FROM information_schema.global_status WHERE variable_name IN ('Threads_connected', 'Threads_running', 'Slow_queries')
  ) AS newest
  LEFT JOIN (
    SELECT slow_queries_total AS slow FROM \`kpiwatch\`.\`mysql_status\`
    WHERE sampled_at >= CURRENT_TIMESTAMP - INTERVAL 150 SECOND AND server = CONCAT(@@hostname, ':', @@port)
    ORDER BY sampled_at DESC LIMIT 1
  ) AS earlier ON TRUE;
  DELETE FROM \`kpiwatch\`.\`mysql_status\` WHERE sampled_at < CURRENT_TIMESTAMP - INTERVAL 100 DAY AND server = CONCAT(@@hostname, ':', @@port);
END//
DELIMITER ;

SET GLOBAL event_scheduler = ON;`);
});

it('keeps what it does on a replica to itself', () => {
  const script = scriptText(samplerStatements('mysql', { table: 'status', role: 'replica', reader }));
  expect(script).toMatch(
    /^SET time_zone = '\+00:00';\n\nSET SESSION sql_log_bin = 0;\n\nDROP EVENT IF EXISTS `status_replica`;/
  );
  expect(script).toContain('FROM performance_schema.global_status');
  expect(script).toContain('DO BEGIN\n  SET SESSION sql_log_bin = 0;\n  INSERT INTO `status`');
  expect(script).not.toMatch(/CREATE TABLE|GRANT/);
});

it('takes no name that would end a literal', () => {
  const account = { user: "x' IDENTIFIED BY 'y", host: '%' };
  expect(() => samplerStatements('mysql', { role: 'primary', reader: account })).toThrow(RangeError);
  expect(() => samplerStatements('mysql', { table: 'a`b', role: 'primary', reader })).toThrow(RangeError);
});
