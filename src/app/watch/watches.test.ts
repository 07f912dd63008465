import type { Access } from '../../grafana/access';
import type { Silence } from '../../grafana/silences';
import type { RuleState } from '../../grafana/states';
import { POLICY } from '../../grafana/test/samples';
import { watchKey, type KpiWatch } from '../../kpi/watch';
import { breachOf, breachSearch, silenceMatchers, silenceSearch } from '../../policy/acknowledge';
import { CALIBRATIONS_ANNOTATION } from '../../policy/hidden';
import { storedRuleSchema } from '../../policy/stored';
import { judgingsOf, watchesOf, type Known } from './watches';

const EDITOR: Access = {
  editPolicies: true,
  editDashboards: true,
  acknowledge: true,
  setUp: false,
  manageTeams: false,
};
const VIEWER: Access = {
  editPolicies: false,
  editDashboards: false,
  acknowledge: false,
  setUp: false,
  manageTeams: false,
};
const ORDERS = { policyId: POLICY.id, dimensions: { kpi: 'orders' }, title: POLICY.title };
const SINCE = Date.UTC(2026, 2, 4, 13, 52);

const listed = (policy = POLICY, paused = false): Known['policies'][number] => ({
  stored: { kind: 'policy', policy, paused, provisioned: false },
});
const breach: RuleState = {
  state: 'breach',
  breaches: [{ kpi: 'orders', labels: { kpi: 'orders' }, since: SINCE, summary: '' }],
};
const silence = (state: string): Silence => ({
  id: 's',
  createdBy: 'Kim',
  comment: '',
  startsAt: SINCE,
  endsAt: SINCE + 3_600_000,
  status: { state },
  matchers: silenceMatchers(ORDERS),
});

function watchOf(kpi: string, known: Partial<Known>, access = EDITOR): KpiWatch[] {
  const watches = watchesOf({ policies: [listed()], states: new Map(), silences: [], ...known }, access);
  return watches.kind === 'known' ? [...(watches.byKpi.get(watchKey('shop', kpi)) ?? [])] : [];
}

test('a KPI in breach says since when, who has it, and where to acknowledge and silence it', () => {
  const states = new Map([[POLICY.id, breach]]);
  expect(watchOf('orders', { states, silences: [silence('expired'), silence('active')] })).toEqual([
    {
      policyId: 'kw-orders',
      title: 'Orders and payments',
      state: 'breach',
      since: SINCE / 1000,
      taken: { by: 'Kim', until: SINCE / 1000 + 3600 },
      policyHref: '/a/kpiwatch-businesskpi-app/policies/kw-orders',
      silenceHref: `/alerting/silence/new?alertmanager=grafana&${silenceSearch(ORDERS)}`,
      acknowledgeHref: `/a/kpiwatch-businesskpi-app/ack?${breachSearch(ORDERS)}`,
    },
  ]);
});

test("another KPI's breach of the same policy is none of this one", () => {
  const [payments] = watchOf('payments', { states: new Map([[POLICY.id, breach]]), silences: [silence('active')] });
  expect(payments).toMatchObject({ state: 'normal', taken: undefined, acknowledgeHref: undefined });
});

test('each value of a dimension that is in breach is acknowledged and silenced for itself, one that nobody has first', () => {
  const trigger = { kind: 'threshold', side: 'below', line: 5, recover: 6, window: '10m', by: 'region' } as const;
  const of = (region: string, kpi = 'orders') => ({ kpi, labels: { kpi, region }, since: SINCE, summary: '' });
  const breaches = [of('KR'), of('JP'), of('KR', 'payments')];
  const states = new Map([[POLICY.id, { state: 'breach', breaches } as const]]);
  const korea = { ...ORDERS, dimensions: { kpi: 'orders', region: 'KR' } };
  const silences = [{ ...silence('active'), matchers: silenceMatchers(korea) }];
  const told = watchOf('orders', { policies: [listed({ ...POLICY, trigger })], states, silences });
  expect(told.map(({ value, taken, acknowledgeHref }) => [value, taken?.by, acknowledgeHref])).toEqual([
    [
      'JP',
      undefined,
      `/a/kpiwatch-businesskpi-app/ack?${breachSearch({ ...ORDERS, dimensions: { kpi: 'orders', region: 'JP' } })}`,
    ],
    ['KR', 'Kim', `/a/kpiwatch-businesskpi-app/ack?${breachSearch(korea)}`],
  ]);
  expect(told[1]?.silenceHref).toBe(`/alerting/silence/new?alertmanager=grafana&${silenceSearch(korea)}`);
});

