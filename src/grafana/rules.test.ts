import { deleteRule, findPolicy, listPolicies, pauseRule } from './rules';
import { savePolicy } from './savePolicy';
import { FakeGrafana } from './test/fakeGrafana';
import { ORDERS, PAYMENTS, POLICY } from './test/samples';

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(async () => {
  grafana.reset();
  grafana.addReceiver(POLICY.contactPoint);
  await savePolicy({ policy: POLICY, kpis: [ORDERS, PAYMENTS], mysqlUid: 'mysql', now: 1_795_425_000 });
  grafana.asked.length = 0;
});
afterAll(() => grafana.server.close());

function storedRule() {
  const rule = grafana.rules.get(POLICY.id);
  if (!rule) {
    throw new Error('The rule is gone.');
  }
  return rule;
}

describe('listPolicies', () => {
  it('reads the policies that ride on rules, and leaves other rules out', async () => {
    grafana.rules.set('other', { ...storedRule(), uid: 'other', annotations: {} });
    expect(await listPolicies()).toEqual([
      {
        folderUid: 'kpiwatch-business',
        stored: { kind: 'policy', policy: POLICY, paused: false, provisioned: false },
      },
    ]);
  });

  it('knows a policy that a file wrote', async () => {
    storedRule().provenance = 'file';
    expect(await listPolicies()).toMatchObject([{ stored: { provisioned: true } }]);
  });

  it('keeps a policy in the list that it can’t read', async () => {
    storedRule().annotations = { __kpiwatch_policy__: '{"version":9}' };
    expect(await listPolicies()).toMatchObject([{ stored: { kind: 'unreadable', title: 'Orders and payments' } }]);
  });
});

describe('findPolicy', () => {
  it('finds it, or says that it is gone', async () => {
    expect(await findPolicy(POLICY.id)).toMatchObject({ stored: { policy: POLICY } });
    expect(await findPolicy('kw-none')).toBeUndefined();
  });
});

describe('pauseRule', () => {
  it('changes nothing but that', async () => {
    const { id, updated, ...before } = structuredClone(storedRule());
    await pauseRule(POLICY.id, true);
    const put = grafana.only('PUT', /rule-groups/);
    const { provenance, ...sent } = { ...before, isPaused: true };
    expect(put.body).toMatchObject({
      title: POLICY.id,
      folderUid: 'kpiwatch-business',
      interval: 60,
      rules: [sent],
    });
    expect(put.headers['x-disable-provenance']).toBe('true');
    expect(storedRule()).toMatchObject({ ...sent, id, provenance: '' });
  });
});

describe('deleteRule', () => {
  it('deletes the rule alone', async () => {
    await deleteRule(POLICY.id);
    expect(grafana.writes).toEqual([`DELETE /api/v1/provisioning/alert-rules/${POLICY.id}`]);
  });
});
