import { RUN, type Api } from './api';
import { receiver, slack } from './samples';

const DELIVERIES = '/api/alertmanager/grafana/config/api/v1/receivers';
const RECEIVERS = '/apis/notifications.alerting.grafana.app/v0alpha1/namespaces/default/receivers';

export function deliveryCases({ ask }: Api): void {
  test('what came of the newest message of a contact point is told to everybody', async () => {
    const title = `Deliveries ${RUN}`;
    await ask('Editor', 'POST', RECEIVERS, receiver(title, [slack()]));
    const { status, body } = await ask('Viewer', 'GET', DELIVERIES);
    expect(status).toBe(200);
    expect(Array.isArray(body)).toBe(true);
    const used = body.find(({ integrations }: { integrations: unknown[] }) => integrations.length > 0);
    expect(used).toMatchObject({
      name: expect.any(String),
      integrations: [
        { name: expect.any(String), sendResolved: expect.any(Boolean), lastNotifyAttempt: expect.any(String) },
      ],
    });
    await ask('Editor', 'DELETE', `${RECEIVERS}/${Buffer.from(title).toString('base64url')}`);
  });
}
