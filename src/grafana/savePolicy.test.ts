import type { Calibration } from '../kpi/detect/detector';
import { policySchema, type Policy } from '../policy/schema';
import { slackContactPoint } from '../policy/slack';
import { OUR_TEMPLATE_GROUP } from '../policy/templateGroup';
import { FakeGrafana } from './test/fakeGrafana';
import { ORDERS, PAYMENTS, POLICY, provideServer, SERVERS } from './test/samples';
import { calibrationsOf } from '../policy/stored';
import { findPolicy } from './rules';
import { ChangedMeanwhile, SaveError, savePolicy, type Opened, type PolicyToSave } from './savePolicy';

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(() => grafana.reset());
afterAll(() => grafana.server.close());

const NOW = 1_795_425_000;
const SLACK = slackContactPoint({
  way: 'webhook',
  name: 'orders-alerts',
  url: 'https://hooks.slack.com/services/T/B/secret',
});
const request: PolicyToSave = { policy: POLICY, kpis: [ORDERS, PAYMENTS], mysqlUid: 'mysql', now: NOW };
const GROUP = `/api/v1/provisioning/folder/kpiwatch-business/rule-groups/${POLICY.id}`;
const RECEIVERS = '/apis/notifications.alerting.grafana.app/v0alpha1/namespaces/default/receivers';
const TEMPLATES = '/apis/notifications.alerting.grafana.app/v0alpha1/namespaces/default/templategroups';

/** The error of a save that fails. */
async function failureOf(save: Promise<unknown>): Promise<SaveError> {
  const error = await save.then(
    () => undefined,
    (thrown: unknown) => thrown
  );
  if (error instanceof SaveError) {
    return error;
  }
  throw new Error('The save did not fail.');
}

/** The policy as one that judges by what is usual. */
const UNUSUAL: Policy = {
  ...POLICY,
  trigger: { kind: 'unusual', direction: 'drop', percent: 25, recoverPercent: 13 },
};
const NOISE = { dispersion: 1, spread: 0.02, hours: Array<number>(24).fill(1), threshold: 4.4 };
const measuredAt = (at: number): Calibration => ({
  version: 1,
  direction: 'drop',
  counts: true,
  at,
  weekdays: [1, 1, 1, 1, 1, 1, 1],
  scales: [{ seconds: 60, noise: NOISE }],
});

/** The policy with another drop. */
const withDrop = (percent: number): Policy =>
  policySchema.parse({ ...POLICY, trigger: { ...POLICY.trigger, percent } });

/** The contact point that policies of these tests name; not where a test has it made. */
const withContactPoint = () => grafana.addReceiver(POLICY.contactPoint);

describe('savePolicy', () => {
  it('makes the folder, the contact point and the rule, in that order', async () => {
    await savePolicy({ ...request, newContactPoint: SLACK });

    expect(grafana.writes).toEqual(['POST /api/folders', `POST ${TEMPLATES}`, `POST ${RECEIVERS}`, `PUT ${GROUP}`]);
    expect(grafana.only('POST', /templategroups/).body).toMatchObject({
      kind: 'TemplateGroup',
      spec: { title: 'KPI Watch', content: OUR_TEMPLATE_GROUP },
    });
    expect(grafana.only('POST', /folders/).body).toEqual({ uid: 'kpiwatch-business', title: 'KPI Watch: business' });
    expect(grafana.only('POST', /receivers/).body).toEqual({
      kind: 'Receiver',
      apiVersion: 'notifications.alerting.grafana.app/v0alpha1',
      metadata: { namespace: 'default' },
      spec: { title: 'orders-alerts', integrations: [SLACK.integration] },
    });
  });

  it('makes the texts of the messages once, and leaves them alone when they are there', async () => {
    grafana.templates.set('KPI Watch', { title: 'KPI Watch', content: '{{ define "kpiwatch.title" }}mine{{ end }}' });
    await savePolicy({ ...request, newContactPoint: SLACK });
    expect(grafana.writes).not.toContain(`POST ${TEMPLATES}`);
    expect(grafana.templates.get('KPI Watch')?.content).toContain('mine');
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
            { refId: 'L', datasourceUid: '__expr__' },
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
    expect(grafana.only('POST', /folders/).body).toMatchObject({ uid: 'kpiwatch-system-metrics' });
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
    const error = await failureOf(savePolicy({ ...request, newContactPoint: SLACK }));

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
    const error = await failureOf(savePolicy({ ...request, newContactPoint: SLACK }));
    expect(error.left).toEqual([{ kind: 'contact-point', title: 'orders-alerts' }]);
    expect(error.putBack).toEqual([{ kind: 'folder', title: 'KPI Watch: business' }]);
  });

  it('keeps the webhook out of the error', async () => {
    grafana.refuse('POST', /receivers/, 409, { message: 'Receiver with this name already exists.' });
    const error = await failureOf(savePolicy({ ...request, newContactPoint: SLACK }));
    expect(JSON.stringify([error, error.message, error.cause])).not.toContain('secret');
    expect(error.cause).toMatchObject({ task: 'create-contact-point', failure: 'conflict' });
  });
});

describe('a save whose answer is lost', () => {
  it('has saved what Grafana then shows as written', async () => {
    withContactPoint();
    grafana.loseAnswers('PUT', /rule-groups/);
    expect(await savePolicy(request)).toBe('saved');
  });

  it('says of everything that it may be there when Grafana can’t be asked either', async () => {
    grafana.loseAnswers('PUT', /rule-groups/, true);
    const error = await failureOf(savePolicy({ ...request, newContactPoint: SLACK }));
    expect(error.cause).toMatchObject({ failure: 'unreachable' });
    expect(error.left.map(({ kind }) => kind)).toEqual(['rules', 'contact-point', 'folder']);
  });
});

