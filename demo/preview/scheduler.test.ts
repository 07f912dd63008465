import { createServer, type Server } from 'node:http';

import { SLACK_TEXT, SLACK_TITLE } from '../../src/policy/message';
import { OUR_TEMPLATE_GROUP, TEMPLATE_GROUP } from '../../src/policy/templateGroup';
import { parseRule, saveRule } from './alerting/rules';
import { emptyStore } from './alerting/store';
import { Scheduler } from './scheduler';

const NOW = Date.UTC(2026, 2, 1, 12);
const MINUTE = 60_000;

let server: Server;
let url: string;
const messages: Array<{ attachments: Array<{ title: string; text: string; footer: string }> }> = [];
/** What the channel says just now. */
let answer = 'ok';

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      if (answer === 'ok') {
        messages.push(JSON.parse(body));
      }
      response.writeHead(answer === 'ok' ? 200 : 429).end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const RULE = {
  uid: 'p',
  title: 'Orders are falling',
  condition: 'B',
  data: [
    { refId: 'A', datasourceUid: 'mysql', model: { rawSql: 'SELECT', format: 'table' } },
    {
      refId: 'B',
      datasourceUid: '__expr__',
      model: { type: 'threshold', expression: 'A', conditions: [{ evaluator: { type: 'lt', params: [5] } }] },
    },
  ],
  labels: { severity: 'critical', owner: 'Order team' },
  annotations: { summary: 'Orders are low', description: 'Now few.', kpi_name: 'Orders' },
};

/** A scheduler with one rule, over numbers by the name of a series. */
function watch(settings: Record<string, unknown> = {}) {
  messages.length = 0;
  const store = emptyStore();
  store.templates.set(TEMPLATE_GROUP, { title: TEMPLATE_GROUP, content: OUR_TEMPLATE_GROUP });
  store.receivers.set('Slack', {
    title: 'Slack',
    integrations: [
      {
        uid: 'u',
        type: 'slack',
        version: 'v1',
        disableResolveMessage: false,
        settings: { url, title: SLACK_TITLE, text: SLACK_TEXT },
      },
    ],
  });
  const notification_settings = { receiver: 'Slack', group_wait: '0s', group_interval: '1m', ...settings };
  const rule = parseRule({ ...RULE, notification_settings });
  if (rule) {
    saveRule(store, rule, '');
  }
  const values: Record<string, number> = {};
  const scheduler = new Scheduler({
    store,
    url: 'http://preview',
    log: () => undefined,
    run: async (_uid, sql) => ({
      sql,
      columns: [
        { name: 'kpi', type: 'string', values: Object.keys(values) },
        { name: 'value', type: 'number', values: Object.values(values) },
      ],
    }),
  });
  const minute = async (count: number) => {
    await scheduler.evaluateAll(NOW + count * MINUTE);
    await scheduler.notify(NOW + count * MINUTE);
  };
  return { store, values, scheduler, minute };
}

const titles = () => messages.map(({ attachments }) => attachments[0]?.title);
const FIRING = ':rotating_light: [CRITICAL] Orders are falling';
const RESOLVED = ':white_check_mark: [RESOLVED] Orders are falling';

test('a breach is told once, repeated when it is time, and its end is told', async () => {
  const { values, minute } = watch();
  values.orders = 9;
  await minute(0);
  expect(messages).toEqual([]);

  values.orders = 1;
  await minute(1);
  await minute(2);
  expect(messages).toHaveLength(1);
  expect(messages[0]?.attachments[0]).toMatchObject({
    title: FIRING,
    text: expect.stringContaining('*Orders are low*\nNow few.\nSince <!date^'),
    footer: expect.stringContaining('preview'),
  });
  const { text = '' } = messages[0]?.attachments[0] ?? {};
  expect(text).toContain('http://preview/a/kpiwatch-businesskpi-app/policies/p?orgId=1');
  expect(text).toContain(
    'http://preview/alerting/silence/new?alertmanager=grafana&matcher=__alert_rule_uid__%3Dp&matcher=kpi%3Dorders&matcher=owner%3DOrder+team&matcher=severity%3Dcritical&orgId=1'
  );

  await minute(241);
  expect(messages).toHaveLength(2);

  values.orders = 9;
  await minute(250);
  expect(messages).toHaveLength(3);
  expect(messages[2]?.attachments[0]).toMatchObject({
    title: RESOLVED,
    text: expect.stringContaining('*Orders back to normal*'),
  });
  await minute(260);
  expect(messages).toHaveLength(3);
});

