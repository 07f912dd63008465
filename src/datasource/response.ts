import { FieldType, LoadingState, type DataFrame, type DataQueryResponse } from '@grafana/data';
import { t } from '@grafana/i18n';

import type { Kpi } from '../kpi/catalogue/schema';
import { failureText } from './failure';
import { sourceName } from './labels';
import type { QueryPlan } from './plan';
import { errorsOf, textOf, type Problem } from './problem';
import type { Answer, Answered } from './reader';
import { eventsOf, rowsOf } from './rows';
import type { Ask } from './statements';

/** Grafana takes each response for the whole of what is known by then, not for more of it. */
const KEY = 'kpiwatch';

/**
 * What a request answers by now: the frames that could be made, and in the end an error for every query with a KPI that
 * could not.
 */
export function responseOf({ asks, problems }: QueryPlan, answered: Answered, uid: string): DataQueryResponse {
  const results = asks.flatMap((ask) => {
    const answer = answered.get(ask);
    return answer ? [resultOf(ask, answer, uid)] : [];
  });
  const data = joinTables(results.flatMap(({ frame }) => (frame ? [frame] : [])));
  if (results.length < asks.length) {
    return { data, state: LoadingState.Loading, key: KEY };
  }
  const allProblems = [...problems, ...results.flatMap(({ problem }) => (problem ? [problem] : []))];
  return allProblems.length > 0 ? failedResponse(allProblems, data) : { data, state: LoadingState.Done, key: KEY };
}

/** A request of which something or all could not be read. */
export function failedResponse(problems: readonly Problem[], data: DataFrame[] = []): DataQueryResponse {
  return { data, errors: errorsOf(problems), state: LoadingState.Error, key: KEY };
}

/** A request that could not be made. */
export function unansweredResponse({ asks, problems }: QueryPlan, message: string, uid: string): DataQueryResponse {
  const results = asks.map((ask) => unread(ask, { reason: () => message, isSelfContained: true }, uid));
  return failedResponse(
    [...problems, ...results.map(({ problem }) => problem)],
    results.flatMap(({ frame }) => (frame ? [frame] : []))
  );
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

function resultOf(ask: Ask, { sql, frame: answer, failure }: Answer, uid: string) {
  const { refId } = ask;
  const isKpi = 'kpi' in ask;
  if (failure?.whole) {
    return unread(ask, { reason: () => failureText(failure), isSelfContained: true }, uid);
  }
  if (failure) {
    const source = isKpi ? sourceName(ask.kpi) : ask.events.table;
    return unread(ask, { source, reason: (sources) => failureText(failure, sources, !isKpi) }, uid);
  }
  if (!answer) {
    return unread(ask, { reason: () => t('errors.no-answer', 'The database gave no answer. Try again.') }, uid);
  }
  try {
    const frame = isKpi
      ? withLink(ask.frame(rowsOf(answer, ask.kpi, ask.slice)), ask.kpi, uid)
      : ask.frame(eventsOf(answer, ask.events));
    const notices = [...(frame.meta?.notices ?? []), ...(answer.meta?.notices ?? [])];
    const meta = { ...frame.meta, executedQueryString: sql, ...(notices.length > 0 && { notices }) };
    return { frame: { ...frame, refId, meta }, problem: undefined };
  } catch (error) {
    return unread(ask, { reason: () => textOf(error) }, uid);
  }
}

/** What is told of an ask that nothing was read of, and what stands in its place. */
function unread(ask: Ask, why: Omit<Problem, 'refId' | 'name'>, uid: string) {
  const { refId } = ask;
  const problem: Problem = { refId, name: 'kpi' in ask ? ask.kpi.name : ask.events.table, ...why };
  const frame = 'kpi' in ask && ask.unread ? ask.unread(why.reason(why.source)) : undefined;
  return { frame: frame && 'kpi' in ask ? { ...withLink(frame, ask.kpi, uid), refId } : undefined, problem };
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
