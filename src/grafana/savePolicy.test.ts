import type { Policy } from '../policy/schema';
import { slackIntegration, type SlackForm } from '../policy/slack';
import { FakeGrafana } from './test/fakeGrafana';
import { ORDERS, PAYMENTS, POLICY, provideServer, SERVERS } from './test/samples';
import { isChangedMeanwhile, SaveError, savePolicy, type PolicyToSave } from './savePolicy';

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(() => grafana.reset());
afterAll(() => grafana.server.close());

const NOW = 1_795_425_000;
const SLACK: SlackForm = { way: 'webhook', name: 'orders-alerts', url: 'https://hooks.slack.com/services/T/B/secret' };
const request: PolicyToSave = { policy: POLICY, kpis: [ORDERS, PAYMENTS], mysqlUid: 'mysql', now: NOW };
const GROUP = `/api/v1/provisioning/folder/kpiwatch-business/rule-groups/${POLICY.id}`;
const RECEIVERS = '/apis/notifications.alerting.grafana.app/v0alpha1/namespaces/default/receivers';

/** The error of a save that fails. */
async function failureOf(save: Promise<void>): Promise<SaveError> {
  const error = await save.then(
    () => undefined,
    (thrown: unknown) => thrown
  );
  if (error instanceof SaveError) {
    return error;
  }
  throw new Error('The save did not fail.');
}

/** The policy with another drop. */
const withDrop = (percent: number): Policy => ({ ...POLICY, trigger: { ...POLICY.trigger, percent } });

/** The contact point that policies of these tests name; not where a test has it made. */
const withContactPoint = () => grafana.addReceiver(POLICY.contactPoint);

describe('savePolicy', () => {
  it('makes the folder, the contact point and the rule, in that order', async () => {
    await savePolicy({ ...request, slack: SLACK });

    expect(grafana.writes).toEqual(['POST /api/folders', `POST ${RECEIVERS}`, `PUT ${GROUP}`]);
    expect(grafana.only('POST', /folders/).body).toEqual({ uid: 'kpiwatch-business', title: 'KPI Watch: business' });
    expect(grafana.only('POST', /receivers/).body).toEqual({
      kind: 'Receiver',
      apiVersion: 'notifications.alerting.grafana.app/v0alpha1',
      metadata: { namespace: 'default' },
      spec: { title: 'orders-alerts', integrations: [slackIntegration(SLACK)] },
    });
  });

  it('writes a rule that Grafana’s pages leave editable, with the policy on it', async () => {
    withContactPoint();
    await savePolicy(request);

    const put = grafana.only('PUT', /rule-groups/);
    expect(put.headers['x-disable-provenance']).toBe('true');
    expect(put.body).toMatchObject({
      title: POLICY.id,
      folderUid: 'kpiwatch-business',
      interval: 60,
      rules: [
        {
          uid: POLICY.id,
          title: 'Orders and payments',
          condition: 'D',
          isPaused: false,
          labels: { severity: 'critical', owner: 'Order team' },
          notification_settings: { receiver: 'orders-alerts' },
          data: [
            { refId: 'A', datasourceUid: 'mysql' },
            { refId: 'B', datasourceUid: 'mysql' },
            { refId: 'C', datasourceUid: '__expr__' },
            { refId: 'D', datasourceUid: '__expr__' },
          ],
        },
      ],
    });
    expect(JSON.parse(grafana.rules.get(POLICY.id)?.annotations?.__kpiwatch_policy__ ?? '')).toEqual(POLICY);
  });

  it('limits the time of its statements in the words of the server, as the data source does', async () => {
    provideServer({ version: '11.4.2-MariaDB', comment: '' });
    withContactPoint();
    await savePolicy({ ...request, timeLimit: 5 });
    expect(grafana.only('PUT', /rule-groups/).body).toMatchObject({
      rules: [
        {
          data: [
            { model: { rawSql: expect.stringMatching(/^SET STATEMENT max_statement_time=5 FOR\nSELECT 'orders'/) } },
            { model: { rawSql: expect.stringMatching(/^SET STATEMENT max_statement_time=5 FOR\nSELECT kpi/) } },
            {},
            {},
          ],
        },
      ],
    });
  });

  it('leaves a folder alone that is there', async () => {
    grafana.addFolder('kpiwatch-business', 'KPI Watch: business');
    withContactPoint();
    await savePolicy(request);
    expect(grafana.writes).toEqual([`PUT ${GROUP}`]);
  });

  it('keeps system metrics in a folder of their own', async () => {
    withContactPoint();
    await savePolicy({ ...request, kpis: [SERVERS] });
    expect(grafana.only('POST', /folders/).body).toMatchObject({ uid: 'kpiwatch-systems' });
  });

  it('links to the panel that shows the first KPI', async () => {
    grafana.addDashboard('shop', [
      { id: 1, type: 'timeseries', targets: [{ kpis: ['orders'] }] },
      { id: 2, type: 'row', panels: [{ id: 7, type: 'kpiwatch-suddendrop-panel', targets: [{ kpis: ['orders'] }] }] },
    ]);
    withContactPoint();
    await savePolicy(request);
    expect(grafana.rules.get(POLICY.id)?.annotations).toMatchObject({
      __dashboardUid__: 'shop',
      __panelId__: '7',
    });
  });

  it('saves without a link when the dashboards can’t be read', async () => {
    grafana.refuse('GET', /search/, 500, { message: 'no' });
    withContactPoint();
    await savePolicy(request);
    expect(grafana.rules.has(POLICY.id)).toBe(true);
  });
});

