/**
 * What the plugin relies on of Grafana's API, tried on the fake and, where there is one, on a real Grafana; each
 * exchange is held to Grafana's own description too. Where the two differ the fake is wrong.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Role } from '../route';
import { readDescription, type Description } from './openapi';
import { channelTest, group, receiver, rule, slack } from './samples';
import { fakeTarget, missingGrafana, realTarget, type Target } from './target';

const RULES = '/api/v1/provisioning/alert-rules';
const NOTIFICATIONS = '/apis/notifications.alerting.grafana.app';
const RECEIVERS = `${NOTIFICATIONS}/v0alpha1/namespaces/default/receivers`;
const TEST = '/api/alertmanager/grafana/config/api/v1/receivers/test';
const EDITABLE = { 'X-Disable-Provenance': 'true' };
/** Apart from what else a Grafana has, and from an earlier run. */
const RUN = `contract-${Date.now().toString(36)}`;
const FOLDER = RUN;
const groupUrl = (name: string, folder = FOLDER) => `/api/v1/provisioning/folder/${folder}/rule-groups/${name}`;

const descriptions = [
  readDescription('openapi-12.3.0.json', '/api'),
  readDescription('notifications-v0alpha1-12.3.0.json', ''),
].filter((one) => one !== undefined);

if (descriptions.length === 0) {
  test.skip('Grafana’s descriptions of its API are not beside the repository (../shared/grafana)', () => undefined);
}

describe('the fake', () => contract(() => fakeTarget('12.3'), descriptions));

const missing = missingGrafana();
if (missing === undefined) {
  describe('a real Grafana', () => contract(realTarget, descriptions));
} else {
  test.skip(`the same against a real Grafana. ${missing}`, () => undefined);
}

/** What a webhook of Slack may answer. */
const SLACK_ANSWERS: Record<string, [number, string]> = {
  '/ok': [200, 'ok'],
  '/odd': [200, '{"ok":false}'],
  '/broken': [500, 'server_error'],
};

