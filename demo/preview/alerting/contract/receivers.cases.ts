import { FOLDER, NOTIFICATIONS, RULES, RUN, type Api } from './api';
import { channelTest, receiver, rule, slack } from './samples';

const RECEIVERS = `${NOTIFICATIONS}/v0alpha1/namespaces/default/receivers`;
const TEST = '/api/alertmanager/grafana/config/api/v1/receivers/test';

export function receiverCases({ ask, put, hook }: Api): void {
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
      const settings = { url: hook() + path, title: 'a title', text: 'a text' };
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
}