test('what did not arrive is sent again at the next step, and told until it does', async () => {
  const { store, values, minute } = watch();
  answer = 'rate_limited';
  values.orders = 1;
  await minute(0);
  await minute(1);
  expect(messages).toEqual([]);
  expect(store.deliveries.get('u')).toEqual({ at: NOW + MINUTE, error: expect.stringContaining('rate_limited') });

  answer = 'ok';
  await minute(2);
  await minute(3);
  expect(titles()).toEqual([FIRING]);
  expect(store.deliveries.get('u')).toEqual({ at: NOW + 2 * MINUTE });
});

test('the first message waits, and what is found meanwhile goes out with it; the next come in steps', async () => {
  const { values, minute, scheduler } = watch({ group_wait: '30s', group_interval: '5m' });
  Object.assign(values, { orders: 1, payments: 9, logins: 9 });
  await minute(0);
  expect(messages).toEqual([]);
  values.payments = 1;
  await scheduler.evaluateAll(NOW + 20_000);
  await scheduler.notify(NOW + 30_000);
  expect(messages).toHaveLength(1);
  expect(messages[0]?.attachments[0]?.text).toMatch(/orders.*payments/s);

  values.logins = 1;
  await minute(2);
  expect(messages).toHaveLength(1);
  await minute(6);
  expect(messages).toHaveLength(2);
});

test('a breach that is over before its first message is not told', async () => {
  const { values, minute, scheduler } = watch({ group_wait: '30s' });
  values.orders = 1;
  await minute(0);
  values.orders = 9;
  await scheduler.evaluateAll(NOW + 10_000);
  await minute(1);
  expect(messages).toEqual([]);
});

test('with all labels in the group each series has a message of its own', async () => {
  const { values, minute } = watch({ group_by: ['...'] });
  Object.assign(values, { orders: 1, payments: 1 });
  await minute(0);
  expect(titles()).toEqual([FIRING, FIRING]);
});

test('what is silenced is not told, nor that it came back; others are', async () => {
  const { store, values, minute } = watch({ group_by: ['...'] });
  store.silences.set('s', {
    id: 's',
    matchers: [
      { name: '__alert_rule_uid__', value: 'p', isRegex: false, isEqual: true },
      { name: 'kpi', value: 'ord.*', isRegex: true, isEqual: true },
    ],
    startsAt: NOW,
    endsAt: NOW + 5 * MINUTE,
    updatedAt: NOW,
    createdBy: 'Editor',
    comment: 'known',
  });
  Object.assign(values, { orders: 1, payments: 1 });
  await minute(0);
  expect(titles()).toEqual([FIRING]);
  values.orders = 9;
  await minute(2);
  expect(messages).toHaveLength(1);

  values.orders = 1;
  await minute(3);
  expect(messages).toHaveLength(1);
  await minute(5);
  expect(messages).toHaveLength(2);
});

test.each([
  ['a mute timing', { mute_time_intervals: ['noon'] }],
  ['another time than its active one', { active_time_intervals: ['one'] }],
])('nothing is told in %s, and what lasts is told after it', async (_, settings) => {
  const { store, values, minute } = watch(settings);
  const hour = (from: number) => [{ times: [{ start_time: `${from}:00`, end_time: `${from + 1}:00` }] }];
  store.timeIntervals.set('noon', { name: 'noon', time_intervals: hour(12) });
  store.timeIntervals.set('one', { name: 'one', time_intervals: hour(13) });
  values.orders = 1;
  await minute(0);
  await minute(59);
  expect(messages).toEqual([]);
  await minute(60);
  expect(titles()).toEqual([FIRING]);
});

test('what a rule found that is paused or deleted counts as over', async () => {
  const { store, values, minute } = watch();
  values.orders = 1;
  await minute(0);
  store.rules.delete('p');
  await minute(1);
  expect(titles()).toEqual([FIRING, RESOLVED]);
});
