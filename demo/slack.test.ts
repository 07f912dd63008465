import { mrkdwnToHtml } from './mrkdwn';
import { startSlack } from './slack';
import { messageToHtml } from './slack-message';

let slack: Awaited<ReturnType<typeof startSlack>>;
beforeAll(async () => {
  slack = await startSlack();
});
afterAll(() => slack.stop());
afterEach(() => fetch(`${slack.url}/messages`, { method: 'DELETE' }));

const WEBHOOK = '/services/T000/B000/secret';

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(slack.url + path, { method: 'POST', body: text, headers });
  return { status: response.status, body: await response.text() };
}
const messages = async (): Promise<unknown> => (await fetch(`${slack.url}/messages`)).json();

describe('incoming webhooks', () => {
  it('take a message, say ok, and keep it as it came', async () => {
    const payload = { text: 'Orders fell', attachments: [{ color: '#f00', text: 'now 3', unknown: { kept: true } }] };
    expect(await post(WEBHOOK, payload)).toEqual({ status: 200, body: 'ok' });
    await post(WEBHOOK, { text: 'second', channel: '#orders' });
    expect(await messages()).toEqual([
      {
        receivedAt: expect.any(String),
        path: WEBHOOK,
        channel: '#orders',
        payload: { text: 'second', channel: '#orders' },
      },
      { receivedAt: expect.any(String), path: WEBHOOK, channel: '#alerts', payload },
    ]);
  });

  it.each([
    ['/services/T000/B000/revoked', { text: 'x' }, 404, 'no_service'],
    ['/services/T000', { text: 'x' }, 404, 'no_service'],
    ['/services/T000/B000/archived', { text: 'x' }, 410, 'channel_is_archived'],
    [WEBHOOK, '{', 400, 'invalid_payload'],
    [WEBHOOK, '[]', 400, 'invalid_payload'],
    [WEBHOOK, {}, 400, 'no_text'],
    [WEBHOOK, 'x'.repeat(1_000_001), 413, 'payload_too_large'],
  ])('refuse as Slack does: %s', async (path, body, status, answer) => {
    expect(await post(path, body)).toEqual({ status, body: answer });
    expect(await messages()).toEqual([]);
  });
});

describe('chat.postMessage', () => {
  const call = async (body: unknown, token?: string) => {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const reply = await post('/api/chat.postMessage', body, headers);
    expect(reply.status).toBe(200);
    return JSON.parse(reply.body);
  };

  it('takes a message, and never keeps the token', async () => {
    expect(await call({ channel: '#orders', text: 'fell' }, 'xoxb-right')).toMatchObject({
      ok: true,
      ts: expect.any(String),
    });
    expect(await messages()).toMatchObject([{ channel: '#orders', payload: { text: 'fell' } }]);
    expect(JSON.stringify(await messages())).not.toContain('xoxb-right');
  });

  it.each([
    [{ channel: '#orders', text: 'x' }, undefined, 'not_authed'],
    [{ channel: '#orders', text: 'x' }, 'xoxb-invalid', 'invalid_auth'],
    [{ channel: '#nowhere', text: 'x' }, 'xoxb-right', 'channel_not_found'],
    [{ text: 'x' }, 'xoxb-right', 'channel_not_found'],
    [{ channel: '#orders' }, 'xoxb-right', 'no_text'],
    ['{', 'xoxb-right', 'invalid_json'],
  ])('refuses as Slack does: %j with %s', async (body, token, error) => {
    expect(await call(body, token)).toEqual({ ok: false, error });
    expect(await messages()).toEqual([]);
  });
});

describe('the page', () => {
  it('says that it is not Slack, and runs no script but its own', async () => {
    const response = await fetch(slack.url);
    const page = await response.text();
    const nonce = /<script nonce="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(page).toContain('Not Slack');
    expect(page).toContain(`${slack.url}/services/TDEMO/BDEMO/kpiwatch`);
    expect(response.headers.get('content-security-policy')).toContain(`script-src 'nonce-${nonce}'`);
  });

  it('is told of a message at once', async () => {
    const events = await fetch(`${slack.url}/events`);
    const reader = events.body?.getReader();
    const read = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await read()).toContain('event: all');
    await post(WEBHOOK, { text: 'Orders fell' });
    expect(await read()).toMatch(/event: new\ndata: ".*Orders fell/);
    await reader?.cancel();
  });

  it('shows attachments and blocks, links http addresses only, and obeys no markup in the values', () => {
    const html = messageToHtml({
      receivedAt: '2026-03-01T00:00:00.000Z',
      path: WEBHOOK,
      channel: '#orders',
      payload: {
        username: '<b>Grafana</b>',
        attachments: [
          {
            color: 'red;background:url(//evil)',
            title: 'Fell <img>',
            title_link: 'http://grafana/alert?a=1&b=2',
            text: '*Orders*\nnow',
          },
          { color: '#D63232', title: 'Trap', title_link: 'javascript:alert(1)' },
        ],
        blocks: [{ type: 'actions', elements: [{ text: { text: 'Open' }, url: 'https://grafana/d/1' }] }],
      },
    });
    expect(html).toContain(
      '<a href="http://grafana/alert?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">Fell &lt;img&gt;</a>'
    );
    expect(html).toContain('<strong>Orders</strong><br>now');
    expect(html).toContain('border-color: #D63232');
    expect(html).toContain('>Open</a>');
    expect(html).not.toMatch(/<b>|<img>|javascript|evil/);
  });
});

it.each([
  ['*Orders* are 70 % down', '<strong>Orders</strong> are 70 % down'],
  ['2*3*4 and a * b', '2*3*4 and a * b'],
  [
    '<https://a.example/x?y=1&z=2|Open *it*>',
    '<a href="https://a.example/x?y=1&amp;z=2" target="_blank" rel="noopener noreferrer">Open *it*</a>',
  ],
  [
    '*<http://a.example|bold link>*',
    '<strong><a href="http://a.example" target="_blank" rel="noopener noreferrer">bold link</a></strong>',
  ],
  ['<javascript:alert(1)|click>', 'click'],
  [
    '<http://"onclick="x|click>',
    '<a href="http://&quot;onclick=&quot;x" target="_blank" rel="noopener noreferrer">click</a>',
  ],
  [':warning: a &amp; b &lt;script&gt;', ':warning: a &amp; b &lt;script&gt;'],
  [
    '<!date^1767225600^{time}|2026-01-01 00:00 UTC>',
    '<time datetime="2026-01-01T00:00:00.000Z">2026-01-01 00:00 UTC</time>',
  ],
  ['<!here> <!subteam^S1|@orders>', '<span class="mention">@here</span> <span class="mention">@orders</span>'],
  ['a < b "c"', 'a &lt; b &quot;c&quot;'],
])('markup: %s', (text, html) => {
  expect(mrkdwnToHtml(text)).toBe(html);
});
