import { changedFields } from './changes';
import { policySchema, type Policy } from './schema';
import {
  contactPointsOf,
  isBehind,
  missingTeams,
  teamId,
  teamSchema,
  withContactPoint,
  withOwner,
  withoutTeam,
  withTeam,
  withTeams,
  type Team,
} from './team';

const ORDERS: Team = {
  id: 'orders',
  name: 'Order team',
  owner: 'Kim',
  contactPoint: 'orders-slack',
  bySeverity: { critical: 'orders-phone', info: 'orders-mail' },
};
const LEADS: Team = {
  id: 'leads',
  name: 'Leads',
  owner: 'https://chat.example.com/leads',
  contactPoint: 'leads-phone',
};
const TEAMS = [ORDERS, LEADS];

const ALONE = policySchema.parse({
  version: 3,
  id: 'kw-orders',
  title: 'Orders fall',
  datasourceUid: 'shop',
  kpis: ['orders'],
  trigger: { kind: 'unusual', direction: 'drop', percent: 25, recoverPercent: 13 },
  severity: 'critical',
  owner: 'Night shift',
  contactPoint: 'somebody',
  cadence: { kind: 'once' },
  ending: { kind: 'hand' },
});
const policy: Policy = {
  ...withTeam(ALONE, ORDERS),
  escalation: [
    { after: '15m', contactPoint: 'leads-phone', team: { id: 'leads', name: 'Leads' } },
    { after: '1h', contactPoint: 'boss' },
  ],
};

test('a policy of a team tells what the team has for its severity, and is its owner’s', () => {
  expect(policy).toMatchObject({
    team: { id: 'orders', name: 'Order team' },
    contactPoint: 'orders-phone',
    owner: 'Kim',
  });
  expect(withTeam({ ...ALONE, severity: 'warning' }, ORDERS).contactPoint).toBe('orders-slack');
  expect(withTeam(ALONE, ORDERS, 'Lee')).toMatchObject({ team: { owner: 'own' }, owner: 'Lee' });
  expect(policySchema.parse(policy)).toEqual(policy);
  expect(contactPointsOf(ORDERS)).toEqual(['orders-slack', 'orders-phone', 'orders-mail']);
});

test('it is behind once its team has changed, and follows it', () => {
  expect(isBehind(policy, TEAMS)).toBe(false);
  const moved = [
    { ...ORDERS, name: 'Orders', owner: 'Lee', bySeverity: {} },
    { ...LEADS, contactPoint: 'leads-call' },
  ];
  expect(isBehind(policy, moved)).toBe(true);
  const today = withTeams(policy, moved);
  expect(today).toMatchObject({
    team: { id: 'orders', name: 'Orders' },
    contactPoint: 'orders-slack',
    owner: 'Lee',
    escalation: [
      { contactPoint: 'leads-call', team: { id: 'leads', name: 'Leads' } },
      { after: '1h', contactPoint: 'boss' },
    ],
  });
  expect(isBehind(today, moved)).toBe(false);
  expect(changedFields(policy, today)).toEqual(['team', 'contactPoint', 'escalation', 'owner']);
});

test('its own owner stays whatever becomes of the team’s', () => {
  const own = withOwner(policy, 'Park');
  expect(isBehind(own, [{ ...ORDERS, owner: 'Lee' }, LEADS])).toBe(false);
  expect(withOwner(ALONE, 'Park')).toEqual({ ...ALONE, owner: 'Park' });
});

test('a policy without a team is never behind, and one of a team that is gone keeps what it tells', () => {
  expect(isBehind(ALONE, [])).toBe(false);
  expect(isBehind(policy, [])).toBe(false);
  expect(withTeams(policy, [])).toEqual(policy);
  expect(missingTeams(policy, [LEADS])).toEqual([{ id: 'orders', name: 'Order team' }]);
});

test('a team of another Grafana is found by its name', () => {
  const here = [{ ...ORDERS, id: 'other' }, LEADS];
  expect(missingTeams(policy, here)).toEqual([]);
  expect(withTeams(policy, here).team).toEqual({ id: 'other', name: 'Order team' });
});

test('a policy leaves a team without anybody being told otherwise', () => {
  const left = withoutTeam(policy, 'orders');
  expect(changedFields(policy, left)).toEqual(['team']);
  expect(changedFields(policy, withoutTeam(policy, 'leads'))).toEqual(['escalation']);
  expect(withoutTeam(policy, 'leads').escalation?.[0]).toEqual({ after: '15m', contactPoint: 'leads-phone' });
  expect(withoutTeam(policy, 'others')).toEqual(policy);
  expect(withContactPoint(policy, 'x')).not.toHaveProperty('team');
});

test('a team is the same in whatever order Grafana gives it back', () => {
  const { bySeverity, ...rest } = ORDERS;
  const sorted = { bySeverity: { info: 'orders-mail', critical: 'orders-phone' }, ...rest };
  expect(bySeverity).toEqual(sorted.bySeverity);
  expect(JSON.stringify(teamSchema.parse(sorted))).toBe(JSON.stringify(ORDERS));
});

test('ids are readable where names can be, and no two are the same', () => {
  expect(teamId('Order team', [])).toBe('order-team');
  expect(teamId('  Order team!', [{ ...ORDERS, id: 'order-team' }])).toBe('order-team-2');
  expect(teamId('주문 팀', [])).toBe('team');
});
