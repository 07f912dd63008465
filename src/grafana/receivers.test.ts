import { slackContactPoint } from '../policy/slack';
import { createContactPoint, listContactPoints, testIntegration } from './receivers';
import { FakeGrafana } from './test/fakeGrafana';

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(() => grafana.reset());
afterAll(() => grafana.server.close());

const SLACK = slackContactPoint({ way: 'webhook', name: 'orders', url: 'https://hooks.slack.com/services/T/B/secret' });

describe('listContactPoints', () => {
  it('gives Slack ones first, then by name', async () => {
    grafana.addReceiver('pager', 'pagerduty');
    grafana.addReceiver('email', 'email');
    grafana.addReceiver('orders');
    expect((await listContactPoints()).map(({ title, types }) => [title, types])).toEqual([
      ['orders', ['slack']],
      ['email', ['email']],
      ['pager', ['pagerduty']],
    ]);
  });

  it('says who uses one, and whether the person may use and delete it', async () => {
    grafana.addReceiver('orders');
    expect(await listContactPoints()).toMatchObject([
      { isUsable: true, isDeletable: true, uses: { rules: 0, routes: 0 } },
    ]);
    grafana.role = 'Viewer';
    expect(await listContactPoints()).toMatchObject([{ isDeletable: false }]);
  });

  it('asks the version that this Grafana has', async () => {
    grafana.reset('13');
    await listContactPoints();
    grafana.only('GET', /v1beta1\/namespaces\/default\/receivers$/);
  });
});

describe('createContactPoint', () => {
  it('names it, and gives the name that the API knows it by', async () => {
    grafana.reset('13');
    expect(await createContactPoint('orders', SLACK.integration)).toBe('b3JkZXJz');
    expect(grafana.only('POST', /receivers/).body).toMatchObject({
      apiVersion: 'notifications.alerting.grafana.app/v1beta1',
      spec: { title: 'orders' },
    });
  });
});

describe.each([
  ['12.3', /\/api\/alertmanager\/grafana\/config\/api\/v1\/receivers\/test$/],
  ['12.4', /receivers\/-\/test$/],
  ['13', /v1beta1\/namespaces\/default\/receivers\/-\/test$/],
] as const)('testIntegration on Grafana %s', (release, path) => {
  beforeEach(() => grafana.reset(release));

  it('sends the channel as it was typed', async () => {
    expect(await testIntegration(SLACK)).toEqual({ ok: true });
    expect(JSON.stringify(grafana.only('POST', path).body)).toContain('services/T/B/secret');
    expect(grafana.writes).toHaveLength(1);
  });

  it.each(['invalid_auth', 'channel_not_found', 'no_service'])('hands on what Slack said: %s', async (code) => {
    grafana.slackAnswer = `failed to send Slack message: ${code}`;
    expect(await testIntegration(SLACK)).toEqual({ ok: false, answer: `failed to send Slack message: ${code}` });
  });

  it('keeps the webhook out of what it hands on', async () => {
    grafana.slackAnswer = 'Post "https://hooks.slack.com/services/T/B/secret": no such host';
    expect(await testIntegration(SLACK)).toEqual({ ok: false, answer: 'Post "…": no such host' });
  });

  it('throws when Grafana refuses', async () => {
    grafana.refuse('POST', path, 403, { message: 'Permissions needed: receivers:test' });
    await expect(testIntegration(SLACK)).rejects.toMatchObject({ task: 'test-contact-point', failure: 'forbidden' });
  });
});

it('reads a channel that can’t work, which 12.3 answers with a refusal', async () => {
  const config = { name: 'test', status: 'failed', error: 'recipient must be specified' };
  const body = { receivers: [{ name: 'test', grafana_managed_receiver_configs: [config] }] };
  grafana.refuse('POST', /receivers\/test/, 400, body);
  expect(await testIntegration(SLACK)).toEqual({ ok: false, answer: 'recipient must be specified' });
});
