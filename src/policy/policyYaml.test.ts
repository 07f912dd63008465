import { policiesYaml, readPolicies } from './policyYaml';
import { policySchema, type Policy } from './schema';

const policy = policySchema.parse({
  version: 2,
  id: 'orders',
  title: 'Orders: fall, "badly"',
  datasourceUid: 'shop',
  kpis: ['orders', 'payments'],
  trigger: { kind: 'drop', percent: 30, window: '10m', recoverPercent: 15, minimumEvents: 178 },
  severity: 'critical',
  owner: '주문팀 # 1',
  runbook: 'https://wiki.example.com/orders',
  contactPoint: 'yes',
  cadence: { kind: 'times', every: '30m', times: 3 },
  ending: { kind: 'hand' },
  activeHours: { weekdays: ['monday'], from: '09:00', to: '18:00', zone: 'Asia/Seoul' },
});

const issues = (text: string) => {
  const read = readPolicies(text);
  return read.ok ? [] : read.issues.map(({ line, field, what, detail }) => [line, field, what, detail]);
};
const lineOf = (text: string, part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1;

describe('policies as YAML', () => {
  it('are read back as they were, several in one', () => {
    const other: Policy = { ...policy, id: 'other', runbook: undefined, activeHours: undefined };
    expect(readPolicies(policiesYaml([policy, other]))).toEqual({ ok: true, policies: [policy, other] });
    expect(readPolicies(policiesYaml([]))).toEqual({ ok: true, policies: [] });
  });

  it.each<Policy['trigger']>([
    { kind: 'threshold', side: 'above', line: 500, recover: 450, window: '10m', by: 'region' },
    { kind: 'unusual', direction: 'drop', percent: 25, recoverPercent: 10, by: 'region' },
    { kind: 'threshold', side: 'outside', low: -1, high: 2.5, recoverLow: 0, recoverHigh: 2, window: '1h' },
    { kind: 'so-far', direction: 'drop', percent: 20, recoverPercent: 10, minimumEvents: 400 },
    { kind: 'no-data', window: '10m', leastExpected: 10 },
    { kind: 'stale', age: '30m' },
    {
      kind: 'rows',
      change: 'deleted',
      time: { column: 'deleted_at', type: 'datetime', zone: 'Asia/Seoul' },
      window: '10m',
      atLeast: 100,
      untilFewer: 50,
    },
  ])('say again when they breach: %j', (trigger) => {
    expect(readPolicies(policiesYaml([{ ...policy, trigger }]))).toEqual({
      ok: true,
      policies: [{ ...policy, trigger }],
    });
  });

  it('of an earlier version are read as well', () => {
    const text = `version: 1
policies:
  - { id: orders, title: Orders, datasourceUid: shop, kpis: [orders], dropPercent: 30, window: 10m,
      recoverPercent: 15, minimumEvents: 178, severity: info, owner: Team, contactPoint: orders }`;
    expect(readPolicies(text)).toMatchObject({ ok: true, policies: [{ version: 3, trigger: { percent: 30 } }] });
  });

  it('tell each mistake with its line and field', () => {
    const text = policiesYaml([policy, { ...policy, id: 'other' }])
      .replace('window: 10m', 'window: 10 minutes')
      .replace('severity: critical', 'severity: huge')
      .replace('id: other', 'id: other\n    colour: red')
      .replace(/^ {4}owner: .*\n(?![\s\S]*owner:)/m, '');
    expect(issues(text)).toEqual([
      [lineOf(text, '10 minutes'), 'policies.0.trigger.window', 'value', expect.stringContaining('10m')],
      [lineOf(text, 'huge'), 'policies.0.severity', 'value', expect.any(String)],
      [lineOf(text, 'id: other'), 'policies.1.owner', 'missing', expect.any(String)],
      [lineOf(text, 'colour'), 'policies.1.colour', 'unknown', 'colour'],
    ]);
  });

  it('are refused whole where two have one id, a later version wrote them, or they are something else', () => {
    expect(issues(policiesYaml([policy, policy]))).toEqual([[expect.any(Number), 'policies.1.id', 'twice', 'orders']]);
    expect(issues('version: 99\npolicies: []')).toEqual([[1, 'version', 'newer', '99']]);
    expect(issues('apiVersion: 1\ngroups: []').map(([, field, what]) => [field, what])).toEqual([
      ['version', 'missing'],
      ['policies', 'missing'],
      ['apiVersion', 'unknown'],
      ['groups', 'unknown'],
    ]);
    expect(issues('policies: [')[0]).toEqual([1, '', 'yaml-open', expect.any(String)]);
    expect(issues('')).toHaveLength(1);
  });
});
