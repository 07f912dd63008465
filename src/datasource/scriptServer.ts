import { t } from '@grafana/i18n';

import { privilegesOf } from '../kpi/check/privileges';
import type { Account } from '../kpi/sql/account';
import { PRIVILEGES_SQL } from '../kpi/sql/information';
import { READER } from '../kpi/sql/readerGrant';
import type { SampledDialect } from '../kpi/sql/statusSampler';
import { openDatabase, type Database } from './database';
import type { Settings } from './types';

/** A server that we know how to write scripts for, and the account that reads what they make. */
export interface ScriptServer {
  database: Database;
  dialect: SampledDialect;
  reader: Account;
}

/** Rejects where there is no answer, and for a server of another kind. */
export async function openScriptServer(settings: Settings, signal: AbortSignal): Promise<ScriptServer> {
  const database = await openDatabase(settings);
  const { dialect, version } = database;
  if (dialect !== 'mysql' && dialect !== 'mariadb') {
    const message = 'Scripts are written for MySQL and MariaDB. This server says it is {{- version}}.';
    throw new Error(t('script.other-server', message, { version }));
  }
  const answer = (await database.read([{ id: 'privileges', sql: PRIVILEGES_SQL }], { signal })).get('privileges');
  const account = answer?.ok ? privilegesOf(answer.rows).account : undefined;
  return { database, dialect, reader: account ?? READER };
}
