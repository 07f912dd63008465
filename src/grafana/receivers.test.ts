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

  it('says what our templates make of a test, for Grafana may not know them yet', async () => {
    await testIntegration(SLACK);
    const { body } = grafana.only('POST', path);
    expect(JSON.stringify(body)).toContain('*This is a test*');
    expect(JSON.stringify(body)).not.toContain('kpiwatch.slack');
  });

  it('sends the templates as they are where Grafana can’t render them', async () => {
    grafana.refuse('POST', /templates\/test/, 404, { message: 'Not found' });
    expect(await testIntegration(SLACK)).toEqual({ ok: true });
    expect(JSON.stringify(grafana.only('POST', path).body)).toContain('kpiwatch.slack.text');
  });

  it('tests buttons over the channel that hears what Slack says, and then as they are', async () => {
    const made = slackContactPoint({ way: 'buttons', name: 'orders', token: 'xoxb-1', channel: '#orders "1"' });
    expect(await testIntegration(made)).toEqual({ ok: true });
    const sent = grafana.asked.filter(({ method, url }) => method === 'POST' && path.test(url));
    expect(sent.map(({ body }) => /"type":"(\w+)"/.exec(JSON.stringify(body))?.[1])).toEqual(['slack', 'webhook']);
    expect(JSON.stringify(sent[1]?.body)).toContain('#orders \\\\\\\\\\\\\\\"1');
    grafana.slackAnswer = 'invalid_auth';
    expect(await testIntegration(made)).toEqual({ ok: false, answer: 'invalid_auth' });
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
