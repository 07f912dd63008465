import { withTimeLimit, type Dialect } from '../kpi/sql/dialect';

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

/** A statement for a MySQL data source, over the last `seconds`; the server gives it up when nobody waits any more. */
export function sqlQuery(refId: string, server: RuleServer, select: string, seconds: number): RuleQuery {
  const { mysqlUid, dialect, timeLimit } = server;
  return {
    refId,
    queryType: '',
    relativeTimeRange: { from: seconds, to: 0 },
    datasourceUid: mysqlUid,
    model: {
      refId,
      datasource: { type: 'mysql', uid: mysqlUid },
      editorMode: 'code',
      format: 'table',
      rawQuery: true,
      rawSql: withTimeLimit(select, dialect, Math.min(timeLimit, EVALUATION_TIMEOUT)),
    },
  };
}

/** What Grafana's server reckons from other refs. */
export function expression(refId: string, model: Record<string, unknown>): RuleQuery {
  return {
    refId,
    queryType: '',
    relativeTimeRange: { from: 0, to: 0 },
    datasourceUid: '__expr__',
    model: { refId, datasource: { type: '__expr__', uid: '__expr__' }, ...model },
  };
}

interface Evaluator {
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
