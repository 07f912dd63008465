/** What differs between releases. Of 12.4 and 13 there is no real Grafana to hold the fake to, but a description. */
import { getResponse } from 'msw';

import { readDescription, readDescription13, type Description } from './contract/openapi';
import { receiver, slack } from './contract/samples';
import { fakeGrafana, type Release } from './handlers';

const GROUP = '/apis/notifications.alerting.grafana.app';
const ALERT = { labels: { alertname: 'TestAlert' }, annotations: {} };

const described: Record<Release, Description | undefined> = {
  '12.3': readDescription('notifications-v0alpha1-12.3.0.json', ''),
  '12.4': readDescription('notifications-v0alpha1-12.4.3.json', ''),
  '13': readDescription13(),
};

function asker(release: Release, sendTest = async (): Promise<string | undefined> => undefined) {
  const { handlers } = fakeGrafana({ release, sendTest });
  return async (method: string, path: string, sent?: unknown) => {
    const body = sent === undefined ? undefined : JSON.stringify(sent);
    const response = await getResponse(handlers, new Request(`http://grafana.fake${path}`, { method, body }));
    const status = response?.status ?? 0;
    const answer = await response?.json();
    expect(described[release]?.mistakes({ method, path, sent, status, answer }) ?? []).toEqual([]);
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

test.each([
  ['12.3', 'v0alpha1', {}],
  ['12.4', 'v0alpha1', { kind: 'grafana' }],
  ['13', 'v1beta1', { kind: 'grafana' }],
] as const)('%s keeps, changes and deletes mute timings and templates', async (release, version, kind) => {
  const ask = asker(release);
  const apiVersion = `notifications.alerting.grafana.app/${version}`;
  const resources = [
    { kind: 'TimeInterval', plural: 'timeintervals', spec: { name: 'a', time_intervals: [{ weekdays: ['sunday'] }] } },
    {
      kind: 'TemplateGroup',
      plural: 'templategroups',
      spec: { title: 'a', content: '{{ define "a" }}{{ end }}', ...kind },
    },
  ];
  for (const { plural, ...resource } of resources) {
    const list = `${GROUP}/${version}/namespaces/default/${plural}`;
    const sent = { ...resource, apiVersion, metadata: { namespace: 'default' } };
    const made = await ask('POST', list, sent);
    expect(made).toMatchObject({ status: 201, body: { apiVersion, spec: resource.spec } });
    const { name, resourceVersion } = made.body.metadata;
    expect(await ask('GET', list)).toMatchObject({ status: 200, body: { items: [{ spec: resource.spec }] } });
    expect(await ask('PUT', `${list}/${name}`, { ...sent, metadata: { name, resourceVersion } })).toMatchObject({
      status: 200,
    });
    expect(await ask('DELETE', `${list}/${name}`)).toMatchObject({ status: 200 });
    expect(await ask('GET', `${list}/${name}`)).toMatchObject({ status: 404 });
  }
});
