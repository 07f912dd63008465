import { config, setBackendSrv } from '@grafana/runtime';
import { http, HttpResponse, type JsonBodyType } from 'msw';
import { setupServer } from 'msw/node';

import type { AlertRule, AlertRuleGroup } from '../../policy/rule';
import { fetchBackend, ORIGIN } from './backend';

/** A request as it reached Grafana. */
export interface Asked {
  method: string;
  /** Path and query. */
  url: string;
  headers: Record<string, string>;
  body: unknown;
}

interface Receiver {
  metadata: { name: string };
  spec: { title: string; integrations: Array<{ type: string }> };
}

interface Refusal {
  method: string;
  path: RegExp;
  status: number;
  body: JsonBodyType;
}

type Answer = [status: number, body?: JsonBodyType];
type Answerer<Body> = (params: Record<string, string>, body: Body, search: URLSearchParams) => Answer;

const NOTIFICATIONS = '/apis/notifications.alerting.grafana.app';

/** As much of Grafana 12.3 as the clients speak to; it answers as the real one was seen to. */
export class FakeGrafana {
  readonly asked: Asked[] = [];
  readonly folders = new Map<string, string>();
  readonly rules = new Map<string, AlertRule & { provenance?: string }>();
  readonly receivers = new Map<string, Receiver>();
  readonly dashboards = new Map<string, JsonBodyType>();
  /** What the state of a rule is, by its uid, as the Prometheus-like API says it. */
  readonly states = new Map<string, Record<string, JsonBodyType>>();
  version = 'v0alpha1';
  /** From 12.4 on a contact point is tested as a resource. */
  hasResourceTest = false;
  /** What Slack says to a test message, through Grafana; undefined is ok. */
  slackAnswer?: string;
  private readonly refusals: Refusal[] = [];

  readonly server = setupServer(
    this.on('GET', '/api/folders/:uid', ({ uid = '' }) =>
      // An editor who asks for a folder that is not there is told that he may not.
      this.folders.has(uid) ? [200, { uid }] : [403, { message: 'Permissions needed: folders:read' }]
    ),
    this.on('POST', '/api/folders', (_, { uid, title }: { uid: string; title: string }) => {
      this.folders.set(uid, title);
      return [200, { uid, title }];
    }),
    this.on('DELETE', '/api/folders/:uid', ({ uid = '' }) => {
      this.folders.delete(uid);
      return [200, { message: 'Folder deleted' }];
    }),
    this.on('GET', '/api/v1/provisioning/alert-rules', () => [200, asJson([...this.rules.values()])]),
    this.on('GET', '/api/v1/provisioning/alert-rules/:uid', ({ uid = '' }) => {
      const rule = this.rules.get(uid);
      return rule ? [200, asJson(rule)] : [404];
    }),
    this.on('DELETE', '/api/v1/provisioning/alert-rules/:uid', ({ uid = '' }) => {
      this.rules.delete(uid);
      return [204];
    }),
    this.on('GET', '/api/v1/provisioning/folder/:folder/rule-groups/:group', ({ folder = '', group = '' }) => {
      const rules = [...this.rules.values()].filter(({ ruleGroup }) => ruleGroup === group);
      return [200, asJson({ title: group, folderUid: folder, interval: 60, rules })];
    }),
    this.on('PUT', '/api/v1/provisioning/folder/:folder/rule-groups/:group', (_, group: AlertRuleGroup) => {
      group.rules.forEach((rule) => this.rules.set(rule.uid, rule));
      return [200, asJson(group)];
    }),
    this.on('GET', '/api/prometheus/grafana/api/v1/rules', (_, __, search) => [200, this.statesIn(search)]),
    this.on('GET', NOTIFICATIONS, () => [200, { preferredVersion: { version: this.version } }]),
    this.on('GET', `${NOTIFICATIONS}/:version`, () => [
      200,
      { resources: [{ name: 'receivers' }, ...(this.hasResourceTest ? [{ name: 'receivers/test' }] : [])] },
    ]),
    this.on('GET', `${NOTIFICATIONS}/:version/namespaces/default/receivers`, () => [
      200,
      asJson({ items: [...this.receivers.values()] }),
    ]),
    this.on('POST', `${NOTIFICATIONS}/:version/namespaces/default/receivers`, (_, { spec }: Receiver) => {
      this.addReceiver(spec.title, spec.integrations[0]?.type ?? '');
      return [201, asJson({ metadata: { name: nameOf(spec.title) }, spec })];
    }),
    this.on('DELETE', `${NOTIFICATIONS}/:version/namespaces/default/receivers/:name`, ({ name = '' }) => {
      this.receivers.delete(name);
      return [200, { status: 'Success' }];
    }),
    this.on('POST', `${NOTIFICATIONS}/:version/namespaces/default/receivers/-/test`, () => [
      200,
      this.slackAnswer === undefined
        ? { status: 'success', duration: '1ms' }
        : { status: 'failure', duration: '1ms', error: this.slackAnswer },
    ]),
    this.on('POST', '/api/alertmanager/grafana/config/api/v1/receivers/test', () => [
      this.slackAnswer === undefined ? 200 : 207,
      configTest(this.slackAnswer),
    ]),
    this.on('GET', '/api/search', () => [200, [...this.dashboards.keys()].map((uid) => ({ uid }))]),
    this.on('GET', '/api/dashboards/uid/:uid', ({ uid = '' }) => [200, { dashboard: this.dashboards.get(uid) ?? {} }])
  );

