import { createServer, type Server } from 'node:http';

import { SLACK_TEXT, SLACK_TITLE } from '../../src/policy/message';
import { parseRule, saveRule } from './alerting/rules';
import { emptyStore } from './alerting/store';
import { Scheduler } from './scheduler';

const NOW = Date.UTC(2026, 2, 1, 12);
const MINUTE = 60_000;

let server: Server;
let url: string;
const messages: Array<{ attachments: Array<{ title: string; text: string; footer: string }> }> = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      messages.push(JSON.parse(body));
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

test('a breach is told once, repeated after four hours, and its end is told', async () => {
  const store = emptyStore();
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
  const rule = parseRule({
    uid: 'p',
    title: 'Orders & <!channel> are falling',
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
    notification_settings: { receiver: 'Slack' },
  });
  if (rule) {
    saveRule(store, rule, '');
  }
  let value = 9;
  const scheduler = new Scheduler({
    store,
    url: 'http://preview',
    log: () => undefined,
    run: async (_uid, sql) => ({ sql, columns: [{ name: 'value', type: 'number', values: [value] }] }),
  });

  await scheduler.evaluateAll(NOW);
  expect(messages).toEqual([]);

  value = 1;
  await scheduler.evaluateAll(NOW + MINUTE);
  await scheduler.evaluateAll(NOW + 2 * MINUTE);
  expect(messages).toHaveLength(1);
  expect(messages[0]?.attachments[0]).toMatchObject({
    title: ':rotating_light: [CRITICAL] Orders &amp; &lt;!channel&gt; are falling',
    text: expect.stringContaining('*Orders are low*\nNow few.\nSince <!date^'),
    footer: expect.stringContaining('preview'),
  });

  await scheduler.evaluateAll(NOW + MINUTE + 240 * MINUTE);
  expect(messages).toHaveLength(2);

  value = 9;
  await scheduler.evaluateAll(NOW + 250 * MINUTE);
  expect(messages).toHaveLength(3);
  expect(messages[2]?.attachments[0]).toMatchObject({
    title: ':white_check_mark: [RESOLVED] Orders &amp; &lt;!channel&gt; are falling',
    text: expect.stringContaining('*Orders back to normal*'),
  });
});
