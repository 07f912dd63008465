import { compileRuleGroup } from '../../src/policy/rule';
import { policySchema } from '../../src/policy/schema';
import { shopCatalogue } from '../provisioned-policy';
import { parseRule, saveRule, type StoredRule } from './alerting/rules';
import type { RuleEvaluation } from './alerting/states';
import { emptyStore } from './alerting/store';
import { evaluateRule, type RunSql } from './evaluate';

const NOW = Date.UTC(2026, 2, 1, 12);

const DROP = { version: 1, dropPercent: 50, window: '10m', recoverPercent: 25, minimumEvents: 64 };

/** A policy's rule as the plugin compiles it, stored. */
function storedRule(change: Record<string, unknown> = {}, spec: Record<string, unknown> = DROP): StoredRule {
  const policy = policySchema.parse({
    id: 'p',
    title: 'Orders are falling',
    datasourceUid: 'kpiwatch-shop',
    kpis: ['orders'],
    severity: 'critical',
    owner: 'Order team',
    contactPoint: 'Slack',
    ...spec,
  });
  const kpis = shopCatalogue().kpis.filter(({ id }) => id === 'orders');
  const server = { mysqlUid: 'mysql', dialect: 'other' as const, timeLimit: 30 };
  const context = { ...server, folderUid: 'f', paused: false, writtenAt: NOW / 1000 };
  const [rule] = compileRuleGroup(policy, kpis, context).rules;
  const parsed = parseRule({ ...rule, ...change });
  const store = emptyStore();
  if (parsed) {
    saveRule(store, parsed, '');
  }
  const [stored] = store.rules.values();
  if (!stored) {
    throw new Error('the rule was not taken');
  }
  return stored;
}

const evaluate = (rule: StoredRule, before: RuleEvaluation | undefined, run: RunSql, now: number) =>
  evaluateRule(rule, { folder: 'KPI Watch: business', before, run, now });

/** What the statement of drivers answers: a label more than the alert has. */
const DRIVERS = [
  { name: 'kpi', type: 'string' as const, values: ['orders'] },
  { name: 'drivers', type: 'string' as const, values: ['region KR -98 %'] },
  { name: 'value', type: 'number' as const, values: [0.8] },
];

/** A database in which orders are `now` in the window, and `expected` in the references. */
function database(now: number, expected: number): RunSql {
  return async (_uid, sql) => ({
    sql,
    columns: sql.includes('AS drivers')
      ? DRIVERS
      : [
          { name: 'kpi', type: 'string', values: ['orders'] },
          { name: 'value', type: 'number', values: [sql.includes('reference_windows') ? expected : now] },
        ],
  });
}

test('a policy fires below its line, stays until it is over the line for recovery, and says how far', async () => {
  const rule = storedRule();
  const fine = await evaluate(rule, undefined, database(60, 100), NOW);
  expect(fine).toMatchObject({ health: 'ok', alerts: [{ state: 'Normal' }] });

  const fell = await evaluate(rule, fine, database(45, 100), NOW + 60_000);
  expect(fell.alerts).toEqual([
    expect.objectContaining({
      state: 'Alerting',
      activeAt: NOW + 60_000,
      labels: expect.objectContaining({ alertname: 'Orders are falling', kpi: 'orders', severity: 'critical' }),
      annotations: expect.objectContaining({
        summary: 'Orders 55% below expected',
        drivers: 'Mostly: region KR -98 %',
      }),
    }),
  ]);

  const between = await evaluate(rule, fell, database(70, 100), NOW + 120_000);
  expect(between.alerts).toMatchObject([{ state: 'Alerting', activeAt: NOW + 60_000 }]);

  const over = await evaluate(rule, between, database(80, 100), NOW + 180_000);
  expect(over.alerts).toMatchObject([{ state: 'Normal' }]);
});

test('a rule that waits is pending until the breach has lasted, and begins anew when it was over', async () => {
  const rule = storedRule({ for: '2m' });
  const fell = await evaluate(rule, undefined, database(45, 100), NOW);
  expect(fell.alerts).toMatchObject([{ state: 'Pending', activeAt: NOW }]);
  const stillPending = await evaluate(rule, fell, database(45, 100), NOW + 60_000);
  expect(stillPending.alerts).toMatchObject([{ state: 'Pending', activeAt: NOW }]);
  const fires = await evaluate(rule, stillPending, database(45, 100), NOW + 120_000);
  expect(fires.alerts).toMatchObject([{ state: 'Alerting', activeAt: NOW + 120_000 }]);

  const over = await evaluate(rule, stillPending, database(90, 100), NOW + 120_000);
  expect(over.alerts).toMatchObject([{ state: 'Normal' }]);
  const again = await evaluate(rule, over, database(45, 100), NOW + 180_000);
  expect(again.alerts).toMatchObject([{ state: 'Pending', activeAt: NOW + 180_000 }]);
});

test('its SQL runs over the window that ends at the evaluation', async () => {
  const run = jest.fn(database(1, 1));
  await evaluate(storedRule(), undefined, run, NOW);
  expect(run.mock.calls.map(([uid, , range]) => ({ uid, range }))).toEqual(
    Array(3).fill({ uid: 'mysql', range: { from: NOW - 600_000, to: NOW } })
  );
});

