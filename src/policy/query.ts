/** A query or expression of a rule. */
export interface RuleQuery {
  refId: string;
  queryType: string;
  relativeTimeRange: { from: number; to: number };
  datasourceUid: string;
  model: Record<string, unknown>;
}

/** A statement for a MySQL data source, over the last `seconds`. */
export function sqlQuery(refId: string, datasourceUid: string, rawSql: string, seconds: number): RuleQuery {
  return {
    refId,
    queryType: '',
    relativeTimeRange: { from: seconds, to: 0 },
    datasourceUid,
    model: {
      refId,
      datasource: { type: 'mysql', uid: datasourceUid },
      editorMode: 'code',
      format: 'table',
      rawQuery: true,
      rawSql,
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
