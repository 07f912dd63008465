import { compileActiveHours } from './activeHours';
import { policySchema, type ActiveHours } from './schema';

const policy = policySchema.parse({
  version: 1,
  id: 'kw-orders',
  title: 'Orders fall',
  datasourceUid: 'shop',
  kpis: ['orders'],
  dropPercent: 30,
  window: '10m',
  recoverPercent: 15,
  minimumEvents: 178,
  severity: 'critical',
  owner: 'Order team',
  contactPoint: 'orders-alerts',
});

const office: ActiveHours = { weekdays: ['friday', 'sunday'], from: '09:00', to: '18:00', zone: 'Asia/Seoul' };
const intervals = (change: Partial<ActiveHours> = {}) =>
  compileActiveHours({ ...policy, activeHours: { ...office, ...change } })?.time_intervals;

describe('active hours', () => {
  it('are a time interval of the policy’s own', () => {
    expect(compileActiveHours({ ...policy, activeHours: office })).toEqual({
      name: 'KPI Watch: kw-orders',
      time_intervals: [
        {
          times: [{ start_time: '09:00', end_time: '18:00' }],
          weekdays: ['friday', 'sunday'],
          location: 'Asia/Seoul',
        },
      ],
    });
    expect(compileActiveHours(policy)).toBeUndefined();
  });

  it('may go over midnight, into the day that follows', () => {
    expect(intervals({ from: '22:00', to: '06:00' })).toMatchObject([
      { times: [{ start_time: '22:00', end_time: '24:00' }], weekdays: ['friday', 'sunday'] },
      { times: [{ start_time: '00:00', end_time: '06:00' }], weekdays: ['saturday', 'monday'] },
    ]);
    expect(intervals({ from: '22:00', to: '00:00' })).toHaveLength(1);
  });

  it('are refused where they say nothing', () => {
    const problem = (change: Partial<ActiveHours>) =>
      policySchema.safeParse({ ...policy, activeHours: { ...office, ...change } }).error?.issues[0]?.path.join('.');
    expect(problem({ zone: 'Mars/Olympus' })).toBe('activeHours.zone');
    expect(problem({ to: '09:00' })).toBe('activeHours.to');
    expect(problem({ weekdays: [] })).toBe('activeHours.weekdays');
    expect(problem({ from: '9:00' })).toBe('activeHours.from');
  });
});
