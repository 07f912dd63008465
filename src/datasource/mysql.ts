import {
  LoadingState,
  toDataFrame,
  type DataFrame,
  type DataQueryRequest,
  type DataSourceApi,
  type TestDataSourceResponse,
} from '@grafana/data';
import { t } from '@grafana/i18n';
import { getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { from, map, type Observable } from 'rxjs';
import { z } from 'zod';

/** The query model of Grafana's MySQL data source, as its code editor writes it. */
interface MysqlQuery extends DataQuery {
  rawSql: string;
  format: 'table';
  editorMode: 'code';
  rawQuery: true;
}

export type Row = Record<string, unknown>;

/** What the database said to each statement, by the statement's id. */
export interface Answers {
  state: LoadingState;
  frames: Map<string, DataFrame>;
  errors: Map<string, string>;
  /** After how many rows Grafana cut an answer. */
  cuts: Map<string, number>;
  /** Why nothing was read at all. */
  failure?: string;
}

const errorSchema = z.object({
  refId: z.string().optional(),
  message: z.string().optional(),
  statusText: z.string().optional(),
  data: z.object({ message: z.string().optional() }).optional().catch(undefined),
});

const responseSchema = z.object({
  state: z.enum(LoadingState).default(LoadingState.Done),
  data: z.array(z.unknown()),
  // Grafana's MySQL data source says why a whole request failed here, and nowhere else.
  error: errorSchema.optional(),
  errors: z.array(errorSchema).default([]),
});

/** The MySQL data source that reads the KPIs. Rejects with what to do when there is none. */
export async function mysqlDataSource(uid: string | undefined): Promise<DataSourceApi> {
  if (!uid) {
    throw new Error(
      t('errors.no-mysql', 'No MySQL data source is chosen. Choose one in the settings of this data source.')
    );
  }
  const dataSource = await getDataSourceSrv()
    .get({ uid, type: 'mysql' })
    .catch(() => undefined);
  if (dataSource?.type !== 'mysql') {
    const message =
      'The MySQL data source with the uid "{{- uid}}" is gone. Choose another one in the settings of this data source.';
    throw new Error(t('errors.mysql-gone', message, { uid }));
  }
  return dataSource;
}

/** Sends statements to the MySQL data source in one request. */
export function readStatements(
  mysql: DataSourceApi,
  request: DataQueryRequest,
  statements: ReadonlyArray<{ id: string; sql: string }>
): Observable<Answers> {
  const targets = statements.map(
    ({ id, sql }): MysqlQuery => ({
      refId: id,
      datasource: { uid: mysql.uid, type: mysql.type },
      rawSql: sql,
      format: 'table',
      editorMode: 'code',
      rawQuery: true,
    })
  );
  return from(mysql.query({ ...request, targets })).pipe(map(answersOf));
}

function answersOf(response: unknown): Answers {
  const { state, data, error, errors } = responseSchema.parse(response);
  const frames = data.map((item) => toDataFrame(item));
  return {
    state,
    frames: new Map(frames.flatMap((frame) => (frame.refId ? [[frame.refId, frame]] : []))),
    cuts: new Map(frames.flatMap(cutOf)),
    errors: new Map(errors.flatMap((failed) => (failed.refId ? [[failed.refId, reasonOf(failed)]] : []))),
    failure: error && !error.refId ? reasonOf(error) : undefined,
  };
}

const CUT = /limited to (\d+)\b.*\brow limit/i;

/** Grafana says so in a notice, in words of its own. */
function cutOf({ refId, meta }: DataFrame): Array<[string, number]> {
  const [, rows] = meta?.notices?.map(({ text }) => CUT.exec(text)).find((found) => found !== null) ?? [];
  return refId !== undefined && rows !== undefined ? [[refId, Number(rows)]] : [];
}

function reasonOf({ message, data, statusText }: z.infer<typeof errorSchema>): string {
  return data?.message ?? message ?? statusText ?? t('errors.no-reason', 'No reason was given.');
}

/** Grafana's data sources refuse with an object that is no Error. */
const refusalSchema = z.object({ message: z.string() });

/** What the MySQL data source's own test finds wrong; undefined when it finds nothing. */
export async function problemOf(mysql: DataSourceApi): Promise<string | undefined> {
  const result: TestDataSourceResponse = await mysql.testDatasource().catch((error: unknown) => ({
    status: 'error',
    message: refusalSchema.safeParse(error).data?.message ?? String(error),
  }));
  return ['success', 'ok'].includes(result.status.toLowerCase()) ? undefined : result.message;
}

/** Rows as records; servers spell the names of their own columns in small letters or capitals. */
export function rowsFrom({ fields, length }: DataFrame): Row[] {
  return Array.from({ length }, (_, index) =>
    Object.fromEntries(fields.map(({ name, values }) => [name.toLowerCase(), values[index]]))
  );
}
