import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Connection } from 'mysql2/promise';

import { STATUS_TABLE, statusTableSql } from '../src/kpi/sql/statusSampler';
import { printLine, runAsCommand } from './command';
import { withConnection } from './connection';
import { readerPassword } from './secret';
import { DEMO_DIR, runningDatabaseUrl } from './state';

/** The account that Grafana's data source logs in with. */
export const READER = 'kpiwatch_reader';

const [STATUS_DATABASE] = STATUS_TABLE.split('.');

/**
 * Creates what is missing of the shop's databases, tables and accounts; running it again changes nothing but the
 * reader's password, which becomes the given one.
 */
export async function createSchema(adminUrl: string, password: string): Promise<void> {
  await withConnection(adminUrl, async (connection) => {
    for (const statement of statementsOf(readFileSync(join(__dirname, 'schema.sql'), 'utf8'))) {
      await connection.query(statement);
    }
    await createStatusTable(connection);
    await createReader(connection, password);
  });
}

/** Where the shop's database servers would store how they are; the demo writes the samples itself. */
async function createStatusTable(connection: Connection): Promise<void> {
  await connection.query('CREATE DATABASE IF NOT EXISTS ??', [STATUS_DATABASE]);
  await connection.query(statusTableSql(STATUS_TABLE));
}

/** May read the shop and the samples, and nothing else. The limit on connections keeps an eager dashboard from taking them all. */
async function createReader(connection: Connection, password: string): Promise<void> {
  const limits = 'WITH MAX_USER_CONNECTIONS 30';
  const account = { sql: `?@'%' IDENTIFIED BY ? ${limits}`, values: [READER, password] };
  await connection.query(`CREATE USER IF NOT EXISTS ${account.sql}`, account.values);
  await connection.query(`ALTER USER ${account.sql}`, account.values);
  await connection.query("GRANT SELECT ON shop.* TO ?@'%'", [READER]);
  await connection.query("GRANT SELECT ON ??.* TO ?@'%'", [STATUS_DATABASE, READER]);
}

function statementsOf(script: string): string[] {
  const withoutComments = script.replace(/^--.*$/gm, '');
  return withoutComments.split(/;\s*$/m).filter((statement) => statement.trim() !== '');
}

runAsCommand(module, async () => {
  await createSchema(runningDatabaseUrl(), readerPassword(DEMO_DIR));
  printLine(`The shop's tables and the read-only account ${READER} are in place.`);
});