describe('a save that fails', () => {
  it('puts back the contact point and the folder that it made', async () => {
    grafana.refuse('PUT', /rule-groups/, 500, { message: 'database is locked' });
    const error = await failureOf(savePolicy({ ...request, slack: SLACK }));

    expect(grafana.folders.size).toBe(0);
    expect(grafana.receivers.size).toBe(0);
    expect(error.putBack).toEqual([
      { kind: 'contact-point', title: 'orders-alerts' },
      { kind: 'folder', title: 'KPI Watch: business' },
    ]);
    expect(error.cause).toMatchObject({ task: 'save-rule', failure: 'failed', answer: 'database is locked' });
  });

  it('does not touch what was there before', async () => {
    grafana.addFolder('kpiwatch-business', 'KPI Watch: business');
    grafana.refuse('PUT', /rule-groups/, 400, { message: 'invalid alert rule' });
    const error = await failureOf(savePolicy(request));
    expect(error.putBack).toEqual([]);
    expect(grafana.writes).toEqual([`PUT ${GROUP}`]);
  });

  it('says what it could not put back', async () => {
    grafana.refuse('PUT', /rule-groups/, 500, { message: 'no' });
    grafana.refuse('DELETE', /receivers/, 500, { message: 'no' });
    const error = await failureOf(savePolicy({ ...request, slack: SLACK }));
    expect(error.left).toEqual([{ kind: 'contact-point', title: 'orders-alerts' }]);
    expect(error.putBack).toEqual([{ kind: 'folder', title: 'KPI Watch: business' }]);
  });

  it('keeps the webhook out of the error', async () => {
    grafana.refuse('POST', /receivers/, 409, { message: 'Receiver with this name already exists.' });
    const error = await failureOf(savePolicy({ ...request, slack: SLACK }));
    expect(JSON.stringify([error, error.message, error.cause])).not.toContain('secret');
    expect(error.cause).toMatchObject({ task: 'create-contact-point', failure: 'conflict' });
  });
});

describe('a policy that is there', () => {
  beforeEach(async () => {
    grafana.addFolder('kpiwatch-business', 'KPI Watch: business');
    withContactPoint();
    await savePolicy(request);
  });

  it('keeps its id, and stays paused', async () => {
    const rule = grafana.rules.get(POLICY.id);
    if (rule) {
      rule.isPaused = true;
    }
    await savePolicy({ ...request, policy: withDrop(50), before: POLICY });
    expect([...grafana.rules.keys()]).toEqual([POLICY.id]);
    expect(grafana.rules.get(POLICY.id)?.isPaused).toBe(true);
  });

  it('is not overwritten when somebody else changed it', async () => {
    await savePolicy({ ...request, policy: withDrop(50) });
    const change = { ...request, policy: withDrop(20), before: POLICY };

    const error = await failureOf(savePolicy(change));
    expect(isChangedMeanwhile(error)).toBe(true);
    expect(grafana.rules.get(POLICY.id)?.annotations?.__kpiwatch_policy__).toContain('"percent":50');

    await savePolicy({ ...change, overwrite: true });
    expect(grafana.rules.get(POLICY.id)?.annotations?.__kpiwatch_policy__).toContain('"percent":20');
  });

  it('is made anew when its rule is gone', async () => {
    grafana.rules.clear();
    await savePolicy({ ...request, before: POLICY });
    expect(grafana.rules.has(POLICY.id)).toBe(true);
  });
});
