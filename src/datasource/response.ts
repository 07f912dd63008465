import { LoadingState, type DataFrame, type DataQueryResponse } from '@grafana/data';
import { t } from '@grafana/i18n';

import { failureText } from './failure';
import { sourceName } from './labels';
import type { QueryPlan } from './plan';
import type { Answered } from './reader';
import { rowsOf } from './rows';
import type { Ask } from './statements';

type QueryError = QueryPlan['errors'][number];

/** What a request answers: the frames that could be made, and an error for every query with a KPI that could not. */
export function responseOf({ asks, errors }: QueryPlan, answered: Answered): DataQueryResponse {
  if (answered.failure !== undefined) {
    const message = failureText(answered.failure);
    return failedResponse([...errors, ...asks.map(({ refId }) => ({ refId, message }))]);
  }
  const results = asks.map((ask) => resultOf(ask, answered));
  const allErrors = [...errors, ...results.flatMap(({ error }) => (error ? [error] : []))];
  const data = joinTables(results.flatMap(({ frame }) => (frame ? [frame] : [])));
  return allErrors.length > 0 ? { ...failedResponse(allErrors), data } : { data, state: answered.state };
}

/** A request of which nothing came. Grafana shows one error a query, so that a query's errors are joined. */
export function failedResponse(errors: readonly QueryError[]): DataQueryResponse {
  const messages = new Map<string, Set<string>>();
  for (const { refId, message } of errors) {
    messages.set(refId, (messages.get(refId) ?? new Set()).add(message));
  }
  return {
    data: [],
    errors: [...messages].map(([refId, texts]) => ({ refId, message: [...texts].join('\n') })),
    state: LoadingState.Error,
  };
}

/** A query's tables have the same columns, and are one table to a person. */
function joinTables(frames: readonly DataFrame[]): DataFrame[] {
  const joined: DataFrame[] = [];
  for (const frame of frames) {
    const isTable = frame.meta?.preferredVisualisationType === 'table';
    const before = isTable
      ? joined.findIndex(({ refId, meta }) => refId === frame.refId && meta?.preferredVisualisationType === 'table')
      : -1;
    const table = joined[before];
    if (table) {
      joined[before] = appended(table, frame);
    } else {
      joined.push(frame);
    }
  }
  return joined;
}

function appended(table: DataFrame, rows: DataFrame): DataFrame {
  const fields = table.fields.map((field, index) => ({
    ...field,
    values: [...field.values, ...(rows.fields[index]?.values ?? [])],
  }));
  return { ...table, name: undefined, fields, length: table.length + rows.length };
}

export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function resultOf(ask: Ask, answered: Answered) {
  const { refId, kpi, slice } = ask;
  const failed = (message: string) => ({ frame: undefined, error: { refId, message: `${kpi.name}: ${message}` } });
  const { sql, frame: answer, failure } = answered.of(ask);
  if (failure) {
    return failed(failureText(failure, sourceName(kpi)));
  }
  if (!answer) {
    return answered.state === LoadingState.Loading
      ? { frame: undefined, error: undefined }
      : failed(t('errors.no-answer', 'The database gave no answer. Try again.'));
  }
  try {
    const frame = ask.frame(rowsOf(answer, kpi, slice));
    const notices = [...(frame.meta?.notices ?? []), ...(answer.meta?.notices ?? [])];
    const meta = { ...frame.meta, executedQueryString: sql, ...(notices.length > 0 && { notices }) };
    return { frame: { ...frame, refId, meta }, error: undefined };
  } catch (error) {
    return failed(textOf(error));
  }
}
