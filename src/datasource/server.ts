import { t } from '@grafana/i18n';

import { privilegesOf } from '../kpi/check/privileges';
import { PRIVILEGES_SQL } from '../kpi/sql/information';
import { rowsFrom, type Answers } from './mysql';

/** What a test asks the server beside the KPIs. */
export const SERVER_STATEMENTS = [
  { id: 'server/version', sql: 'SELECT VERSION() AS version' },
  { id: 'server/privileges', sql: PRIVILEGES_SQL },
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
  const frame = answers.frames.get('server/privileges');
  if (!frame) {
    return undefined;
  }
  const { seesOthers, writes: excess } = privilegesOf(rowsFrom(frame));
  if (seesOthers) {
    const message =
      "The account sees other accounts' privileges, so it can read more than the KPIs need. Use one that has SELECT on the KPIs' tables alone.";
    return t('health.sees-others', message);
  }
  const writes = [...new Set(excess.flatMap(({ privileges }) => privileges))].sort().join(', ');
  if (writes === '') {
    return undefined;
  }
  const message =
    "The account can do more than read ({{- writes}}). Use one that has SELECT on the KPIs' tables alone: whoever may query a data source can send it any SQL.";
  return t('health.writes', message, { writes });
}

function cell(answers: Answers, id: string, column: string): unknown {
  return answers.frames.get(id)?.fields.find(({ name }) => name.toLowerCase() === column)?.values[0];
}