test('a policy that goes by what is usual tells panels how it judges', () => {
  const trigger = { kind: 'unusual', direction: 'drop', percent: 25, recoverPercent: 10 } as const;
  const noise = { dispersion: 1, spread: 0.02, hours: Array<number>(24).fill(1), threshold: 4.4 };
  const scales = [{ seconds: 60, noise }];
  const weekdays = Array<number>(7).fill(1);
  const calibration = { version: 1, direction: 'drop', counts: true, at: 1, weekdays, scales };
  const first = storedRuleSchema.parse({
    uid: POLICY.id,
    title: '',
    folderUID: '',
    ruleGroup: '',
    annotations: { [CALIBRATIONS_ANNOTATION]: JSON.stringify({ orders: calibration }) },
  });
  const policies = [{ ...listed({ ...POLICY, trigger }), first }];
  const judgings = judgingsOf(policies);
  const sensitivity = { least: 0.25, over: 0.4 };
  expect(watchOf('orders', { policies, judgings })[0]?.judging).toEqual({
    direction: 'drop',
    sensitivity,
    calibration,
  });
  // Of the whole it says nothing where it judges values of a dimension.
  expect(judgingsOf([{ ...listed({ ...POLICY, trigger: { ...trigger, by: 'region' } }), first }])).toEqual(new Map());
  expect(watchOf('payments', { policies, judgings })[0]?.judging).toEqual({ direction: 'drop', sensitivity });
  expect(judgingsOf([{ ...listed(), first }]).size).toBe(0);
});

test('what Grafana has not said is unknown, not normal', () => {
  expect(watchOf('orders', { states: undefined, silences: undefined })).toMatchObject([{ state: 'unknown' }]);
  expect(watchOf('orders', { states: new Map() })).toMatchObject([{ state: 'waiting' }]);
  expect(watchOf('orders', { states: new Map<string, RuleState>([[POLICY.id, { state: 'no-data' }]]) })).toMatchObject([
    { state: 'no-data' },
  ]);
});

test('the worst policy comes first, a paused one last; a policy that can not be read watches nothing', () => {
  const policies: Known['policies'] = [
    listed({ ...POLICY, id: 'kw-paused' }, true),
    listed(),
    { stored: { kind: 'unreadable', uid: 'x', title: 'x', reason: '' } },
  ];
  const states = new Map<string, RuleState>([
    [POLICY.id, { state: 'normal' }],
    ['kw-paused', breach],
  ]);
  expect(watchOf('orders', { policies, states }).map(({ state }) => state)).toEqual(['normal', 'paused']);
  expect(watchOf('searches', { policies })).toEqual([]);
});

test('a Viewer sees how it stands, and no links to what only Editors may do', () => {
  const [orders] = watchOf('orders', { states: new Map([[POLICY.id, breach]]) }, VIEWER);
  expect(orders).toMatchObject({ state: 'breach', silenceHref: undefined, acknowledgeHref: undefined });
  expect(watchesOf({ policies: [] }, VIEWER)).toMatchObject({ newPolicyHref: undefined });
  expect(watchesOf({ policies: [] }, EDITOR)).toMatchObject({
    newPolicyHref: '/a/kpiwatch-businesskpi-app/policies/new',
  });
});

test('the page that acknowledges reads the link that is made for it', () => {
  const odd = { policyId: 'kw-1', dimensions: { kpi: 'a=b&c d' } };
  expect(breachOf(new URLSearchParams(breachSearch(odd)).getAll('matcher'))).toEqual(odd);
  expect(new URLSearchParams(silenceSearch(ORDERS)).getAll('matcher')).toEqual([
    'alertname=Orders and payments',
    'kpi=orders',
  ]);
});