function contract(start: () => Promise<Target>, described: Description[]): void {
  let grafana: Target;
  let slackServer: Server;
  let hook: string;

  async function ask(
    role: Role,
    method: string,
    url: string,
    sent?: unknown,
    headers: Record<string, string> = EDITABLE
  ) {
    const response = await fetch(grafana.url + url, {
      method,
      headers: { authorization: grafana.authorization(role), 'content-type': 'application/json', ...headers },
      body: sent === undefined ? undefined : typeof sent === 'string' ? sent : JSON.stringify(sent),
    });
    const text = await response.text();
    const answer = text === '' ? undefined : JSON.parse(text);
    const path = url.split('?')[0] ?? '';
    const exchange = { method, path, sent, status: response.status, answer };
    expect(described.flatMap((one) => one.mistakes(exchange))).toEqual([]);
    return { status: response.status, body: answer };
  }

  const put = (name: string, rules: object[], role: Role = 'Editor') =>
    ask(role, 'PUT', groupUrl(name), group(name, FOLDER, rules));

  beforeAll(async () => {
    slackServer = createServer((request, response) => {
      const [status, text] = SLACK_ANSWERS[request.url ?? ''] ?? [404, 'no_service'];
      response.writeHead(status).end(text);
    });
    await new Promise<void>((resolve) => slackServer.listen(0, '127.0.0.1', resolve));
    const address: AddressInfo | string | null = slackServer.address();
    hook = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    grafana = await start();
    // Before anybody else asks: Grafana remembers for a while what each person may do.
    await ask('Admin', 'POST', '/api/folders', { uid: FOLDER, title: `Folder ${RUN}` });
  }, 90_000);

  afterAll(async () => {
    await ask('Admin', 'DELETE', `/api/folders/${FOLDER}?forceDeleteRules=true`);
    await grafana.stop();
    slackServer.close();
  }, 30_000);

  describe('folders', () => {
    test('are read by everybody', async () => {
      expect(await ask('Viewer', 'GET', `/api/folders/${FOLDER}`)).toMatchObject({
        status: 200,
        body: { uid: FOLDER, title: `Folder ${RUN}` },
      });
    });

    test('that are not there are missing to an admin, and forbidden to others', async () => {
      expect(await ask('Admin', 'GET', '/api/folders/none')).toMatchObject({
        status: 404,
        body: { message: 'folder not found' },
      });
      for (const role of ['Editor', 'Viewer'] as const) {
        expect(await ask(role, 'GET', '/api/folders/none')).toMatchObject({
          status: 403,
          body: { title: 'Access denied', message: expect.stringContaining('folders:read') },
        });
      }
    });

    test('are made by editors, with a uid that is free and a title', async () => {
      const uid = `${RUN}-made`;
      expect(await ask('Viewer', 'POST', '/api/folders', { uid, title: 'x' })).toMatchObject({ status: 403 });
      expect(await ask('Editor', 'POST', '/api/folders', { uid, title: uid })).toMatchObject({
        status: 200,
        body: { uid, title: uid, version: 1 },
      });
      expect(await ask('Editor', 'POST', '/api/folders', { uid, title: 'other' })).toMatchObject({
        status: 412,
        body: { message: 'the folder has been changed by someone else' },
      });
      expect(await ask('Editor', 'POST', '/api/folders', { uid: 'x' })).toMatchObject({
        status: 400,
        body: { message: 'folder title cannot be empty' },
      });
      expect(await ask('Viewer', 'DELETE', `/api/folders/${uid}`)).toMatchObject({ status: 403 });
      expect(await ask('Editor', 'DELETE', `/api/folders/${uid}`)).toMatchObject({ status: 200 });
      expect(await ask('Admin', 'DELETE', `/api/folders/${uid}`)).toMatchObject({ status: 404 });
    });

    test('are not deleted while they hold rules', async () => {
      await put('held', [rule(`${RUN}-held`, FOLDER)]);
      expect(await ask('Admin', 'DELETE', `/api/folders/${FOLDER}`)).toMatchObject({
        status: 400,
        body: { messageId: 'folder.not-empty', message: 'Folder cannot be deleted: folder is not empty' },
      });
    });
  });

  describe('rules', () => {
    const uid = `${RUN}-rule`;

    test('are written by their group and read back, with defaults in their queries', async () => {
      expect(await put('a', [rule(uid, FOLDER)])).toMatchObject({
        status: 200,
        body: { title: 'a', folderUid: FOLDER, interval: 60, rules: [{ uid, id: 0, title: `Rule ${uid}` }] },
      });
      const { status, body } = await ask('Viewer', 'GET', `${RULES}/${uid}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        ...rule(uid, FOLDER),
        ruleGroup: 'a',
        keep_firing_for: '0s',
        record: null,
        id: expect.any(Number),
        data: rule(uid, FOLDER).data.map(({ model, ...rest }) => ({
          ...rest,
          model: { ...model, intervalMs: 1000, maxDataPoints: 43200 },
        })),
      });
      expect(body).not.toHaveProperty('provenance');
      const listed = await ask('Viewer', 'GET', RULES);
      expect(listed.body).toEqual(expect.arrayContaining([expect.objectContaining({ uid })]));
      expect((await ask('Viewer', 'GET', groupUrl('a'))).body).toMatchObject({ interval: 60, rules: [{ uid }] });
    });

    test('that are left out of their group are deleted, and others stay', async () => {
      await put('b', [rule(`${uid}-1`, FOLDER), rule(`${uid}-2`, FOLDER)]);
      await put('b', [rule(`${uid}-2`, FOLDER)]);
      expect(await ask('Admin', 'GET', `${RULES}/${uid}-1`)).toEqual({ status: 404, body: undefined });
      expect(await ask('Admin', 'GET', `${RULES}/${uid}-2`)).toMatchObject({ status: 200 });
    });

    test('stay when their group is written without any', async () => {
      await put('k', [rule(`${uid}-k`, FOLDER)]);
      expect(await put('k', [])).toMatchObject({ status: 200, body: { rules: [] } });
      expect(await ask('Admin', 'GET', groupUrl('k'))).toMatchObject({ status: 200 });
      await ask('Editor', 'DELETE', `${RULES}/${uid}-k`);
      expect(await ask('Admin', 'GET', groupUrl('k'))).toEqual({
        status: 404,
        body: { statusCode: 404, messageId: 'alerting.alert-rule.notFound', message: 'NotFound' },
      });
    });

    test('move with their uid to the group that they are written in', async () => {
      await put('c', [rule(`${uid}-c`, FOLDER)]);
      await put('d', [rule(`${uid}-c`, FOLDER)]);
      expect((await ask('Admin', 'GET', `${RULES}/${uid}-c`)).body).toMatchObject({ ruleGroup: 'd' });
      expect(await ask('Admin', 'GET', groupUrl('c'))).toMatchObject({ status: 404 });
    });

    test('are not written by viewers, nor by editors into a folder that is not there', async () => {
      expect(await put('a', [rule(uid, FOLDER)], 'Viewer')).toMatchObject({
        status: 403,
        body: { title: 'Access denied' },
      });
      const elsewhere = group('a', 'none', [rule(`${uid}-none`, 'none')]);
      expect(await ask('Editor', 'PUT', groupUrl('a', 'none'), elsewhere)).toMatchObject({ status: 403 });
      expect(await ask('Viewer', 'DELETE', `${RULES}/${uid}`)).toMatchObject({ status: 403 });
    });

    test.each([
      [
        'a receiver that is not there',
        { notification_settings: { receiver: 'nobody' } },
        'receiver nobody does not exist',
      ],
      ['no query', { data: [] }, 'no queries or expressions are found'],
      ['a uid with signs', { uid: 'a b!' }, "Only letters, numbers, '-' and '_' are allowed"],
    ])('are refused with %s', async (_, change, words) => {
      const { status, body } = await put('e', [rule(`${uid}-e`, FOLDER, change)]);
      expect(status).toBe(400);
      expect(body.message).toContain(words);
      expect(await ask('Admin', 'GET', groupUrl('e'))).toMatchObject({ status: 404 });
    });

    test('are refused in an interval between the scheduler’s, and when they are no JSON', async () => {
      const odd = group('e', FOLDER, [rule(`${uid}-e`, FOLDER)], 65);
      expect(await ask('Editor', 'PUT', groupUrl('e'), odd)).toMatchObject({
        status: 400,
        body: {
          message:
            'invalid alert rule: interval (1m5s) should be non-zero and divided exactly by scheduler interval: 10',
        },
      });
      expect(await ask('Editor', 'PUT', groupUrl('e'), '{no')).toMatchObject({
        status: 400,
        body: { message: 'bad request data' },
      });
    });

    test('are paused through their group', async () => {
      await put('f', [rule(`${uid}-f`, FOLDER)]);
      await put('f', [rule(`${uid}-f`, FOLDER, { isPaused: true })]);
      expect((await ask('Admin', 'GET', `${RULES}/${uid}-f`)).body).toMatchObject({ isPaused: true });
    });

    test('are changed one by one', async () => {
      await put('g', [rule(`${uid}-g`, FOLDER)]);
      for (const role of ['Editor', 'Admin'] as const) {
        const isPaused = role === 'Editor';
        const changed = rule(`${uid}-g`, FOLDER, { ruleGroup: 'g', title: `By ${role}`, isPaused });
        expect(await ask(role, 'PUT', `${RULES}/${uid}-g`, changed)).toMatchObject({
          status: 200,
          body: { title: `By ${role}` },
        });
        expect((await ask('Admin', 'GET', `${RULES}/${uid}-g`)).body).toMatchObject({ title: `By ${role}`, isPaused });
      }
      expect(await ask('Editor', 'PUT', `${RULES}/none`, rule('none', FOLDER))).toEqual({
        status: 404,
        body: undefined,
      });
    });

    test('are paused one by one by admins; an editor who does nothing else is answered, and not heeded', async () => {
      for (const role of ['Editor', 'Admin'] as const) {
        const alone = `${uid}-${role}`;
        await put(alone, [rule(alone, FOLDER)]);
        const { body } = await ask(role, 'GET', `${RULES}/${alone}`);
        expect(await ask(role, 'PUT', `${RULES}/${alone}`, { ...body, isPaused: true })).toMatchObject({
          status: 200,
          body: { isPaused: true },
        });
        const isPaused = role === 'Admin';
        expect((await ask('Admin', 'GET', `${RULES}/${alone}`)).body).toMatchObject({ isPaused });
      }
    });

    test('belong to a script when written without the header, and not to people again but by their group', async () => {
      const script = rule(`${uid}-h`, FOLDER, { ruleGroup: 'h' });
      await ask('Admin', 'PUT', groupUrl('h'), group('h', FOLDER, [script]), {});
      expect((await ask('Admin', 'GET', `${RULES}/${uid}-h`)).body).toMatchObject({ provenance: 'api' });
      expect(await ask('Admin', 'PUT', `${RULES}/${uid}-h`, script)).toMatchObject({ status: 500 });
      expect(await put('h', [script])).toMatchObject({ status: 200 });
      expect((await ask('Admin', 'GET', `${RULES}/${uid}-h`)).body).not.toHaveProperty('provenance');
    });

    test('are deleted; again does no harm, but only an admin is told so', async () => {
      await put('i', [rule(`${uid}-i`, FOLDER)]);
      expect(await ask('Editor', 'DELETE', `${RULES}/${uid}-i`)).toEqual({ status: 204, body: undefined });
      expect(await ask('Editor', 'DELETE', `${RULES}/${uid}-i`)).toMatchObject({ status: 500 });
      expect(await ask('Admin', 'DELETE', `${RULES}/${uid}-i`)).toEqual({ status: 204, body: undefined });
      expect(await ask('Admin', 'GET', groupUrl('i'))).toMatchObject({ status: 404 });
    });

    test('have a state, never evaluated at first', async () => {
      await put('j', [rule(`${uid}-j`, FOLDER, { isPaused: true })]);
      const { body } = await ask('Viewer', 'GET', `/api/prometheus/grafana/api/v1/rules?folder_uid=${FOLDER}`);
      expect(body).toMatchObject({ status: 'success' });
      expect(body.data.groups).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            name: 'j',
            file: `Folder ${RUN}`,
            folderUid: FOLDER,
            rules: [
              expect.objectContaining({
                uid: `${uid}-j`,
                state: 'inactive',
                health: 'ok',
                lastEvaluation: '0001-01-01T00:00:00Z',
                isPaused: true,
                labels: { severity: 'critical' },
              }),
            ],
          }),
        ])
      );
    });
  });

  describe('receivers', () => {
    const title = `Slack ${RUN}`;
    const name = Buffer.from(title).toString('base64url');
    const url = `${RECEIVERS}/${name}`;

    test('are found by asking which API there is', async () => {
      expect((await ask('Viewer', 'GET', NOTIFICATIONS)).body).toMatchObject({
        kind: 'APIGroup',
        preferredVersion: { version: 'v0alpha1' },
      });
      const { body } = await ask('Viewer', 'GET', `${NOTIFICATIONS}/v0alpha1`);
      expect(body.resources).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'receivers' })]));
      expect(body.resources).not.toEqual(expect.arrayContaining([expect.objectContaining({ name: 'receivers/test' })]));
      expect(await ask('Viewer', 'GET', `${NOTIFICATIONS}/v9`)).toMatchObject({ status: 404 });
    });

    test('are made by editors under a title of their own, and keep their secrets', async () => {
      expect(await ask('Viewer', 'POST', RECEIVERS, receiver(title, [slack()]))).toMatchObject({
        status: 403,
        body: { kind: 'Status', reason: 'Forbidden', code: 403 },
      });
      const stored = {
        metadata: { name, namespace: 'default', resourceVersion: expect.stringMatching(/^[0-9a-f]+$/) },
        spec: {
          title,
          integrations: [
            {
              uid: expect.stringMatching(/./),
              type: 'slack',
              version: 'v1',
              disableResolveMessage: false,
              settings: { title: 'a title', text: 'a text' },
              secureFields: { url: true },
            },
          ],
        },
      };
      const made = await ask('Editor', 'POST', RECEIVERS, receiver(title, [slack()]));
      expect(made).toMatchObject({ status: 201, body: stored });
      expect(made.body.spec).toEqual(stored.spec);
      const { status, body } = await ask('Viewer', 'GET', url);
      expect(status).toBe(200);
      expect(body).toMatchObject(stored);
      expect(body.metadata.annotations).toMatchObject({
        'grafana.com/canUse': 'true',
        'grafana.com/inUse/rules': '0',
        'grafana.com/provenance': 'none',
      });
      expect(body.metadata.annotations).not.toHaveProperty(['grafana.com/access/canWrite']);
      const listed = await ask('Viewer', 'GET', RECEIVERS);
      expect(JSON.stringify(listed.body)).not.toContain('127.0.0.1:9');
      expect(listed.body.items.map((one: { spec: { title: string } }) => one.spec.title)).toContain(title);
      expect(await ask('Editor', 'POST', RECEIVERS, receiver(title, [slack()]))).toMatchObject({
        status: 409,
        body: { reason: 'Conflict', details: { uid: 'alerting.notifications.receivers.exists' } },
      });
    });

    test('are changed by those who saw the newest version; secrets that are to be kept are', async () => {
      const before = (await ask('Editor', 'GET', url)).body;
      const kept = { ...before.spec.integrations[0], settings: { title: 'another', text: 'a text' } };
      expect(await ask('Editor', 'PUT', url, receiver(title, [kept], { name, resourceVersion: 'old' }))).toMatchObject({
        status: 409,
        body: { reason: 'Conflict', details: { uid: 'alerting.notifications.receivers.conflict' } },
      });
      const { resourceVersion } = before.metadata;
      expect(await ask('Viewer', 'PUT', url, receiver(title, [kept], { name, resourceVersion }))).toMatchObject({
        status: 403,
      });
      const changed = await ask('Editor', 'PUT', url, receiver(title, [kept], { name, resourceVersion }));
      expect(changed).toMatchObject({
        status: 200,
        body: { spec: { integrations: [{ settings: { title: 'another' }, secureFields: { url: true } }] } },
      });
      expect(changed.body.metadata.resourceVersion).not.toBe(resourceVersion);
    });

    test.each([
      ['without a title', receiver('', [slack()]), 400, "Invalid receiver: 'name should not be an empty string'"],
      ['of an unknown kind', receiver(`${RUN} x`, [slack({ type: 'nope' })]), 500, 'unknown integration type: nope'],
      [
        'that could not send',
        receiver(`${RUN} x`, [slack({ settings: { recipient: '#x' } })]),
        400,
        'token must be specified when using the Slack chat API',
      ],
    ])('%s are refused', async (_, sent, status, words) => {
      const refused = await ask('Editor', 'POST', RECEIVERS, sent);
      expect(refused).toMatchObject({ status, body: { kind: 'Status', status: 'Failure', code: status } });
      expect(refused.body.message).toContain(words);
    });

    test('are not deleted while a rule uses them', async () => {
      const used = rule(`${RUN}-used`, FOLDER, { notification_settings: { receiver: title } });
      await put('used', [used]);
      expect(await ask('Admin', 'DELETE', url)).toMatchObject({
        status: 409,
        body: { reason: 'Conflict', details: { uid: 'alerting.notifications.receivers.used' } },
      });
      expect((await ask('Admin', 'GET', url)).body.metadata.annotations).toMatchObject({
        'grafana.com/inUse/rules': '1',
      });
      await ask('Editor', 'DELETE', `${RULES}/${RUN}-used`);
      expect(await ask('Viewer', 'DELETE', url)).toMatchObject({ status: 403 });
      expect(await ask('Editor', 'DELETE', url)).toMatchObject({ status: 200 });
      for (const method of ['GET', 'DELETE']) {
        expect(await ask('Admin', method, url)).toMatchObject({
          status: 404,
          body: { message: 'Receiver not found', details: { uid: 'alerting.notifications.receivers.notFound' } },
        });
      }
    });

    test.each([
      ['goes out', '/ok', 200, { status: 'ok' }],
      [
        'is refused',
        '/gone',
        207,
        { status: 'failed', error: expect.stringContaining('disabled, removed, or invalid') },
      ],
      [
        'is answered oddly',
        '/odd',
        207,
        { status: 'failed', error: expect.stringContaining('failed incoming webhook') },
      ],
      [
        'meets a fault',
        '/broken',
        207,
        { status: 'failed', error: expect.stringContaining('unexpected 5xx status code: 500') },
      ],
    ])('are tested: a message that %s', async (_, path, status, result) => {
      const settings = { url: hook + path, title: 'a title', text: 'a text' };
      const tested = await ask('Editor', 'POST', TEST, channelTest(slack({ settings })));
      expect(tested).toMatchObject({
        status,
        body: { receivers: [{ grafana_managed_receiver_configs: [{ name: 'test', ...result }] }] },
      });
    });

    test('are tested: a channel that can’t send, a viewer, nothing', async () => {
      expect(await ask('Editor', 'POST', TEST, channelTest(slack({ settings: { title: 'x' } })))).toMatchObject({
        status: 400,
        body: {
          receivers: [
            {
              grafana_managed_receiver_configs: [
                {
                  status: 'failed',
                  error:
                    'failed to validate integration "test" (UID ) of type "slack": recipient must be specified when using the Slack chat API',
                },
              ],
            },
          ],
        },
      });
      expect(await ask('Viewer', 'POST', TEST, channelTest(slack()))).toMatchObject({ status: 403 });
      expect(await ask('Editor', 'POST', TEST, { receivers: [] })).toEqual({ status: 400, body: {} });
    });
  });

  test('dashboards that are not there are missing', async () => {
    expect(await ask('Admin', 'GET', '/api/dashboards/uid/none')).toMatchObject({
      status: 404,
      body: { message: 'Dashboard not found' },
    });
    expect((await ask('Viewer', 'GET', `/api/search?tag=${RUN}&type=dash-db`)).body).toEqual([]);
  });
}
