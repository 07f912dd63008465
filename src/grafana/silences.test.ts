import { config } from '@grafana/runtime';

import { acknowledge, endAcknowledgement, findAcknowledgement } from './silences';
import { FakeGrafana } from './test/fakeGrafana';

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(() => {
  grafana.reset();
  config.bootData.user = { ...config.bootData.user, name: 'Kim', login: 'kim' };
});
afterAll(() => grafana.server.close());

const ORDERS = { policyId: 'kw-orders', dimensions: { kpi: 'orders' } };
const HOUR = { seconds: 3600, note: 'Looking at it', now: Date.now() };

it('acknowledging silences exactly this breach, in the person’s name', async () => {
  expect(await findAcknowledgement(ORDERS)).toBeUndefined();
  expect(await acknowledge(ORDERS, HOUR)).toBeUndefined();
  expect(grafana.only('POST', /silences/).body).toEqual({
    matchers: [
      { name: '__alert_rule_uid__', value: 'kw-orders(-[re][0-9]+)?', isRegex: true, isEqual: true },
      { name: 'kpi', value: 'orders', isRegex: false, isEqual: true },
    ],
    startsAt: new Date(HOUR.now).toISOString(),
    endsAt: new Date(HOUR.now + 3_600_000).toISOString(),
    createdBy: 'Kim',
    comment: 'Looking at it',
  });
  expect(await findAcknowledgement(ORDERS)).toMatchObject({ by: 'Kim', note: 'Looking at it' });
  expect(await findAcknowledgement({ ...ORDERS, dimensions: { kpi: 'payments' } })).toBeUndefined();
});

it('a second person is told who has it, and changes nothing', async () => {
  await acknowledge(ORDERS, HOUR);
  config.bootData.user.name = 'Lee';
  expect(await acknowledge(ORDERS, HOUR)).toMatchObject({ by: 'Kim' });
  expect(grafana.writes).toHaveLength(1);
});

it('can be ended early', async () => {
  await acknowledge(ORDERS, HOUR);
  const theirs = await findAcknowledgement(ORDERS);
  await endAcknowledgement(theirs?.id ?? '');
  expect(await findAcknowledgement(ORDERS)).toBeUndefined();
});