test('a policy that judges by what is usual is told apart again from the points of its series', async () => {
  const trigger = { kind: 'unusual', direction: 'drop', percent: 25, recoverPercent: 10 };
  const rule = storedRule(
    {},
    { version: 3, trigger, cadence: { kind: 'once' }, ending: { kind: 'itself', after: '0s' } }
  );
  /** The fourth length of window: after expected, strength and now come four points more. */
  const points =
    (now: number, expected: number, strength: number): RunSql =>
    async (_uid, sql) => ({
      sql,
      columns: sql.includes('AS drivers')
        ? DRIVERS
        : [
            { name: 'time', type: 'number', values: [1, 2, 3, 4, 5, 6, 7] },
            { name: 'kpi', type: 'string', values: Array(7).fill('orders') },
            { name: 'value', type: 'number', values: [0, 0, 0, 0, expected, -strength, now] },
          ],
    });
  const fine = await evaluate(rule, undefined, points(90, 100, 0.3), NOW);
  expect(fine.alerts).toMatchObject([{ state: 'Normal' }]);
  const fell = await evaluate(rule, fine, points(45, 100, 1.2), NOW + 60_000);
  expect(fell.alerts).toMatchObject([
    {
      state: 'Alerting',
      annotations: {
        summary: 'Orders 55% below expected',
        description: expect.stringContaining('Now 45, expected 100, in 5m. Unusual for this KPI'),
      },
    },
  ]);
  const between = await evaluate(rule, fell, points(80, 100, 0.5), NOW + 120_000);
  expect(between.alerts).toMatchObject([{ state: 'Alerting' }]);
  const over = await evaluate(rule, between, points(95, 100, 0.3), NOW + 180_000);
  expect(over.alerts).toMatchObject([{ state: 'Normal' }]);
});

const OTHER = { version: 3, cadence: { kind: 'once' }, ending: { kind: 'itself', after: '0s' } };

test('a policy with lines of its own fires outside of them, and ends inside of those for recovery', async () => {
  const lines = { low: 10, high: 20, recoverLow: 12, recoverHigh: 18 };
  const rule = storedRule({}, { ...OTHER, trigger: { kind: 'threshold', side: 'outside', ...lines, window: '10m' } });
  const high = await evaluate(rule, undefined, database(21, 0), NOW);
  expect(high.alerts).toMatchObject([{ state: 'Alerting', annotations: { summary: 'Orders outside 10 to 20' } }]);
  const between = await evaluate(rule, high, database(19, 0), NOW + 60_000);
  expect(between.alerts).toMatchObject([
    { state: 'Alerting', annotations: { summary: 'Orders no longer outside 10 to 20' } },
  ]);
  const over = await evaluate(rule, between, database(15, 0), NOW + 120_000);
  expect(over.alerts).toMatchObject([{ state: 'Normal' }]);
});

test('a policy on each value of a dimension has an alert a value, and names it', async () => {
  const trigger = {
    kind: 'fixed',
    direction: 'drop',
    percent: 50,
    recoverPercent: 25,
    window: '10m',
    minimumEvents: 1,
  };
  const rule = storedRule({}, { ...OTHER, trigger: { ...trigger, by: 'region' } });
  const run: RunSql = async (_uid, sql) => ({
    sql,
    columns: [
      { name: 'time', type: 'number', values: [1, 1, 2, 2] },
      { name: 'kpi', type: 'string', values: Array(4).fill('orders') },
      { name: 'region', type: 'string', values: ['KR', 'JP', 'KR', 'JP'] },
      { name: 'value', type: 'number', values: [100, 100, 20, 90] },
    ],
  });
  expect((await evaluate(rule, undefined, run, NOW)).alerts).toMatchObject([
    { state: 'Alerting', labels: { region: 'KR' }, annotations: { summary: 'Orders, region KR 80% below expected' } },
    { state: 'Normal', labels: { region: 'JP' } },
  ]);
});

test('a policy on the age of data says how old it is', async () => {
  const rule = storedRule({}, { ...OTHER, trigger: { kind: 'stale', age: '30m' } });
  const { alerts } = await evaluate(rule, undefined, database(3725, 0), NOW);
  expect(alerts).toMatchObject([{ annotations: { summary: 'Orders: no new data for 1h 2m 5s' } }]);
  const gone = await evaluate(rule, undefined, database(86_400, 0), NOW);
  expect(gone.alerts).toMatchObject([{ annotations: { summary: 'Orders: no new data for more than 1d 0h 0m 0s' } }]);
});

test('nothing is expected: no breach', async () => {
  const { alerts } = await evaluate(storedRule(), undefined, database(0, 0), NOW);
  expect(alerts).toMatchObject([{ state: 'Normal' }]);
});

test('no rows are no data', async () => {
  const run: RunSql = async (_uid, sql) => ({ sql, columns: [] });
  expect(await evaluate(storedRule(), undefined, run, NOW)).toMatchObject({ health: 'nodata', alerts: [] });
});

test('what the database refuses is the rule’s error', async () => {
  const run: RunSql = () => Promise.reject(new Error('gone'));
  expect(await evaluate(storedRule(), undefined, run, NOW)).toMatchObject({ health: 'error', lastError: 'gone' });
});

test('a rule of another shape is not evaluated, and says so', async () => {
  const lasting = await evaluate(storedRule({ keep_firing_for: '5m' }), undefined, database(0, 100), NOW);
  expect(lasting).toMatchObject({ health: 'error', lastError: expect.stringContaining('does not evaluate this rule') });
});
