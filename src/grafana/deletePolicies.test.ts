import type { Policy } from '../policy/schema';
import { slackContactPoint } from '../policy/slack';
import { contactPointsOnlyOf, deletePolicies } from './deletePolicies';
import { listContactPoints } from './receivers';
import { listPolicies } from './rules';
import { savePolicy } from './savePolicy';
import { FakeGrafana } from './test/fakeGrafana';
import { ORDERS, PAYMENTS, POLICY } from './test/samples';

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(() => grafana.reset());
afterAll(() => grafana.server.close());

const hours = { zone: 'UTC', weekdays: ['monday' as const], from: '09:00', to: '18:00' };
const A: Policy = { ...POLICY, id: 'kw-a', title: 'A', contactPoint: 'made', activeHours: hours };
const B: Policy = {
  ...A,
  id: 'kw-b',
  title: 'B',
  activeHours: undefined,
  escalation: [{ after: '15m', contactPoint: 'made' }],
};
const C: Policy = { ...B, id: 'kw-c', title: 'C', escalation: undefined };

/** A has the contact point made; the others tell it as well. */
async function save(...others: Policy[]) {
  const newContactPoint = slackContactPoint({ way: 'webhook', name: 'made', url: 'https://hooks.slack.com/x' });
  const request = { kpis: [ORDERS, PAYMENTS], mysqlUid: 'mysql', now: 1_795_425_000 };
  await savePolicy({ ...request, policy: A, newContactPoint });
  for (const policy of others) {
    await savePolicy({ ...request, policy });
  }
  grafana.asked.length = 0;
}

async function onlyOf(...ids: string[]) {
  const rows = (await listPolicies()).map(({ first, rules }) => ({ id: first.uid, rules }));
  const contactPoints = await listContactPoints();
  return (teams: Parameters<typeof contactPointsOnlyOf>[1]['teams'] = []) =>
    contactPointsOnlyOf(
      rows.filter(({ id }) => ids.includes(id)),
      { contactPoints, teams }
    );
}

const left = () => [...grafana.rules.keys(), ...grafana.timeIntervals.keys(), ...grafana.receivers.keys()];
const both = { policies: [A, B], contactPoints: ['made'] };

describe('the contact points that go with policies', () => {
  it('are those made for one of them that only these tell, over whichever of their rules', async () => {
    await save(B);
    expect((await onlyOf('kw-a', 'kw-b'))()).toEqual(['made']);
    expect((await onlyOf('kw-a'))()).toEqual([]);
    expect((await onlyOf('kw-b'))()).toEqual([]);
  });

  it('are not those that a third policy, a team, or a file has', async () => {
    await save(B, C);
    expect((await onlyOf('kw-a', 'kw-b'))()).toEqual([]);
    const all = await onlyOf('kw-a', 'kw-b', 'kw-c');
    expect(all()).toEqual(['made']);
    const team = { id: 't', name: 'T', owner: 'O', contactPoint: 'other', bySeverity: { critical: 'made' } };
    expect(all([team])).toEqual([]);
  });
});

describe('deletePolicies', () => {
  it('deletes rules first, then times, then contact points, and reads each list once', async () => {
    await save(B);
    expect(await deletePolicies(both)).toEqual({ done: 2, failed: [], rest: { policies: [], contactPoints: [] } });
    expect(left()).toEqual([]);
    expect(grafana.writes.map((write) => write.replace(/.*\/(?=[^/]+\/[^/]+$)/, ''))).toEqual([
      'rule-groups/kw-a',
      'rule-groups/kw-b',
      expect.stringMatching(/^timeintervals\//),
      expect.stringMatching(/^receivers\//),
    ]);
    expect(grafana.asked.filter(({ url }) => url.endsWith('/timeintervals'))).toHaveLength(1);
  });

  it('goes on where one fails, keeps what that still needs, and finishes when asked for the rest', async () => {
    await save(B);
    grafana.refuse('DELETE', /rule-groups\/kw-b$/, 500, { message: 'database is locked' });
    const first = await deletePolicies(both);
    expect(first).toMatchObject({
      done: 1,
      failed: [{ item: { title: 'B' }, error: { task: 'delete-rule', answer: 'database is locked' } }],
      rest: { policies: [{ id: 'kw-b' }], contactPoints: ['made'] },
    });
    expect(left()).toEqual(['kw-b', 'kw-b-e1', 'made']);
    grafana.relent();
    expect(await deletePolicies(first.rest)).toMatchObject({ done: 1, failed: [] });
    expect(left()).toEqual([]);
  });

  it('finishes a policy whose rules went and whose times did not', async () => {
    await save();
    grafana.refuse('DELETE', /timeintervals/, 500, { message: 'no' });
    const first = await deletePolicies({ policies: [A], contactPoints: [] });
    expect(first).toMatchObject({
      done: 0,
      failed: [{ item: { id: 'kw-a' }, error: { task: 'delete-active-hours' } }],
    });
    grafana.relent();
    expect(await deletePolicies(first.rest)).toMatchObject({ done: 1, failed: [] });
    expect(left()).toEqual(['made']);
  });

  it.each(['GET', 'DELETE'])('tells that a contact point is left, when Grafana refuses its %s', async (method) => {
    await save();
    grafana.refuse(method, /receivers/, 403, { message: 'Permissions needed: receivers' });
    const first = await deletePolicies({ policies: [A], contactPoints: ['made'] });
    expect(first).toMatchObject({
      done: 1,
      failed: [{ item: { title: 'made' }, error: { task: 'delete-own-contact-point', failure: 'forbidden' } }],
      rest: { policies: [], contactPoints: ['made'] },
    });
    grafana.relent();
    expect(await deletePolicies(first.rest)).toMatchObject({ failed: [] });
    expect(left()).toEqual([]);
  });
});
