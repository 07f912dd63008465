import fc from 'fast-check';

import { evaluateMath } from '../../demo/preview/math';
import type { RuleQuery } from './query';
import { policySchema } from './schema';
import { compileRuleGroup } from './rule';
import { compileQuery } from './watchedQuery';
import type { Shifted } from './triggerSchema';

const TRIGGER: Shifted = {
  kind: 'shifted',
  direction: 'drop',
  percent: 30,
  recoverPercent: 15,
  window: '10m',
  against: ['7d', '14d', '21d', '28d'],
  minimum: 5,
  delay: '1m',
};
const QUERY = {
  type: 'prometheus',
  name: 'Checkouts',
  area: 'business',
  reduce: 'mean',
  model: { expr: 'sum(rate(checkouts_total[$__rate_interval]))', range: true, queryType: 'x' },
} as const;
const POLICY = {
  version: 3,
  id: 'load',
  title: 'Load',
  datasourceUid: 'prom',
  kpis: [],
  query: QUERY,
  trigger: TRIGGER,
  severity: 'warning',
  owner: 'Ops',
  contactPoint: 'ops',
  cadence: { kind: 'once' },
  ending: { kind: 'itself', after: '0s' },
};
const compiled = (trigger: Partial<Shifted> = {}) => compileQuery({ ...TRIGGER, ...trigger }, QUERY, 'prom');
const of = (refId: string, queries: readonly RuleQuery[]) => queries.find((one) => one.refId === refId);

test('asks what the panel asks, now and the same time ago, and only up to where data are whole', () => {
  const queries = compiled();
  expect(of('Q', queries)).toEqual({
    refId: 'Q',
    queryType: 'x',
    relativeTimeRange: { from: 660, to: 60 },
    datasourceUid: 'prom',
    model: {
      ...QUERY.model,
      refId: 'Q',
      datasource: { type: 'prometheus', uid: 'prom' },
      intervalMs: 10_000,
      maxDataPoints: 60,
    },
  });
  const DAY = 86_400;
  expect(queries.filter(({ refId }) => refId.startsWith('R')).map((one) => one.relativeTimeRange)).toEqual(
    [7, 14, 21, 28].map((days) => ({ from: days * DAY + 660, to: days * DAY + 60 }))
  );
  expect(queries.map(({ refId }) => refId)).toEqual('Q A R1 E1 R2 E2 R3 E3 R4 E4 B C K D'.split(' '));
  expect(of('D', queries)?.model).toMatchObject({
    expression: 'K',
    conditions: [{ evaluator: { params: [0.3] }, unloadEvaluator: { params: [0.15] } }],
  });
});

test('has the series of TestData be the same in each window, whatever its ref', () => {
  const labelsOf = (labels?: string) => {
    const queries = compileQuery(TRIGGER, { ...QUERY, type: 'grafana-testdata-datasource', model: { labels } }, 'td');
    return ['Q', 'R1'].map((refId) => of(refId, queries)?.model.labels);
  };
  expect(labelsOf()).toEqual(['series=$seriesIndex', 'series=$seriesIndex']);
  expect(labelsOf('pod=a')).toEqual(['pod=a', 'pod=a']);
});

test('judges a query by a line of its own', () => {
  const line = { kind: 'threshold', side: 'above', line: 90, recover: 80, window: '1h' } as const;
  const queries = compileQuery(line, QUERY, 'prom');
  expect(queries.map(({ refId, model }) => [refId, model.expression])).toEqual([
    ['Q', undefined],
    ['A', 'Q'],
    ['K', 'A'],
    ['D', 'K'],
  ]);
  expect(of('Q', queries)?.relativeTimeRange).toEqual({ from: 3600, to: 0 });
});

test('expects the median of the earlier windows', () => {
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 4 }), (references) => {
      const against = references.map((_, index) => `${index + 1}d`);
      const expression = String(of('B', compiled({ against }))?.model.expression);
      const values = Object.fromEntries(references.map((value, index) => [`E${index + 1}`, value]));
      const sorted = [...references].sort((a, b) => a - b);
      const middle = (at: number) => sorted[at] ?? NaN;
      const half = (sorted.length - 1) / 2;
      expect(evaluateMath(expression, values)).toBeCloseTo((middle(Math.floor(half)) + middle(Math.ceil(half))) / 2, 4);
    })
  );
});

test.each([
  ['drop', 50, 100, 0.5],
  ['drop', 150, 100, -0.5],
  ['rise', 150, 100, 0.5],
  ['drop', 0, 4, 0],
  ['drop', 0, 0, 0],
  ['rise', 10, -100, 0],
] as const)('a %s to %d where %d is expected', (direction, A, B, change) => {
  const expression = String(of('C', compiled({ direction }))?.model.expression);
  expect(evaluateMath(expression, { A, B })).toBeCloseTo(change);
});

describe('where there is no data', () => {
  const group = (change: object = {}) =>
    compileRuleGroup(
      policySchema.parse({ ...POLICY, cadence: { kind: 'times', every: '5m', times: 2 }, ...change }),
      [],
      { folderUid: 'f', mysqlUid: '', dialect: 'other', timeLimit: 30, paused: false, writtenAt: 1 }
    ).rules;

  test('a rule of its own tells of now, and none of an earlier window', () => {
    expect(group().map(({ uid, noDataState, execErrState }) => [uid, noDataState, execErrState])).toEqual([
      ['load', 'KeepLast', 'Error'],
      ['load-r1', 'NoData', 'KeepLast'],
      ['load-r2', 'KeepLast', 'KeepLast'],
    ]);
    const [first, presence] = group();
    expect(presence?.data).toEqual([
      of('Q', first?.data ?? []),
      of('A', first?.data ?? []),
      expect.objectContaining({ refId: 'D', model: expect.objectContaining({ type: 'math', expression: '0 * $A' }) }),
    ]);
    expect(presence).toMatchObject({ condition: 'D', for: '0s', notification_settings: { receiver: 'ops' } });
    expect(presence?.annotations).not.toHaveProperty('__kpiwatch_policy__');
  });

  test('nobody is told where nobody is to hear of it, and a line compares with nothing', () => {
    expect(group({ whenUnread: 'keep' }).map(({ uid }) => uid)).toEqual(['load', 'load-r2']);
    const line = { kind: 'threshold', side: 'above', line: 90, recover: 80, window: '1h' };
    expect(group({ trigger: line }).map(({ uid, noDataState }) => [uid, noDataState])).toEqual([
      ['load', 'NoData'],
      ['load-r2', 'KeepLast'],
    ]);
  });
});

describe('a policy', () => {
  const wrong = (change: object) =>
    policySchema.safeParse({ ...POLICY, ...change }).error?.issues.map(({ path }) => path.join('.'));

  test('watches KPIs or a query, and judges each by what can judge it', () => {
    expect(wrong({})).toBeUndefined();
    expect(wrong({ kpis: ['orders'] })).toEqual(['kpis']);
    expect(wrong({ query: undefined })).toEqual(['kpis', 'trigger']);
    const unusual = { kind: 'unusual', direction: 'drop', percent: 30, recoverPercent: 15 };
    expect(wrong({ trigger: unusual })).toEqual(['trigger']);
    const line = { kind: 'threshold', side: 'above', line: 1, recover: 1, window: '10m' };
    expect(wrong({ trigger: line })).toBeUndefined();
    expect(wrong({ trigger: { ...line, by: 'region' } })).toEqual(['trigger']);
    expect(wrong({ query: { ...QUERY, model: {} }, owner: '' })).toEqual(['query.model', 'owner']);
  });
});
