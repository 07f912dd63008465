import type { Rollup } from '../rollup/rollup';
import type { TimeWindow } from '../time/windows';
import { accountSql, type Account } from './account';
import { expressionInstant, literalInstant, rangeOnWall, type Instant } from './instant';
import { quoteLiteral, quoteName } from './quote';
import { rowsSql } from './source';
import { minuteSql } from './timeColumn';

const DAY = 86_400;
/** No column of a shop has such a name: inside a routine its parameters come first. */
const FROM = 'kpiwatch_from';
const TO = 'kpiwatch_to';
/** Five seconds after a minute is over most of its rows are there; the next refreshes take in those that come later. */
const SECOND = 5;
/** A refresh waits so long (seconds) for one that is still running. */
const PATIENCE = 50;

export interface RollupScript {
  /** Who reads it. */
  reader: Account;
  /** Rows may come so late (seconds): each refresh sums up that much time anew. */
  late: number;
  /** What there is to sum up at first. */
  backfill: TimeWindow;
  /** Whether an event of the server refreshes it each minute. */
  withEvent: boolean;
  /** When it is written (epoch seconds). */
  writtenAt: number;
}

/**
 * What a DBA runs once, on MySQL or MariaDB, for a rollup: its table, the right to read it, a procedure that refreshes
 * a range of time, what there is already, a day at a time, and the event.
 */
export function rollupStatements(rollup: Rollup, script: RollupScript): string[] {
  const { table } = rollup;
  const [database, ...rest] = table.split('.');
  const refresh = quoteName(rollup.refresh);
  return [
    ...(rollup.database === undefined ? [] : [`USE ${quoteName(rollup.database)}`]),
    // An event runs in the zone of the session that made it.
    "SET time_zone = '+00:00'",
    ...(rest.length === 0 || database === undefined ? [] : [`CREATE DATABASE IF NOT EXISTS ${quoteName(database)}`]),
    tableSql(rollup, script.writtenAt),
    `GRANT SELECT ON ${quoteName(table)} TO ${accountSql(script.reader)}`,
    `DROP PROCEDURE IF EXISTS ${refresh}`,
    procedureSql(rollup, script.writtenAt),
    ...daysOf(script.backfill).map(({ from, to }) => `CALL ${refresh} (${utc(from)}, ${utc(to)})`),
    ...(script.withEvent
      ? [
          `DROP EVENT IF EXISTS ${refresh}`,
          [
            `CREATE EVENT ${refresh}`,
            `ON SCHEDULE EVERY 1 MINUTE STARTS '2026-01-01 00:00:0${SECOND}' ON COMPLETION PRESERVE`,
            `DO ${refreshStatement(rollup, script.late)}`,
          ].join('\n'),
          // MariaDB begins without; a restart forgets it unless the server's settings say event_scheduler=ON too.
          'SET GLOBAL event_scheduler = ON',
        ]
      : []),
  ];
}

/** Takes in what was written since, late rows too. Whatever was missed while nothing ran is made up for. */
export function refreshStatement({ table, minute, refresh }: Rollup, late: number): string {
  const newest = `COALESCE(MAX(${quoteName(minute)}), UNIX_TIMESTAMP())`;
  const from = `(SELECT LEAST(UNIX_TIMESTAMP() - ${late}, ${newest}) FROM ${quoteName(table)})`;
  return `CALL ${quoteName(refresh)} (${from}, UNIX_TIMESTAMP())`;
}

/** The columns have the types that the sums have: the server knows them best. No row is read. */
function tableSql(rollup: Rollup, writtenAt: number): string {
  const { table, minute, row } = rollup;
  return [
    `CREATE TABLE IF NOT EXISTS ${quoteName(table)} (`,
    `  ${quoteName(minute)} BIGINT NOT NULL COMMENT 'second at which the minute begins',`,
    `  ${quoteName(row)} BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,`,
    `  PRIMARY KEY (${quoteName(minute)}, ${quoteName(row)}),`,
    `  KEY (${quoteName(row)})`,
    ')',
    minutesSql(rollup, literalInstant(0), literalInstant(0), '0', writtenAt),
    'LIMIT 0',
  ].join('\n');
}