  /** Lets the clients of this test file speak to this Grafana. */
  start(): void {
    config.namespace = 'default';
    this.connect();
    this.server.listen({ onUnhandledRequest: 'error' });
  }

  /** Makes this Grafana the one that the clients ask. */
  connect(): void {
    setBackendSrv(fetchBackend());
  }

  /** As it was at first. */
  reset(): void {
    [this.folders, this.rules, this.receivers, this.dashboards, this.states].forEach((all) => all.clear());
    this.asked.length = 0;
    this.refusals.length = 0;
    this.version = 'v0alpha1';
    this.hasResourceTest = false;
    this.slackAnswer = undefined;
  }

  /** From now on, answers this instead. */
  refuse(method: string, path: RegExp, status: number, body: JsonBodyType): void {
    this.refusals.push({ method, path, status, body });
  }

  /** No longer. */
  relent(): void {
    this.refusals.length = 0;
  }

  addReceiver(title: string, type: string): void {
    const name = nameOf(title);
    this.receivers.set(name, { metadata: { name }, spec: { title, integrations: [{ type }] } });
  }

  /** The requests that would have changed something. */
  get writes(): string[] {
    return this.asked.filter(({ method }) => method !== 'GET').map(({ method, url }) => `${method} ${url}`);
  }

  /** The one request of that method whose path matches. */
  only(method: string, path: RegExp): Asked {
    const [found, ...more] = this.asked.filter((asked) => asked.method === method && path.test(asked.url));
    if (!found || more.length > 0) {
      throw new Error(`${more.length + (found ? 1 : 0)} requests are ${method} ${path}, not one.`);
    }
    return found;
  }

  private on<Body>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, answer: Answerer<Body>) {
    const verb = { GET: http.get, POST: http.post, PUT: http.put, DELETE: http.delete }[method];
    return verb(`${ORIGIN}${path}`, async ({ request, params }) => {
      const { pathname, search, searchParams } = new URL(request.url);
      const text = await request.text();
      const body: Body = text === '' ? undefined : JSON.parse(text);
      this.asked.push({ method, url: pathname + search, headers: Object.fromEntries(request.headers), body });
      const refusal = this.refusals.find((one) => one.method === method && one.path.test(pathname));
      const named = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
      const [status, data] = refusal ? [refusal.status, refusal.body] : answer(named, body, searchParams);
      return data === undefined ? new HttpResponse(null, { status }) : HttpResponse.json(data, { status });
    });
  }

  private statesIn(search: URLSearchParams): JsonBodyType {
    const rules = [...this.rules.values()].filter(({ folderUID }) => folderUID === search.get('folder_uid'));
    return {
      status: 'success',
      data: {
        groups: rules.map(({ uid = '' }) => ({
          rules: [{ uid, health: 'ok', lastEvaluation: '2026-11-23T09:00:00Z', ...this.states.get(uid) }],
        })),
      },
    };
  }
}

function configTest(error: string | undefined): JsonBodyType {
  const result = error === undefined ? { status: 'ok' } : { status: 'failed', error };
  return { receivers: [{ name: 'test', grafana_managed_receiver_configs: [{ name: 'test', uid: '', ...result }] }] };
}

/** Grafana names a receiver after its title. */
function nameOf(title: string): string {
  return btoa(title).replaceAll('=', '');
}

function asJson(value: unknown): JsonBodyType {
  return JSON.parse(JSON.stringify(value));
}
