import { parseCatalogue } from '../kpi/catalogue/parse';
import { planImport, type Surroundings } from './importPlan';
import { policySchema, type Policy } from './schema';

const policy = policySchema.parse({
  version: 2,
  id: 'orders',
  title: 'Orders fall',
  datasourceUid: 'shop',
  kpis: ['orders'],
  trigger: { kind: 'drop', percent: 30, window: '10m', recoverPercent: 15, minimumEvents: 178 },
  severity: 'critical',
  owner: 'Order team',
  contactPoint: 'orders',
  cadence: { kind: 'once' },
  ending: { kind: 'hand' },
});

const parsed = parseCatalogue({
  version: 2,
  kpis: [
    {
      id: 'orders',
      name: 'Orders',
      area: 'customers',
      source: { kind: 'table', table: 'orders', time: { column: 'at', type: 'timestamp' } },
      value: { kind: 'count' },
    },
  ],
});

const surroundings: Surroundings = {
  stored: new Map([['orders', { kind: 'policy', policy, paused: false, provisioned: false }]]),
  kpis: new Map([['shop', parsed.ok ? parsed.catalogue.kpis : []]]),
  triggerProblem: () => undefined,
  alertable: new Set(['prom']),
  contactPoints: new Set(['orders']),
};
const plan = (change: Partial<Policy>, around: Partial<Surroundings> = {}) =>
  planImport([{ ...policy, ...change }], { ...surroundings, ...around })[0];

describe('an import', () => {
  it('creates, changes, or leaves alone', () => {
    expect(plan({ id: 'new' })).toMatchObject({ action: 'create', fields: [] });
    expect(plan({ owner: 'Night team', ending: { kind: 'itself', after: '0s' } })).toMatchObject({
      action: 'change',
      fields: ['ending', 'owner'],
      before: policy,
    });
    expect(plan({})).toMatchObject({ action: 'nothing' });
  });

  it('mends a policy that could not be read', () => {
    const stored = new Map([['orders', { kind: 'unreadable', uid: 'orders', title: 'x', reason: 'y' } as const]]);
    expect(plan({}, { stored })).toEqual({ policy, action: 'change', fields: [] });
  });

  it('says what a policy refers to that is not there', () => {
    expect(plan({ id: 'a', datasourceUid: 'x' })?.problem).toEqual({ kind: 'data-source', uid: 'x' });
    expect(plan({ id: 'a', kpis: ['orders', 'gone'] })?.problem).toEqual({ kind: 'kpis', ids: ['gone'] });
    expect(plan({ id: 'a', contactPoint: 'x' })?.problem).toEqual({ kind: 'contact-point', name: 'x' });
    expect(plan({ id: 'a', escalation: [{ after: '15m', contactPoint: 'lead' }] })?.problem).toEqual({
      kind: 'contact-point',
      name: 'lead',
    });
    expect(plan({ id: 'a', contactPoint: 'x' }, { contactPoints: undefined })?.problem).toBeUndefined();
  });

  it('says why its KPIs can’t be judged so', () => {
    const triggerProblem = jest.fn(() => 'Not the rows of one table');
    expect(plan({ id: 'a' }, { triggerProblem })?.problem).toEqual({
      kind: 'trigger',
      why: 'Not the rows of one table',
    });
    expect(triggerProblem).toHaveBeenCalledWith(policy.trigger, [expect.objectContaining({ id: 'orders' })]);
  });

  it('does not touch what a file provisions', () => {
    const stored = new Map([['orders', { kind: 'policy', policy, paused: false, provisioned: true } as const]]);
    expect(plan({ owner: 'x' }, { stored })?.problem).toEqual({ kind: 'provisioned' });
    expect(plan({}, { stored })?.problem).toBeUndefined();
  });

  it('asks no catalogue for a policy that watches a query, and wants its data source to be there', () => {
    const query = {
      type: 'prometheus',
      name: 'Load',
      area: 'systems',
      reduce: 'mean',
      model: { expr: 'load' },
    } as const;
    const watching = { id: 'load', kpis: [], query, datasourceUid: 'prom' };
    expect(plan(watching)?.problem).toBeUndefined();
    expect(plan({ ...watching, datasourceUid: 'shop' })?.problem).toEqual({ kind: 'query-source', uid: 'shop' });
  });

  it('takes a team as it is here, by its id or else by its name', () => {
    const team = { id: 'night', name: 'Night team', owner: 'Kim', contactPoint: 'orders' };
    const told = { team: { id: 'elsewhere', name: 'Night team' }, contactPoint: 'their-slack' };
    expect(plan({ id: 'new', ...told }, { teams: [team] })?.policy).toMatchObject({
      team: { id: 'night', name: 'Night team' },
      contactPoint: 'orders',
      owner: 'Kim',
    });
    expect(plan({ id: 'new', ...told }, { teams: [team] })).not.toHaveProperty('problem');
    expect(plan({ ...told, contactPoint: 'orders' }, { teams: [] })?.problem).toEqual({
      kind: 'team',
      name: 'Night team',
    });
    expect(plan({ ...told, contactPoint: 'orders' })).not.toHaveProperty('problem');
  });
});
