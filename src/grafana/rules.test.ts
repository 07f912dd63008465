import { isEdited } from '../policy/drift';
import type { Policy } from '../policy/schema';
import { closeBreaches, deleteRules, findPolicy, listPolicies, pausePolicy } from './rules';
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

const REMINDED: Policy = { ...POLICY, cadence: { kind: 'times', every: '30m', times: 3 } };
const save = (policy: Policy) =>
  savePolicy({ policy, kpis: [ORDERS, PAYMENTS], mysqlUid: 'mysql', now: 1_795_425_000 });
const uids = () => [...grafana.rules.keys()].sort();

describe('listPolicies', () => {
  it('reads the policies that ride on rules, and leaves other rules out', async () => {
    grafana.rules.set('other', { ...storedRule(), uid: 'other', annotations: {} });
    expect(await listPolicies()).toMatchObject([
      {
        folderUid: 'kpiwatch-business',
        stored: { kind: 'policy', policy: POLICY, paused: false, provisioned: false },
        first: { uid: POLICY.id },
        rules: [{ uid: POLICY.id }],
      },
    ]);
  });

  it('knows a policy that a file wrote', async () => {
    storedRule().provenance = 'file';
    expect(await listPolicies()).toMatchObject([{ stored: { provisioned: true } }]);
  });

  it('gives each policy its reminders, wherever they lie', async () => {
    await save(REMINDED);
    const reminder = grafana.rules.get(`${POLICY.id}-r2`);
    if (reminder) {
      reminder.ruleGroup = 'elsewhere';
    }
    const [policy] = await listPolicies();
    expect(policy?.rules.map(({ uid }) => uid)).toEqual(uids());
  });

  it('gives each policy its escalation, so that none is taken for one that somebody changed', async () => {
    grafana.addReceiver('lead');
    await save({ ...REMINDED, escalation: [{ after: '15m', contactPoint: 'lead' }] });
    const [policy] = await listPolicies();
    expect(policy?.rules.map(({ uid }) => uid).sort()).toEqual(uids());
    expect(policy?.stored.kind === 'policy' && isEdited(policy.stored.policy, policy)).toBe(false);
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

/** Somebody else's rule in the policy's group. */
function addForeignRule() {
  grafana.rules.set('theirs', { ...structuredClone(storedRule()), uid: 'theirs', annotations: {} });
}

describe('pausePolicy', () => {
  it('changes nothing but that', async () => {
    const before = structuredClone(storedRule());
    await pausePolicy(POLICY.id, true);
    const put = grafana.only('PUT', /rule-groups/);
    expect(put.body).toMatchObject({ title: POLICY.id, folderUid: 'kpiwatch-business', interval: 60 });
    expect(put.headers['x-disable-provenance']).toBe('true');
    expect(storedRule()).toMatchObject({ annotations: before.annotations, data: before.data, isPaused: true });
  });

  it('pauses the reminders with it, and no rule of anybody else', async () => {
    await save(REMINDED);
    addForeignRule();
    await pausePolicy(POLICY.id, true);
    expect(uids().map((uid) => grafana.rules.get(uid)?.isPaused)).toEqual([true, true, true, false]);
  });
});

describe('closeBreaches', () => {
  it('gives the rules another hidden label, so that their alerts end', async () => {
    await save(REMINDED);
    await closeBreaches(POLICY.id, 1_795_425_600);
    for (const uid of uids()) {
      expect(grafana.rules.get(uid)?.labels).toMatchObject({ severity: 'critical', __kpiwatch_closed__: '1795425600' });
    }
  });
});

describe('saveRuleGroup', () => {
  it('writes reminders and takes them away again, and leaves what somebody else put there', async () => {
    addForeignRule();
    await save(REMINDED);
    expect(uids()).toEqual([POLICY.id, `${POLICY.id}-r2`, `${POLICY.id}-r3`, 'theirs']);
    await save(POLICY);
    expect(uids()).toEqual([POLICY.id, 'theirs']);
  });
});

describe('deleteRules', () => {
  beforeEach(async () => {
    await save(REMINDED);
    grafana.asked.length = 0;
  });

  it('deletes the policy’s group in one step', async () => {
    await deleteRules(POLICY.id);
    expect(grafana.writes).toEqual([`DELETE /api/v1/provisioning/folder/kpiwatch-business/rule-groups/${POLICY.id}`]);
    expect(grafana.only('DELETE', /rule-groups/).headers['x-disable-provenance']).toBe('true');
    expect(uids()).toEqual([]);
  });

  it('leaves what somebody else put there', async () => {
    addForeignRule();
    await deleteRules(POLICY.id);
    expect(grafana.writes).toEqual([`PUT /api/v1/provisioning/folder/kpiwatch-business/rule-groups/${POLICY.id}`]);
    expect(uids()).toEqual(['theirs']);
  });
});
