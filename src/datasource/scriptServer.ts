import { t } from '@grafana/i18n';

import { privilegesOf } from '../kpi/check/privileges';
import type { Account } from '../kpi/sql/account';
import { PRIVILEGES_SQL, SCHEMA_SQL } from '../kpi/sql/information';
import { READER } from '../kpi/sql/readerGrant';
import type { SampledDialect } from '../kpi/sql/statusSampler';
import { openDatabase, type Database } from './database';
import type { Settings } from './types';

/** A server that we know how to write scripts for, and the account that reads what they make. */
export interface ScriptServer {
  database: Database;
  dialect: SampledDialect;
  reader: Account;
  /** The one that its tables are in where nobody says otherwise. */
  place?: string;
}

/** Rejects where there is no answer, and for a server of another kind. */
export async function openScriptServer(settings: Settings, signal: AbortSignal): Promise<ScriptServer> {
  const database = await openDatabase(settings);
  const { dialect, version } = database;
  if (dialect !== 'mysql' && dialect !== 'mariadb') {
    const message = 'Scripts are written for MySQL and MariaDB. This server says it is {{- version}}.';
    throw new Error(t('script.other-server', message, { version }));
  }
  const answers = await database.read(
    [
      { id: 'privileges', sql: PRIVILEGES_SQL },
      { id: 'place', sql: SCHEMA_SQL.place },
    ],
    { signal }
  );
  const [granted, place] = ['privileges', 'place'].map((id) => answers.get(id));
  const account = granted?.ok ? privilegesOf(granted.rows).account : undefined;
  const name = place?.ok ? place.rows[0]?.place : undefined;
  return { database, dialect, reader: account ?? READER, place: typeof name === 'string' ? name : undefined };
}
