import { accountSql, type Account } from './account';
import type { Dialect } from './dialect';
import { quoteName } from './quote';

/** The servers whose numbers of themselves we know how to read, and which have events. */
export type SampledDialect = Extract<Dialect, 'mysql' | 'mariadb'>;

/** A replica stores its own samples, and how far it is behind those of the server that it follows. */
export type SampledRole = 'primary' | 'replica';

/** The table's usual place, apart from the business's own. */
export const STATUS_TABLE = 'kpiwatch.mysql_status';

const KEPT_DAYS = 100;
/** A sample this much older than the newest one says nothing of a minute. */
const SECONDS_BETWEEN = 150;
/** Not when the minute begins, as other jobs do: they would be all that is ever seen. */
const SECOND = { primary: 20, replica: 50 };

/**
 * What a DBA runs, once a server, so that the server's own numbers have a history: it tells them as they are now and
 * no more. A table, an event that adds one row a minute, and the right to read it for `reader`.
 */
export function samplerStatements(
  dialect: SampledDialect,
  { table = STATUS_TABLE, role, reader }: { table?: string; role: SampledRole; reader: Account }
): string[] {
  const [first = '', second] = table.split('.');
  const name = quoteName(table);
  return [
    // An event runs in the zone of the session that made it.
    "SET time_zone = '+00:00'",
    ...(role === 'replica'
      ? ['SET SESSION sql_log_bin = 0']
      : [
          ...(second === undefined ? [] : [`CREATE DATABASE IF NOT EXISTS ${quoteName(first)}`]),
          statusTableSql(table),
          `GRANT SELECT ON ${name} TO ${accountSql(reader)}`,
        ]),
    `DROP EVENT IF EXISTS ${quoteName(`${table}_${role}`)}`,
    eventSql(dialect, table, role),
    // MariaDB begins without; a restart forgets it unless the server's settings say event_scheduler=ON too.
    'SET GLOBAL event_scheduler = ON',
  ];
}

/** A row of each server and minute. `sampled_at` is filled in by its default alone, which no zone can shift. */
export function statusTableSql(table: string): string {
  return [
    `CREATE TABLE IF NOT EXISTS ${quoteName(table)} (`,
    '  sampled_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,',
    '  server VARCHAR(100) NOT NULL,',
    "  connections INT UNSIGNED NOT NULL COMMENT 'open at that moment',",
    '  connections_limit INT UNSIGNED NOT NULL,',
    '  threads_running INT UNSIGNED NOT NULL,',
    "  slow_queries INT UNSIGNED NULL COMMENT 'since the sample before; NULL without one',",
    "  slow_queries_total BIGINT UNSIGNED NOT NULL COMMENT 'since the server started',",
    "  replication_lag INT UNSIGNED NULL COMMENT 'at least so many seconds behind; NULL where nothing is followed',",
    '  PRIMARY KEY (sampled_at, server)',
    ')',
  ].join('\n');
}

function eventSql(dialect: SampledDialect, table: string, role: SampledRole): string {
  const name = quoteName(table);
  return [
    `CREATE EVENT ${quoteName(`${table}_${role}`)}`,
    `ON SCHEDULE EVERY 1 MINUTE STARTS '2026-01-01 00:00:${SECOND[role]}' ON COMPLETION PRESERVE`,
    'DO BEGIN',
    // What a replica writes of itself is nothing for the servers that may follow it one day.
    ...(role === 'replica' ? ['  SET SESSION sql_log_bin = 0;'] : []),
    indented(`${sampleSql(dialect, name, role)};`),
    // Its own rows alone: those of others go when the server that wrote them deletes them.
    `  DELETE FROM ${name} WHERE sampled_at < CURRENT_TIMESTAMP - INTERVAL ${KEPT_DAYS} DAY AND server = ${SERVER};`,
    'END',
  ].join('\n');
}

const SERVER = "CONCAT(@@hostname, ':', @@port)";

function sampleSql(dialect: SampledDialect, name: string, role: SampledRole): string {
  const status = dialect === 'mariadb' ? 'information_schema.global_status' : 'performance_schema.global_status';
  const value = (variable: string) =>
    `CAST(MAX(CASE WHEN variable_name = '${variable}' THEN variable_value END) AS UNSIGNED)`;
  return [
    `INSERT INTO ${name}`,
    '  (server, connections, connections_limit, threads_running, slow_queries, slow_queries_total, replication_lag)',
    `SELECT ${SERVER}, newest.connections, @@GLOBAL.max_connections, newest.running,`,
    // A server that was started anew counts from 0.
    '  newest.slow - CASE WHEN newest.slow < earlier.slow THEN 0 ELSE earlier.slow END,',
    '  newest.slow,',
    `  ${role === 'replica' ? 'followed.seconds' : 'NULL'}`,
    'FROM (',
    `  SELECT ${value('Threads_connected')} AS connections,`,
    `    ${value('Threads_running')} AS running,`,
    `    ${value('Slow_queries')} AS slow`,
    `  FROM ${status} WHERE variable_name IN ('Threads_connected', 'Threads_running', 'Slow_queries')`,
    ') AS newest',
    'LEFT JOIN (',
    `  SELECT slow_queries_total AS slow FROM ${name}`,
    `  WHERE sampled_at >= CURRENT_TIMESTAMP - INTERVAL ${SECONDS_BETWEEN} SECOND AND server = ${SERVER}`,
    '  ORDER BY sampled_at DESC LIMIT 1',
    ') AS earlier ON TRUE',
    ...(role === 'replica' ? [`CROSS JOIN (\n${indented(lagSql(name))}\n) AS followed`] : []),
  ].join('\n');
}

/**
 * The followed server's sample of this minute is half a minute old when all is well. Where it has not arrived, the
 * replica is behind by more than the age of the newest one less the minute that passed until the next.
 */
function lagSql(name: string): string {
  return [
    'SELECT GREATEST(TIMESTAMPDIFF(SECOND, MAX(sampled_at), CURRENT_TIMESTAMP) - 60, 0) AS seconds',
    `FROM ${name} WHERE sampled_at >= CURRENT_TIMESTAMP - INTERVAL 7 DAY AND server <> ${SERVER}`,
  ].join('\n');
}

function indented(sql: string): string {
  return sql.replace(/^/gm, '  ');
}
