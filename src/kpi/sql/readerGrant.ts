import { accountSql, type Account } from './account';
import { quoteName } from './quote';

/** An account whose name nobody knows yet. */
export const READER: Account = { user: 'grafana_reader', host: '%' };

/** What a DBA runs for a new account that reads these tables (with their databases) and can do nothing else. */
export function readerStatements(account: Account, tables: readonly string[]): string[] {
  const name = accountSql(account);
  return [
    `CREATE USER IF NOT EXISTS ${name} IDENTIFIED BY 'choose a long password'`,
    ...[...new Set(tables)].sort().map((table) => `GRANT SELECT ON ${quoteName(table)} TO ${name}`),
  ];
}
