import { withTimeLimit, type Dialect } from '../kpi/sql/dialect';
import type { WatchedQuery } from './schema';

/** A query or expression of a rule. */
export interface RuleQuery {
  refId: string;
  queryType: string;
  relativeTimeRange: { from: number; to: number };
  datasourceUid: string;
  model: Record<string, unknown>;
}

/** Where a rule's statements run. */
export interface RuleServer {
  /** Uid of the MySQL data source. */
  mysqlUid: string;
  /** What its server was when the rule was written. */
  dialect: Dialect;
  /** Seconds that the server may take for a statement. */
  timeLimit: number;
}

/** Grafana waits no longer for an evaluation (its `evaluation_timeout`). */
const EVALUATION_TIMEOUT = 30;

/** A statement for a MySQL data source, over the last `seconds`: a row an alert, of one number and its labels. */
export function sqlQuery(refId: string, server: RuleServer, select: string, seconds: number): RuleQuery {
  return statement(refId, server, select, seconds, 'table');
}

/** A statement whose rows are points of a series for each combination of labels. */
export function seriesQuery(refId: string, server: RuleServer, select: string, seconds: number): RuleQuery {
  return statement(refId, server, select, seconds, 'time_series');
}

/** The server gives it up when nobody waits any more. */
function statement(
  refId: string,
  { mysqlUid, dialect, timeLimit }: RuleServer,
  select: string,
  seconds: number,
  format: 'table' | 'time_series'
): RuleQuery {
  return {
    refId,
    queryType: '',
    relativeTimeRange: { from: seconds, to: 0 },
    datasourceUid: mysqlUid,
    model: {
      refId,
      datasource: { type: 'mysql', uid: mysqlUid },
      editorMode: 'code',
      format,
      rawQuery: true,
      rawSql: withTimeLimit(select, dialect, Math.min(timeLimit, EVALUATION_TIMEOUT)),
    },
  };
}

/** A query of any data source as its own editor writes it, over `range` (seconds before the evaluation). */
export function anyQuery(
  refId: string,
  datasource: { type: string; uid: string },
  model: Record<string, unknown>,
  range: RuleQuery['relativeTimeRange']
): RuleQuery {
  return {
    refId,
    queryType: typeof model.queryType === 'string' ? model.queryType : '',
    relativeTimeRange: range,
    datasourceUid: datasource.uid,
    model: { ...model, refId, datasource },
  };
}

/**
 * One number of each series of ref `of`; the series of several labels lie on common times, and have gaps. What is one
 * number already stays, and is left out where it is none.
 */
export function reduce(refId: string, of: string, reducer: WatchedQuery['reduce']): RuleQuery {
  return expression(refId, { type: 'reduce', expression: of, reducer, settings: { mode: 'dropNN' } });
}

export function math(refId: string, of: string): RuleQuery {
  return expression(refId, { type: 'math', expression: of });
}

/** What Grafana's server reckons from other refs. */
function expression(refId: string, model: Record<string, unknown>): RuleQuery {
  return {
    refId,
    queryType: '',
    relativeTimeRange: { from: 0, to: 0 },
    datasourceUid: '__expr__',
    model: { refId, datasource: { type: '__expr__', uid: '__expr__' }, ...model },
  };
}

/** What a condition compares with. */
export interface Evaluator {
  type: 'gt' | 'lt' | 'outside_range' | 'within_range';
  params: number[];
}

/** A condition on ref `of`: it begins with `begins`, and ends only with `ends`. */
export function threshold(refId: string, of: string, begins: Evaluator, ends: Evaluator): RuleQuery {
  return expression(refId, {
    type: 'threshold',
    expression: of,
    conditions: [{ type: 'query', evaluator: begins, unloadEvaluator: ends }],
  });
}
