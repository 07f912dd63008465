import { channelContactPoint, channelSettings, defaultTyped, isNeeded, isShown, type ChannelOption } from './channel';
import { PLAIN_TEXT, PLAIN_TITLE } from './message';

const option = (name: string, more: Partial<ChannelOption> = {}): ChannelOption => ({
  name,
  element: 'input',
  label: name,
  description: '',
  placeholder: '',
  isRequired: false,
  isSecret: false,
  pattern: '',
  choices: [],
  shownWhen: { field: '', is: '' },
  insteadOf: '',
  options: [],
  ...more,
});

const OPTIONS = [
  option('url', { isRequired: true, insteadOf: 'token' }),
  option('token', { isSecret: true }),
  option('retry', { pattern: '^\\d+$', shownWhen: { field: 'priority', is: '2' } }),
  option('priority', { element: 'select' }),
  option('tls', { element: 'checkbox' }),
  option('fields', { element: 'string_array' }),
  option('headers', { element: 'key_value_map' }),
  option('hmac', { element: 'subform', options: [option('secret', { isSecret: true, isRequired: true })] }),
  option('responders', { element: 'subform_array', options: [option('name', { isRequired: true })] }),
];

describe('what is typed for a channel', () => {
  it('becomes its settings, without what is empty or not shown', () => {
    const typed = {
      url: ' https://x ',
      token: '',
      retry: 'never',
      priority: '1',
      tls: false,
      fields: 'a\n\n b ',
      headers: 'X-Key: k:1\nX-Empty:',
      responders: [{ name: 'night' }],
    };
    expect(channelSettings(OPTIONS, typed)).toEqual({
      settings: {
        url: 'https://x',
        priority: '1',
        fields: ['a', 'b'],
        headers: { 'X-Key': 'k:1', 'X-Empty': '' },
        responders: [{ name: 'night' }],
      },
      secrets: ['https://x', 'k:1'],
      issues: [],
    });
  });

  it('says what is missing, and what is not as Grafana wants it', () => {
    const typed = { retry: 'never', priority: '2', headers: 'X-Key', hmac: {}, responders: [{ name: 'a' }, {}] };
    expect(channelSettings(OPTIONS, typed).issues).toEqual([
      { path: ['url'], what: 'missing' },
      { path: ['retry'], what: 'pattern' },
      { path: ['headers'], what: 'pairs' },
      { path: ['hmac', 'secret'], what: 'missing' },
      { path: ['responders', 1, 'name'], what: 'missing' },
    ]);
  });

  it('needs no setting that another stands in for, and no form that nobody asked for', () => {
    expect(channelSettings(OPTIONS, { token: 't' })).toEqual({
      settings: { token: 't' },
      secrets: ['t'],
      issues: [],
    });
    expect(isNeeded(option('url', { isRequired: true, insteadOf: 'token' }), { token: ' ' })).toBe(true);
  });

  it('takes secrets of forms within forms for secrets', () => {
    expect(channelSettings(OPTIONS, { token: 't', hmac: { secret: 's' } })).toMatchObject({
      settings: { hmac: { secret: 's' } },
      secrets: ['t', 's'],
    });
  });
});

it('shows a setting beside the one that it is for', () => {
  const retry = option('retry', { shownWhen: { field: 'priority', is: '2' } });
  expect([isShown(retry, { priority: '2' }), isShown(retry, {})]).toEqual([true, false]);
});

it('begins with our words where there is a title or a message', () => {
  const options = [
    option('subject'),
    option('message', { element: 'textarea' }),
    option('title', { element: 'select' }),
  ];
  expect(defaultTyped([...options, option('url')])).toEqual({ subject: PLAIN_TITLE, message: PLAIN_TEXT });
});

it('makes a contact point with one channel', () => {
  const type = { type: 'webhook', version: 'v1', name: 'Webhook', notes: [], options: OPTIONS };
  expect(channelContactPoint(type, { title: 'orders', resolved: true }, { token: 't' })).toEqual({
    contactPoint: {
      title: 'orders',
      integration: { type: 'webhook', version: 'v1', settings: { token: 't' }, disableResolveMessage: false },
      secrets: ['t'],
    },
    issues: [],
  });
});
