import { savePolicy } from './savePolicy';
import { readRuleStates } from './states';
import { FakeGrafana } from './test/fakeGrafana';
import { ORDERS, POLICY } from './test/samples';

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(async () => {
  grafana.reset();
  await savePolicy({ policy: POLICY, kpis: [ORDERS], mysqlUid: 'mysql', now: 1_795_425_000 });
});
afterAll(() => grafana.server.close());

const read = async () => (await readRuleStates(['kpiwatch-business'])).get(POLICY.id);

const firing = {
  labels: { kpi: 'orders', alertname: 'Orders and payments' },
  annotations: { summary: 'Orders 42% below expected' },
  state: 'Alerting',
  activeAt: '2026-11-23T14:03:00Z',
};

describe('readRuleStates', () => {
  it('asks once a folder', async () => {
    grafana.asked.length = 0;
    await readRuleStates(['a', 'b/c']);
    expect(grafana.asked.map(({ url }) => url)).toEqual([
      '/api/prometheus/grafana/api/v1/rules?folder_uid=a',
      '/api/prometheus/grafana/api/v1/rules?folder_uid=b%2Fc',
    ]);
  });

  it('says which KPIs are in breach, and since when', async () => {
    grafana.states.set(POLICY.id, { alerts: [firing, { ...firing, state: 'Normal', labels: { kpi: 'payments' } }] });
    expect(await read()).toEqual({
      state: 'breach',
      breaches: [{ kpi: 'orders', since: Date.UTC(2026, 10, 23, 14, 3), summary: 'Orders 42% below expected' }],
    });
  });

  it('has no words for a breach that Grafana has not filled in yet', async () => {
    grafana.states.set(POLICY.id, { alerts: [{ ...firing, annotations: { summary: '{{ with $values.C }}' } }] });
    expect(await read()).toMatchObject({ breaches: [{ kpi: 'orders', summary: '' }] });
  });

  it('puts a breach before an error: a KPI that fell has still fallen', async () => {
    grafana.states.set(POLICY.id, { health: 'error', lastError: 'no connection', alerts: [firing] });
    expect(await read()).toMatchObject({ state: 'breach' });
  });

  it.each([
    [{}, { state: 'normal' }],
    [{ health: 'nodata' }, { state: 'no-data' }],
    [
      { health: 'error', lastError: 'no connection' },
      { state: 'error', reason: 'no connection' },
    ],
    // Grafana calls a rule healthy that it has not evaluated yet.
    [{ lastEvaluation: '0001-01-01T00:00:00Z' }, { state: 'waiting' }],
  ])('reads %j as %j', async (rule, state) => {
    grafana.states.set(POLICY.id, rule);
    expect(await read()).toEqual(state);
  });
});
