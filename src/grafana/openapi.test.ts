import { readDescription, readDescription13 } from '../../demo/preview/alerting/contract/openapi';
import type { Policy } from '../policy/schema';
import { slackContactPoint, slackIntegration, type SlackForm } from '../policy/slack';
import { BUSINESS_FOLDER } from '../policy/folder';
import { deleteFolder } from './folders';
import { deletePolicies } from './deletePolicies';
import { createContactPoint, deleteContactPoint, testIntegration } from './receivers';
import { closeBreaches, listPolicies, pausePolicy } from './rules';
import { savePolicy } from './savePolicy';
import { FakeGrafana } from './test/fakeGrafana';
import { ORDERS, PAYMENTS, POLICY } from './test/samples';

const grafana = new FakeGrafana();

beforeAll(() => grafana.start());
afterAll(() => grafana.server.close());

const HOURS: NonNullable<Policy['activeHours']> = { weekdays: ['monday'], from: '09:00', to: '18:00', zone: 'UTC' };

/** Everything that the clients ask for. */
async function askAll(): Promise<void> {
  const slack = { way: 'token', name: 'orders', token: 'xoxb-1', channel: '#orders' } as const;
  grafana.addDashboard('shop', []);
  grafana.addReceiver(POLICY.contactPoint);
  const save = (policy: Policy, made?: SlackForm) =>
    savePolicy({
      policy,
      kpis: [ORDERS, PAYMENTS],
      mysqlUid: 'mysql',
      newContactPoint: made && slackContactPoint(made),
      now: 1_795_425_000,
    });
  await save({ ...POLICY, contactPoint: slack.name, activeHours: HOURS }, slack);
  await save({ ...POLICY, activeHours: { ...HOURS, zone: 'Asia/Seoul' } });
  await save({ ...POLICY, trigger: { kind: 'unusual', direction: 'drop', percent: 25, recoverPercent: 13 } });
  await listPolicies();
  await pausePolicy(POLICY.id, true);
  await closeBreaches(POLICY.id, 1_795_425_000);
  await deletePolicies({ policies: [POLICY], contactPoints: [slack.name] });
  await testIntegration(slackContactPoint(slack));
  await deleteContactPoint(await createContactPoint('again', slackIntegration(slack)));
  await deleteFolder(BUSINESS_FOLDER);
}

describe.each([
  ['12.3', 'its API', readDescription('openapi-12.3.0.json', '/api')],
  ['12.3', 'its notifications', readDescription('notifications-v0alpha1-12.3.0.json', '')],
  ['12.4', 'its API', readDescription('openapi-12.4.3.json', '/api')],
  ['12.4', 'its notifications', readDescription('notifications-v0alpha1-12.4.3.json', '')],
  ['13', 'its notifications', readDescription13()],
] as const)('what Grafana %s says of %s', (release, _, description) => {
  if (!description) {
    it.skip('is not beside the repository (../shared/grafana)', () => undefined);
    return;
  }
  beforeAll(() => {
    grafana.reset(release);
    return askAll();
  });
  const known = () =>
    grafana.asked
      .map(({ method, url, body }) => ({
        method,
        path: url.split('?')[0] ?? '',
        sent: body,
        status: 0,
        answer: undefined,
      }))
      .filter((exchange) => description.knows(exchange));

  it('is what the clients send', () => {
    expect(known().length).toBeGreaterThan(1);
    for (const exchange of known()) {
      expect([exchange.method, exchange.path, description.mistakes(exchange)]).toEqual([
        exchange.method,
        exchange.path,
        [],
      ]);
    }
  });

  it('would be broken by another body', () => {
    const [written] = known().filter(({ sent }) => sent !== undefined);
    expect(written && description.mistakes({ ...written, sent: [] })).not.toEqual([]);
  });
});