/**
 * Sums up the minutes of [from, to) anew: run twice, or over what was summed up before, it leaves the same. Readers see
 * the minutes before or after, and nothing in between.
 */
function procedureSql(rollup: Rollup, writtenAt: number): string {
  const { table, minute, dimensions, measures } = rollup;
  const name = quoteName(table);
  const start = quoteName(minute);
  const lock = quoteLiteral(table.slice(-64));
  const columns = [minute, ...dimensions, ...measures.map(({ column }) => column)].map(quoteName).join(', ');
  const [from, to] = [expressionInstant(FROM, writtenAt), expressionInstant(TO, writtenAt)];
  return [
    `CREATE PROCEDURE ${quoteName(rollup.refresh)} (${FROM} BIGINT, ${TO} BIGINT)`,
    'MODIFIES SQL DATA',
    'BEGIN',
    '  DECLARE EXIT HANDLER FOR SQLEXCEPTION',
    '  BEGIN',
    '    ROLLBACK;',
    `    DO RELEASE_LOCK(${lock});`,
    '    RESIGNAL;',
    '  END;',
    `  IF COALESCE(GET_LOCK(${lock}, ${PATIENCE}), 0) <> 1 THEN`,
    "    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Another refresh of this rollup is still running';",
    '  END IF;',
    "  SET time_zone = '+00:00';",
    // A minute counts when it is over.
    `  SET ${FROM} = ${FROM} DIV 60 * 60, ${TO} = ${TO} DIV 60 * 60;`,
    // Reading what is summed up then locks no row of it.
    '  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;',
    '  START TRANSACTION;',
    `  DELETE FROM ${name} WHERE ${start} >= ${FROM} AND ${start} < ${TO};`,
    `  INSERT INTO ${name} (${columns})`,
    indented(minutesSql(rollup, from, to, `(${TO} - ${FROM})`, writtenAt)),
    // What is written is what was deleted before, whatever the clocks on the wall did in between.
    `  HAVING ${start} >= ${FROM} AND ${start} < ${TO};`,
    '  COMMIT;',
    `  DO RELEASE_LOCK(${lock});`,
    'END',
  ].join('\n');
}

/** A row for each minute of [from, to), `seconds` long, and combination of dimensions. */
function minutesSql(rollup: Rollup, from: Instant, to: Instant, seconds: string, writtenAt: number): string {
  const { source, filters, minute, dimensions, measures } = rollup;
  const keys = [`${minuteSql(source.time, to, writtenAt)} * 60 AS ${quoteName(minute)}`, ...dimensions.map(quoteName)];
  return [
    `SELECT ${keys.join(', ')},`,
    measures.map(({ column, sql }) => `  ${sql} AS ${quoteName(column)}`).join(',\n'),
    rowsSql(source, ...rangeOnWall(from, to, seconds, writtenAt), filters),
    // By their places: a table may have columns of these names.
    `GROUP BY ${keys.map((_, index) => index + 1).join(', ')}`,
  ].join('\n');
}

/** Each day of a window in UTC: a longer stretch would be one long transaction. */
function daysOf({ from, to }: TimeWindow): TimeWindow[] {
  const first = Math.floor(from / DAY) * DAY;
  const days = Math.ceil((to - first) / DAY);
  return Array.from({ length: days }, (_, index) => ({
    from: first + index * DAY,
    to: Math.min(first + (index + 1) * DAY, Math.floor(to / 60) * 60),
  }));
}

/** Epoch seconds, so that a person can read them. The session's zone is UTC. */
function utc(epoch: number): string {
  const text = new Date(epoch * 1000).toISOString().slice(0, 16).replace('T', ' ');
  return `UNIX_TIMESTAMP('${text.endsWith(' 00:00') ? text.slice(0, 10) : text}')`;
}

function indented(sql: string): string {
  return sql.replace(/^/gm, '  ');
}