describe('a policy that is there', () => {
  beforeEach(async () => {
    grafana.addFolder('kpiwatch-business', 'KPI Watch: business');
    withContactPoint();
    await savePolicy(request);
    grafana.asked.length = 0;
  });

  const storedRule = () => {
    const rule = grafana.rules.get(POLICY.id);
    if (!rule) {
      throw new Error('The rule is gone.');
    }
    return rule;
  };
  const spec = (): unknown => JSON.parse(storedRule().annotations?.__kpiwatch_policy__ ?? '');

  async function open(): Promise<Opened> {
    const group = await findPolicy(POLICY.id);
    if (group?.stored.kind !== 'policy') {
      throw new Error('There is no policy to open.');
    }
    return { policy: group.stored.policy, rules: group.rules };
  }

  /** Whether Grafana still knows what the rule's last evaluation came to. */
  async function keepsItsState(change: Partial<PolicyToSave>): Promise<boolean> {
    grafana.evaluate(POLICY.id, { health: 'error' });
    await savePolicy({ ...request, ...change });
    const states = await fetch('http://grafana.test/api/prometheus/grafana/api/v1/rules');
    return (await states.text()).includes('"health":"error"');
  }

  it('keeps its id, and stays paused', async () => {
    storedRule().isPaused = true;
    await savePolicy({ ...request, policy: withDrop(50), opened: await open() });
    expect([...grafana.rules.keys()]).toEqual([POLICY.id]);
    expect(storedRule().isPaused).toBe(true);
  });

  it('is not written again when nothing changes, years later too', async () => {
    storedRule().isPaused = true;
    const later = { ...request, now: NOW + 3 * 365 * 86_400 };
    expect(await savePolicy({ ...later, opened: await open() })).toBe('unchanged');
    expect(grafana.writes).toEqual([]);
  });

  it('goes on with its alerts when its query stays, and begins anew when it does not', async () => {
    expect(await keepsItsState({ policy: { ...POLICY, runbook: 'https://wiki.example.com/new' } })).toBe(true);
    expect(await keepsItsState({ policy: { ...POLICY, cadence: { kind: 'acknowledged', every: '4h' } } })).toBe(true);
    expect(await keepsItsState({ policy: withDrop(50) })).toBe(false);
  });

  it('keeps what was measured to be usual, until it is measured again', async () => {
    const kept = async () => calibrationsOf((await findPolicy(POLICY.id))?.first ?? { annotations: {} });
    await savePolicy({ ...request, policy: UNUSUAL, calibrations: { orders: measuredAt(1) } });
    await savePolicy({ ...request, policy: { ...UNUSUAL, owner: 'Night team' }, opened: await open() });
    expect(await kept()).toEqual({ orders: measuredAt(1) });
    const again = { ...request, policy: UNUSUAL, calibrations: { orders: measuredAt(2) } };
    expect(await savePolicy({ ...again, opened: await open() })).toBe('saved');
    expect(await kept()).toEqual({ orders: measuredAt(2) });
    await savePolicy({ ...request, opened: await open() });
    expect(await kept()).toEqual({});
  });

  it('keeps its breaches closed', async () => {
    storedRule().labels = { ...storedRule().labels, __kpiwatch_closed__: '1795425600' };
    await savePolicy({ ...request, policy: { ...POLICY, owner: 'Night team' } });
    expect(storedRule().labels).toMatchObject({ owner: 'Night team', __kpiwatch_closed__: '1795425600' });
  });

  it('is not overwritten when somebody else changed it, unless told to', async () => {
    const opened = await open();
    await savePolicy({ ...request, policy: withDrop(50) });
    const change = { ...request, policy: withDrop(20), opened };

    const refused = await savePolicy(change).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ChangedMeanwhile);
    expect(refused).toMatchObject({ theirs: { stored: { policy: withDrop(50) } } });
    expect(spec()).toMatchObject({ trigger: { percent: 50 } });

    await savePolicy({ ...change, overwrite: true });
    expect(spec()).toMatchObject({ trigger: { percent: 20 } });
  });

  it('is not overwritten when somebody edited its rule alone, and pausing is no such edit', async () => {
    const opened = await open();
    storedRule().isPaused = true;
    await savePolicy({ ...request, policy: withDrop(20), opened });
    const again = await open();
    storedRule().keep_firing_for = '5m';
    await expect(savePolicy({ ...request, policy: withDrop(30), opened: again })).rejects.toThrow(ChangedMeanwhile);
  });

  it('is not made anew when somebody deleted it, unless told to', async () => {
    const opened = await open();
    grafana.rules.clear();
    await expect(savePolicy({ ...request, opened })).rejects.toMatchObject({ theirs: undefined });
    expect(grafana.rules.size).toBe(0);
    await savePolicy({ ...request, opened, overwrite: true });
    expect(grafana.rules.has(POLICY.id)).toBe(true);
  });

  it('remembers the contact point that was made for it, as long as it is told by it', async () => {
    const made = () => JSON.parse(storedRule().annotations?.__kpiwatch_written__ ?? '').contactPoint;
    const newContactPoint = { ...SLACK, title: 'orders-new' };
    await savePolicy({ ...request, policy: { ...POLICY, contactPoint: 'orders-new' }, newContactPoint });
    expect(made()).toBe('orders-new');
    await savePolicy({ ...request, policy: { ...withDrop(50), contactPoint: 'orders-new' } });
    expect(made()).toBe('orders-new');
    await savePolicy(request);
    expect(made()).toBeUndefined();
  });
});
