/** What differs between releases; of 12.4 and 13 there is no real Grafana to hold the fake to, but 12.4's description. */
import { getResponse } from 'msw';

import { readDescription } from './contract/openapi';
import { receiver, slack } from './contract/samples';
import { fakeGrafana, type Release } from './handlers';

const GROUP = '/apis/notifications.alerting.grafana.app';
const ALERT = { labels: { alertname: 'TestAlert' }, annotations: {} };

function asker(release: Release, sendTest = async (): Promise<string | undefined> => undefined) {
  const { handlers } = fakeGrafana({ release, sendTest });
  const description = release === '12.4' ? readDescription('notifications-v0alpha1-12.4.3.json', '') : undefined;
  return async (method: string, path: string, sent?: unknown) => {
    const body = sent === undefined ? undefined : JSON.stringify(sent);
    const response = await getResponse(handlers, new Request(`http://grafana.fake${path}`, { method, body }));
    const status = response?.status ?? 0;
    const answer = await response?.json();
    expect(description?.mistakes({ method, path, sent, status, answer }) ?? []).toEqual([]);
    return { status, body: answer };
  };
}

test.each([
  ['12.3', 'v0alpha1', ['receivers']],
  ['12.4', 'v0alpha1', ['receivers', 'receivers/test']],
  ['13', 'v1beta1', ['receivers', 'receivers/test']],
] as const)('%s calls the API %s, and says what it has', async (release, version, resources) => {
  const ask = asker(release);
  expect((await ask('GET', GROUP)).body).toMatchObject({ preferredVersion: { version } });
  const { body } = await ask('GET', `${GROUP}/${version}`);
  const names: string[] = body.resources.map(({ name }: { name: string }) => name);
  expect(names.filter((name) => name.startsWith('receivers'))).toEqual(resources);
  const made = await ask('POST', `${GROUP}/${version}/namespaces/default/receivers`, receiver('Slack', [slack()]));
  expect(made).toMatchObject({ status: 201, body: { apiVersion: `notifications.alerting.grafana.app/${version}` } });
});

test.each([
  ['12.4', 'v0alpha1'],
  ['13', 'v1beta1'],
] as const)('%s tests a channel as a resource', async (release, version) => {
  const path = `${GROUP}/${version}/namespaces/default/receivers/-/test`;
  const sent = { integration: slack(), alert: ALERT };
  expect(await asker(release)('POST', path, sent)).toMatchObject({ status: 200, body: { status: 'success' } });
  const failing = asker(release, async () => 'no such hook');
  expect(await failing('POST', path, sent)).toMatchObject({
    status: 200,
    body: { status: 'failure', error: 'no such hook' },
  });
});
