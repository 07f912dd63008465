import type { Policy } from '../policy/schema';
import { deletePolicy } from './deletePolicy';
import { savePolicy } from './savePolicy';
import { FakeGrafana } from './test/fakeGrafana';
import { ORDERS, PAYMENTS, POLICY } from './test/samples';

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(() => {
  grafana.reset();
  grafana.addReceiver(POLICY.contactPoint);
});
afterAll(() => grafana.server.close());

const HOURS: Policy['activeHours'] = { weekdays: ['monday'], from: '09:00', to: '18:00', zone: 'Asia/Seoul' };
const OFFICE: Policy = { ...POLICY, activeHours: HOURS };
const NIGHT: Policy = { ...POLICY, activeHours: { ...HOURS, from: '18:00', to: '23:00' } };

const save = (policy: Policy) =>
  savePolicy({ policy, kpis: [ORDERS, PAYMENTS], mysqlUid: 'mysql', now: 1_795_425_000 });
const hours = () =>
  [...grafana.timeIntervals.values()].flatMap(({ time_intervals }) =>
    time_intervals.flatMap(({ times }) => times?.[0]?.start_time)
  );
const refuseRule = () => grafana.refuse('PUT', /rule-groups/, 500, { message: 'no' });

describe('the active hours of a policy', () => {
  it('are written before the rule that names them, and replaced when they change', async () => {
    await save(OFFICE);
    expect(grafana.writes).toEqual([
      'POST /api/folders',
      'POST /apis/notifications.alerting.grafana.app/v0alpha1/namespaces/default/timeintervals',
      `PUT /api/v1/provisioning/folder/kpiwatch-business/rule-groups/${POLICY.id}`,
    ]);
    await save(NIGHT);
    expect(hours()).toEqual(['18:00']);
  });

  it('go when the policy no longer has any, and with the policy', async () => {
    await save(OFFICE);
    await save(POLICY);
    expect(hours()).toEqual([]);
    await save(OFFICE);
    await deletePolicy(POLICY.id);
    expect(hours()).toEqual([]);
    expect(grafana.rules.size).toBe(0);
  });

  it('are put back as they were when the rule can’t be saved', async () => {
    refuseRule();
    await expect(save(OFFICE)).rejects.toMatchObject({
      putBack: [{ kind: 'active-hours', title: 'KPI Watch: kw-orders' }, { kind: 'folder' }],
    });
    expect(hours()).toEqual([]);

    grafana.relent();
    await save(OFFICE);
    refuseRule();
    await expect(save(NIGHT)).rejects.toMatchObject({ putBack: [{ kind: 'active-hours' }] });
    expect(hours()).toEqual(['09:00']);
  });
});
