import type { Policy } from '../policy/schema';
import { deletePolicies } from './deletePolicies';
import { savePolicy } from './savePolicy';
import { saveTimeInterval } from './timeIntervals';
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
    await deletePolicies({ policies: [POLICY], contactPoints: [] });
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

describe('the quiet times of a policy', () => {
  const HOLIDAY: Policy = { ...OFFICE, quiet: { zone: 'Asia/Seoul', holidays: ['2026-12-25'], maintenance: [] } };
  const names = () => [...grafana.timeIntervals.keys()];

  it('stand beside its active hours, and go with it; what else mutes it stays', async () => {
    await expect(save({ ...HOLIDAY, muteTimings: ['Freeze'] })).rejects.toThrow('time interval Freeze does not exist');
    expect(names()).toEqual([]);
    await saveTimeInterval({ name: 'Freeze', time_intervals: [{ weekdays: ['friday'], location: 'UTC' }] });
    await save({ ...HOLIDAY, muteTimings: ['Freeze'] });
    expect(names()).toEqual(['Freeze', 'KPI Watch: kw-orders', 'KPI Watch: kw-orders (quiet)']);
    expect(grafana.rules.get(POLICY.id)?.notification_settings).toMatchObject({
      active_time_intervals: ['KPI Watch: kw-orders'],
      mute_time_intervals: ['KPI Watch: kw-orders (quiet)', 'Freeze'],
    });
    grafana.asked.length = 0;
    expect(await save({ ...HOLIDAY, muteTimings: ['Freeze'] })).toBe('unchanged');
    expect(grafana.writes).toEqual([]);
    await save(OFFICE);
    expect(names()).toEqual(['Freeze', 'KPI Watch: kw-orders']);
    await save(HOLIDAY);
    await deletePolicies({ policies: [POLICY], contactPoints: [] });
    expect(names()).toEqual(['Freeze']);
  });
});
