import { LoadingState, type DataQueryResponse } from '@grafana/data';
import { t } from '@grafana/i18n';

import { withAdvice, type Answers } from './mysql';
import type { QueryPlan, Statement } from './statements';

type QueryError = QueryPlan['errors'][number];

/** What a request answers: the frames that could be made, and an error for every query with a KPI that could not. */
export function responseOf({ statements, errors }: QueryPlan, answers: Answers): DataQueryResponse {
  if (answers.failure !== undefined) {
    const message = withAdvice(answers.failure);
    return failedResponse([...errors, ...statements.map(({ refId }) => ({ refId, message }))]);
  }
  const results = statements.map((statement) => resultOf(statement, answers));
  const allErrors = [...errors, ...results.flatMap(({ error }) => (error ? [error] : []))];
  const data = results.flatMap(({ frame }) => (frame ? [frame] : []));
  return allErrors.length > 0 ? { ...failedResponse(allErrors), data } : { data, state: answers.state };
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

export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function resultOf(statement: Statement, answers: Answers) {
  const { id, refId, kpi } = statement;
  const failed = (message: string) => ({ frame: undefined, error: { refId, message: `${kpi.name}: ${message}` } });
  const reason = answers.errors.get(id);
  if (reason !== undefined) {
    return failed(withAdvice(reason, kpi.source.table));
  }
  const answer = answers.frames.get(id);
  if (!answer) {
    return answers.state === LoadingState.Loading
      ? { frame: undefined, error: undefined }
      : failed(t('errors.no-answer', 'The database gave no answer. Try again.'));
  }
  try {
    const frame = statement.frame(answer);
    return { frame: { ...frame, refId, meta: { ...frame.meta, notices: answer.meta?.notices } }, error: undefined };
  } catch (error) {
    return failed(textOf(error));
  }
}
