import { slackIntegration } from '../policy/slack';
import { createContactPoint, deleteContactPoint, testIntegration } from './receivers';
import { deleteFolder, BUSINESS_FOLDER } from './folders';
import { deleteRule, listPolicies, pauseRule } from './rules';
import { savePolicy } from './savePolicy';
import { FakeGrafana } from './test/fakeGrafana';
import { grafanaDescriptions, mistakes } from './test/openapi';
import { ORDERS, PAYMENTS, POLICY } from './test/samples';

const grafana = new FakeGrafana();
const { descriptions, missing } = grafanaDescriptions();

beforeAll(async () => {
  grafana.start();
  const slack = { way: 'token', name: 'orders', token: 'xoxb-1', channel: '#orders' } as const;
  grafana.dashboards.set('shop', {});
  await savePolicy({ policy: POLICY, kpis: [ORDERS, PAYMENTS], mysqlUid: 'mysql', slack, now: 1_795_425_000 });
  await listPolicies();
  await pauseRule(POLICY.id, true);
  await deleteRule(POLICY.id);
  await testIntegration(slackIntegration(slack));
  await deleteContactPoint(await createContactPoint('again', slackIntegration(slack)));
  await deleteFolder(BUSINESS_FOLDER);
});
afterAll(() => grafana.server.close());

if (missing !== undefined) {
  it.skip(`holds to what Grafana describes. ${missing}`, () => undefined);
}

for (const description of descriptions) {
  describe(`what Grafana describes in ${description.file}`, () => {
    const checked = () => grafana.asked.filter((asked) => mistakes(description, asked) !== undefined);

    it('is what the clients send', () => {
      expect(checked().length).toBeGreaterThan(1);
      for (const asked of checked()) {
        expect([asked.method, asked.url, mistakes(description, asked)]).toEqual([asked.method, asked.url, []]);
      }
    });

    it('would be broken by another body', () => {
      const [put] = checked()
        .filter(({ method }) => method === 'PUT' || method === 'POST')
        .slice(-1);
      expect(put && mistakes(description, { ...put, body: [] })).not.toEqual([]);
    });
  });
}
