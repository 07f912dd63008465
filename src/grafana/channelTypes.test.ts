import { listChannelTypes } from './channelTypes';
import { FakeGrafana } from './test/fakeGrafana';

const grafana = new FakeGrafana();
beforeAll(() => grafana.start());
beforeEach(() => grafana.reset());
afterAll(() => grafana.server.close());

it('asks for the newer of Grafana’s two forms, and gives the kinds by name', async () => {
  const types = await listChannelTypes();
  expect(grafana.asked.map(({ url }) => url)).toEqual(['/api/alert-notifiers?version=2']);
  expect(types.map(({ name }) => name)).toEqual(['Email', 'PagerDuty', 'Slack', 'Webhook']);
  expect(types[3]?.options.slice(0, 3)).toMatchObject([
    { name: 'url', element: 'input', label: 'URL', isRequired: true, isSecret: false },
    { name: 'username', isRequired: false },
    { name: 'password', isSecret: true },
  ]);
});

it('leaves out what can’t be made any more, and takes an element that it does not know for a text', async () => {
  const option = { propertyName: 'x', element: 'hologram', label: 'X', required: true, showWhen: null };
  grafana.refuse('GET', /alert-notifiers/, 200, [
    { type: 'old', name: 'Old', currentVersion: 'v1', versions: [{ version: 'v1', canCreate: false, options: [] }] },
    { type: 'new', name: 'New', currentVersion: 'v2', versions: [{ version: 'v2', options: [option] }] },
  ]);
  expect(await listChannelTypes()).toMatchObject([
    { type: 'new', version: 'v2', options: [{ name: 'x', element: 'input', isRequired: true }] },
  ]);
});
