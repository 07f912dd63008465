import { FieldType, LoadingState, type DataFrame, type DataQueryResponse } from '@grafana/data';
import { t } from '@grafana/i18n';

import type { Kpi } from '../kpi/catalogue/schema';
import { failureText } from './failure';
import { sourceName } from './labels';
import type { QueryPlan } from './plan';
import type { Answer, Answered } from './reader';
import { eventsOf, rowsOf } from './rows';
import type { Ask } from './statements';

type QueryError = QueryPlan['errors'][number];

/** Grafana takes each response for the whole of what is known by then, not for more of it. */
const KEY = 'kpiwatch';

/**
 * What a request answers by now: the frames that could be made, and in the end an error for every query with a KPI that
 * could not.
 */
export function responseOf({ asks, errors }: QueryPlan, answered: Answered, uid: string): DataQueryResponse {
  const results = asks.flatMap((ask) => {
    const answer = answered.get(ask);
    return answer ? [resultOf(ask, answer, uid)] : [];
  });
  const data = joinTables(results.flatMap(({ frame }) => (frame ? [frame] : [])));
  if (results.length < asks.length) {
    return { data, state: LoadingState.Loading, key: KEY };
  }
  const allErrors = [...errors, ...results.flatMap(({ error }) => (error ? [error] : []))];
  return { ...(allErrors.length > 0 ? failedResponse(allErrors) : { state: LoadingState.Done, key: KEY }), data };
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
    key: KEY,
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

function resultOf(ask: Ask, { sql, frame: answer, failure }: Answer, uid: string) {
  const { refId } = ask;
  const isKpi = 'kpi' in ask;
  const name = isKpi ? ask.kpi.name : ask.events.table;
  const failed = (message: string) => ({ frame: undefined, error: { refId, message: `${name}: ${message}` } });
  if (failure?.whole) {
    return { frame: undefined, error: { refId, message: failureText(failure) } };
  }
  if (failure) {
    return failed(failureText(failure, isKpi ? sourceName(ask.kpi) : name, !isKpi));
  }
  if (!answer) {
    return failed(t('errors.no-answer', 'The database gave no answer. Try again.'));
  }
  try {
    const frame = isKpi
      ? withLink(ask.frame(rowsOf(answer, ask.kpi, ask.slice)), ask.kpi, uid)
      : ask.frame(eventsOf(answer, ask.events));
    const notices = [...(frame.meta?.notices ?? []), ...(answer.meta?.notices ?? [])];
    const meta = { ...frame.meta, executedQueryString: sql, ...(notices.length > 0 && { notices }) };
    return { frame: { ...frame, refId, meta }, error: undefined };
  } catch (error) {
    return failed(textOf(error));
  }
}

/** From its curves, and from its name in a table, a KPI's own page is one click away. */
function withLink(frame: DataFrame, { id, name }: Kpi, uid: string): DataFrame {
  const isTable = frame.meta?.preferredVisualisationType === 'table';
  const link = {
    title: t('links.kpi', 'Open {{- name}}', { name }),
    url: `/a/kpiwatch-businesskpi-app/kpis/${encodeURIComponent(uid)}/${id}`,
  };
  const fields = frame.fields.map((field) =>
    (isTable ? field.name === 'kpi' : field.type === FieldType.number)
      ? { ...field, config: { ...field.config, links: [link] } }
      : field
  );
  return { ...frame, fields };
}
