import type { DataFrame, DataSourceApi } from '@grafana/data';
import { lastValueFrom } from 'rxjs';

import { schemaOf, type Schema } from '../kpi/schema/schema';
import { dialectOf, VERSION_SQL, withTimeLimit, type Dialect } from '../kpi/sql/dialect';
import { SCHEMA_SQL } from '../kpi/sql/information';
import { failureText, isMasked } from './failure';
import { requestAt } from './health';
import { mysqlDataSource, problemOf, readStatements, rowsFrom, type Row } from './mysql';
import type { Settings } from './types';

/** So many statements of a check run at once, and no more: the database has other work. */
const AT_ONCE = 4;

/** The rows of a statement, or why there are none. */
export type Answer = { ok: true; rows: Row[]; frame: DataFrame } | { ok: false; reason: string };

interface Question {
  id: string;
  sql: string;
}

interface ReadOptions {
  signal?: AbortSignal;
  /** Hears of each answer as soon as it is there. */
  onAnswer?(id: string, answer: Answer): void;
}

/** What reads the KPIs, for a person who sets them up. */
export interface Database {
  dialect: Dialect;
  /** As the server says it. */
  version: string;
  /** Sends SELECTs a few at a time, each with the time limit, until `signal` says that nobody waits any more. */
  read(questions: readonly Question[], options?: ReadOptions): Promise<Map<string, Answer>>;
}

/** Rejects, with what to do, where there is no MySQL data source or it does not answer. */
export async function openDatabase({
  mysqlUid,
  timeLimit,
}: Pick<Settings, 'mysqlUid' | 'timeLimit'>): Promise<Database> {
  const mysql = await mysqlDataSource(mysqlUid);
  const server = await send(mysql, [{ id: 'server', sql: VERSION_SQL }]);
  const answer = server.get('server');
  const [row] = answer?.ok ? answer.rows : [];
  const version = String(row?.version ?? '');
  const dialect = dialectOf(version, String(row?.comment ?? ''));
  return {
    dialect,
    version,
    read: async (questions, { signal, onAnswer } = {}) => {
      const answers = new Map<string, Answer>();
      for (let start = 0; start < questions.length; start += AT_ONCE) {
        signal?.throwIfAborted();
        const some = questions.slice(start, start + AT_ONCE);
        const limited = some.map(({ id, sql }) => ({ id, sql: withTimeLimit(sql, dialect, timeLimit) }));
        for (const [id, found] of await send(mysql, limited)) {
          answers.set(id, found);
          onAnswer?.(id, found);
        }
      }
      return answers;
    },
  };
}

/** The tables and columns that the account can read. Rejects with the server's reason. */
export async function readSchema(database: Database): Promise<Schema> {
  const parts = ['place', 'tables', 'columns', 'indexes'] as const;
  const answers = await database.read(parts.map((id) => ({ id, sql: SCHEMA_SQL[id] })));
  const rows = (id: (typeof parts)[number]) => {
    const answer = answers.get(id);
    if (!answer?.ok) {
      throw new Error(failureText({ reason: answer?.reason ?? '' }, 'information_schema'));
    }
    return answer.rows;
  };
  return schemaOf({ place: rows('place'), tables: rows('tables'), columns: rows('columns'), indexes: rows('indexes') });
}

let requests = 0;

async function send(mysql: DataSourceApi, questions: readonly Question[]): Promise<Map<string, Answer>> {
  // Grafana ends a running request when another one of the same id begins.
  const request = { ...requestAt(Math.floor(Date.now() / 1000)), requestId: `kpiwatch-set-up-${++requests}` };
  const { frames, errors, failure } = await lastValueFrom(readStatements(mysql, request, questions));
  if (failure !== undefined) {
    throw new Error(failureText({ reason: failure, problem: isMasked(failure) ? await problemOf(mysql) : undefined }));
  }
  return new Map(
    questions.map(({ id }): [string, Answer] => {
      const frame = frames.get(id);
      return [
        id,
        frame && !errors.has(id)
          ? { ok: true, rows: rowsFrom(frame), frame }
          : { ok: false, reason: errors.get(id) ?? '' },
      ];
    })
  );
}
