import type { AlertInstance, RuleEvaluation } from '../../demo/preview/alerting/states';
import { savePolicy } from './savePolicy';
import { policiesAmong } from './rules';
import { lookInto } from './states';
import { FakeGrafana } from './test/fakeGrafana';
import { ORDERS, POLICY } from './test/samples';

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(async () => {
  grafana.reset();
  grafana.addReceiver(POLICY.contactPoint);
  await savePolicy({ policy: POLICY, kpis: [ORDERS], mysqlUid: 'mysql', now: 1_795_425_000 });
});
afterAll(() => grafana.server.close());

const read = async () => (await lookInto(['kpiwatch-business'])).states.get(POLICY.id);

const firing: AlertInstance = {
  labels: { kpi: 'orders', alertname: 'Orders and payments' },
  annotations: { summary: 'Orders 42% below expected' },
  state: 'Alerting',
  activeAt: Date.UTC(2026, 10, 23, 14, 3),
  value: '1e+00',
};

describe('lookInto', () => {
  it('asks once a folder', async () => {
    grafana.asked.length = 0;
    await lookInto(['a', 'b/c']);
    expect(grafana.asked.map(({ url }) => url)).toEqual([
      '/api/prometheus/grafana/api/v1/rules?folder_uid=a',
      '/api/prometheus/grafana/api/v1/rules?folder_uid=b%2Fc',
    ]);
  });

  it('says which KPIs are in breach, and since when', async () => {
    grafana.evaluate(POLICY.id, { alerts: [firing, { ...firing, state: 'Normal', labels: { kpi: 'payments' } }] });
    expect(await read()).toEqual({
      state: 'breach',
      breaches: [
        { kpi: 'orders', labels: firing.labels, since: firing.activeAt, summary: 'Orders 42% below expected' },
      ],
    });
  });

  it('has no words for a breach that Grafana has not filled in yet', async () => {
    grafana.evaluate(POLICY.id, { alerts: [{ ...firing, annotations: { summary: '{{ with $values.C }}' } }] });
    expect(await read()).toMatchObject({ breaches: [{ kpi: 'orders', summary: '' }] });
  });

  it('puts a breach before an error: a KPI that fell has still fallen', async () => {
    grafana.evaluate(POLICY.id, { health: 'error', lastError: 'no connection', alerts: [firing] });
    expect(await read()).toMatchObject({ state: 'breach' });
  });

  it.each<[Partial<RuleEvaluation>, object]>([
    [{}, { state: 'normal' }],
    [{ health: 'nodata' }, { state: 'no-data' }],
    [
      { health: 'error', lastError: 'no connection' },
      { state: 'error', reason: 'no connection' },
    ],
  ])('reads %j as %j', async (evaluation, state) => {
    grafana.evaluate(POLICY.id, evaluation);
    expect(await read()).toEqual(state);
  });

  it('tells that an earlier window has no data where a rule that asks for now alone has', async () => {
    const rule = grafana.rules.get(POLICY.id);
    const uid = `${POLICY.id}-r1`;
    if (rule) {
      grafana.rules.set(uid, { ...rule, uid });
    }
    grafana.evaluate(POLICY.id, { alerts: [{ ...firing, state: 'Normal (NoData, KeepLast)' }] });
    grafana.evaluate(uid, {});
    expect(await read()).toEqual({ state: 'no-data', earlier: true });
    grafana.evaluate(uid, { health: 'nodata' });
    expect(await read()).toEqual({ state: 'no-data' });
  });

  it('calls nothing normal that only stays as it was, and a breach that does a breach', async () => {
    grafana.evaluate(POLICY.id, { alerts: [{ ...firing, state: 'Normal (Error, KeepLast)' }], lastError: 'refused' });
    expect(await read()).toEqual({ state: 'error', reason: 'refused' });
    grafana.evaluate(POLICY.id, { alerts: [{ ...firing, state: 'Alerting (NoData, KeepLast)' }] });
    expect(await read()).toMatchObject({ state: 'breach', breaches: [{ kpi: 'orders' }] });
  });

  it('waits for a rule that Grafana calls healthy and has not evaluated yet', async () => {
    expect(await read()).toEqual({ state: 'waiting' });
  });

  it('gives some policies with how they stand, in one small answer', async () => {
    grafana.evaluate(POLICY.id, { alerts: [firing] });
    grafana.asked.length = 0;
    const { rules, states } = await lookInto(['kpiwatch-business'], 50);
    expect(grafana.asked.map(({ url }) => url)).toEqual([
      '/api/prometheus/grafana/api/v1/rules?folder_uid=kpiwatch-business&group_limit=50',
    ]);
    expect(policiesAmong(rules).map(({ stored, folderUid }) => [stored, folderUid])).toEqual([
      [{ kind: 'policy', policy: POLICY, paused: false, provisioned: false }, 'kpiwatch-business'],
    ]);
    expect(states.get(POLICY.id)).toMatchObject({ state: 'breach' });
    expect((await lookInto(['kpiwatch-business'], 0)).rules).toEqual([]);
  });

  it('leaves out the rules that Grafana names where the folder is not there', async () => {
    expect(await lookInto(['kpiwatch-systems'])).toEqual({ rules: [], states: new Map() });
  });
});
