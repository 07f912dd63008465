import { saysSame, storedIntervalSchema } from './activeHours';
import { compileQuiet, muteTimingsOf } from './quiet';
import { policySchema, type Quiet } from './schema';

const spec = {
  version: 3,
  id: 'kw-orders',
  title: 'Orders fall',
  datasourceUid: 'shop',
  kpis: ['orders'],
  trigger: { kind: 'unusual', direction: 'drop', percent: 25, recoverPercent: 13 },
  severity: 'critical',
  owner: 'Order team',
  contactPoint: 'orders-alerts',
  cadence: { kind: 'once' },
  ending: { kind: 'hand' },
};
const parsed = (quiet: object) => policySchema.safeParse({ ...spec, quiet });
const compiled = (quiet: Partial<Quiet>) =>
  compileQuiet(policySchema.parse({ ...spec, quiet: { zone: 'Asia/Seoul', holidays: [], maintenance: [], ...quiet } }))
    ?.time_intervals;
const location = 'Asia/Seoul';

test('a holiday is a whole day by the clock of its zone', () => {
  expect(compiled({ holidays: ['2026-12-25'] })).toEqual([
    { years: ['2026'], months: ['12'], days_of_month: ['25'], location },
  ]);
});

test('maintenance is every week or once, and a night of it lies on two days', () => {
  const date = { years: ['2027'], months: ['1'] };
  expect(
    compiled({
      maintenance: [
        { weekdays: ['sunday'], from: '23:00', to: '01:00' },
        { day: '2027-01-31', from: '02:00', to: '04:30' },
        { day: '2027-01-31', from: '22:00', to: '02:00' },
      ],
    })
  ).toEqual([
    { weekdays: ['sunday'], times: [{ start_time: '23:00', end_time: '24:00' }], location },
    { weekdays: ['monday'], times: [{ start_time: '00:00', end_time: '01:00' }], location },
    { ...date, days_of_month: ['31'], times: [{ start_time: '02:00', end_time: '04:30' }], location },
    { ...date, days_of_month: ['31'], times: [{ start_time: '22:00', end_time: '24:00' }], location },
    {
      years: ['2027'],
      months: ['2'],
      days_of_month: ['1'],
      times: [{ start_time: '00:00', end_time: '02:00' }],
      location,
    },
  ]);
});

test('a rule is muted by what its policy made, and by what it uses', () => {
  const quiet = { zone: 'UTC', holidays: ['2026-12-25'], maintenance: [] };
  expect(muteTimingsOf(policySchema.parse({ ...spec, quiet, muteTimings: ['Freeze'] }))).toEqual([
    'KPI Watch: kw-orders (quiet)',
    'Freeze',
  ]);
  expect(muteTimingsOf(policySchema.parse(spec))).toEqual([]);
});

test('knows its own time interval as Grafana stores it, and another one', () => {
  const policy = policySchema.parse({
    ...spec,
    quiet: { zone: location, holidays: ['2026-12-25'], maintenance: [] },
  });
  const written = compileQuiet(policy) ?? { name: '', time_intervals: [] };
  const stored = { days_of_month: ['25'], months: ['12'], years: ['2026'], location };
  const as = (change: object) =>
    storedIntervalSchema.parse({ name: written.name, time_intervals: [{ ...stored, ...change }] });
  expect(saysSame(as({}), written)).toBe(true);
  expect(saysSame(as({ days_of_month: ['26'] }), written)).toBe(false);
});

test.each([
  ['nothing', { zone: 'UTC', holidays: [], maintenance: [] }],
  ['no day', { zone: 'UTC', holidays: ['2026-02-30'], maintenance: [] }],
  ['no time', { zone: 'UTC', holidays: [], maintenance: [{ day: '2026-02-03', from: '10:00', to: '10:00' }] }],
  ['no zone', { zone: 'Mars', holidays: ['2026-02-03'], maintenance: [] }],
])('%s is refused', (_, quiet) => {
  expect(parsed(quiet).success).toBe(false);
});
