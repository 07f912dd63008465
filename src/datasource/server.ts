import { t } from '@grafana/i18n';

import type { Answers } from './mysql';

const WRITES = ['INSERT', 'UPDATE', 'DELETE', 'CREATE', 'ALTER', 'DROP'];

/**
 * What a test asks the server beside the KPIs. Grafana's MySQL data source refuses SHOW GRANTS; an account reads its
 * own privileges in information_schema, and those of others only when it may read the server's own tables.
 */
export const SERVER_STATEMENTS = [
  { id: 'server/version', sql: 'SELECT VERSION() AS version' },
  {
    id: 'server/privileges',
    sql: [
      'SELECT COUNT(DISTINCT grantee) AS accounts,',
      `  GROUP_CONCAT(DISTINCT CASE WHEN privilege_type IN (${WRITES.map((name) => `'${name}'`).join(', ')})`,
      "    THEN privilege_type END ORDER BY privilege_type SEPARATOR ', ') AS writes",
      'FROM (',
      '  SELECT grantee, privilege_type FROM information_schema.user_privileges',
      '  UNION ALL SELECT grantee, privilege_type FROM information_schema.schema_privileges',
      '  UNION ALL SELECT grantee, privilege_type FROM information_schema.table_privileges',
      ') AS granted',
    ].join('\n'),
  },
] as const;

/** Product and version, such as "MariaDB 10.11.14"; "The database" when it doesn't say. */
export function serverName(answers: Answers): string {
  const version = cell(answers, 'server/version', 'version');
  if (typeof version !== 'string') {
    return t('health.database', 'The database');
  }
  const number = /\d+(\.\d+)*/.exec(version)?.[0] ?? version;
  if (/mariadb/i.test(version)) {
    return `MariaDB ${number}`;
  }
  const tidb = /TiDB-v?(\d+(\.\d+)*)/i.exec(version);
  return tidb ? `TiDB ${tidb[1]}` : `MySQL ${number}`;
}

/** A warning when the account may do more than read; undefined when it may not, or the server doesn't say. */
export function writesOf(answers: Answers): string | undefined {
  const accounts = Number(cell(answers, 'server/privileges', 'accounts') ?? 0);
  const writes = cell(answers, 'server/privileges', 'writes');
  if (accounts > 1) {
    const message =
      "The account sees other accounts' privileges, so it can read more than the KPIs need. Use one that has SELECT on the KPIs' tables alone.";
    return t('health.sees-others', message);
  }
  if (typeof writes !== 'string' || writes === '') {
    return undefined;
  }
  const message =
    "The account can change data ({{- writes}}). Use one that has SELECT on the KPIs' tables alone: whoever may query a data source can send it any SQL.";
  return t('health.writes', message, { writes });
}

function cell(answers: Answers, id: string, column: string): unknown {
  return answers.frames.get(id)?.fields.find(({ name }) => name.toLowerCase() === column)?.values[0];
}
