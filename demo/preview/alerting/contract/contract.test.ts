/**
 * What the plugin relies on of Grafana's API, tried on the fake and, where there is one, on a real Grafana; each
 * exchange is held to Grafana's own description too. Where the two differ the fake is wrong.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { EDITABLE, FOLDER, groupUrl, RUN, type Api } from './api';
import { dataSourceCases } from './datasources.cases';
import { deliveryCases } from './deliveries.cases';
import { folderCases } from './folders.cases';
import { muteTimingCases } from './mute-timings.cases';
import { notifierCases } from './notifiers.cases';
import { readDescription, type Description } from './openapi';
import { receiverCases } from './receivers.cases';
import { ruleCases } from './rules.cases';
import { group } from './samples';
import { silenceCases } from './silences.cases';
import { fakeTarget, missingGrafana, realTarget, type Target } from './target';
import { templateCases } from './templates.cases';

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

  const ask: Api['ask'] = async (role, method, url, sent, headers = EDITABLE) => {
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
  };
  const api: Api = {
    ask,
    put: (name, rules, role = 'Editor') => ask(role, 'PUT', groupUrl(name), group(name, FOLDER, rules)),
    hook: () => hook,
  };

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

  dataSourceCases(api);
  folderCases(api);
  ruleCases(api);
  receiverCases(api);
  silenceCases(api);
  muteTimingCases(api);
  templateCases(api);
  notifierCases(api);
  deliveryCases(api);

  test('dashboards that are not there are missing', async () => {
    expect(await ask('Admin', 'GET', '/api/dashboards/uid/none')).toMatchObject({
      status: 404,
      body: { message: 'Dashboard not found' },
    });
    expect((await ask('Viewer', 'GET', `/api/search?tag=${RUN}&type=dash-db`)).body).toEqual([]);
  });
}
