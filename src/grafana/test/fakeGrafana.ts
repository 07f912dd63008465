import { config, setBackendSrv } from '@grafana/runtime';
import { getResponse, http, HttpResponse, type HttpHandler, type JsonBodyType } from 'msw';
import { setupServer } from 'msw/node';

import type { Delivery } from '../../../demo/preview/alerting/deliveries';
import { fakeGrafana, type Release } from '../../../demo/preview/alerting/handlers';
import { Routes, type Role } from '../../../demo/preview/alerting/route';
import type { RuleEvaluation } from '../../../demo/preview/alerting/states';
import type { Store } from '../../../demo/preview/alerting/store';
import { AppSettings } from '../../../demo/preview/app-settings';
import { APP_ID } from '../../policy/app';
import { fetchBackend } from './backend';

/** A request as it reached Grafana. */
interface Asked {
  method: string;
  /** Path and query. */
  url: string;
  headers: Record<string, string>;
  body: unknown;
}

interface Refusal {
  method: string;
  path: RegExp;
  /** What it answers instead; undefined where it does what it is asked, and its answer is lost on the way. */
  answer?: { status: number; body: JsonBodyType };
  forGood?: boolean;
}

/** The app alone is installed. */
const SITE = { plugins: [{ id: APP_ID, dir: '', meta: { id: APP_ID } }], dashboards: [] };

/** The preview's Grafana for tests of the clients: it says what it was asked, and refuses what it is told to. */
export class FakeGrafana {
  readonly asked: Asked[] = [];
  /** Who asks. */
  role: Role = 'Editor';
  /** What Slack says to a test message, through Grafana; undefined is ok. */
  slackAnswer?: string;
  readonly server = setupServer();
  private readonly refusals: Refusal[] = [];
  private handlers: HttpHandler[] = [];
  /** Nothing reaches it any more. */
  private isGone = false;
  private app?: AppSettings;
  private store = this.renew('12.3');

  /** All that it remembers. */
  get rules(): Store['rules'] {
    return this.store.rules;
  }
  get folders(): Store['folders'] {
    return this.store.folders;
  }
  get receivers(): Store['receivers'] {
    return this.store.receivers;
  }

  get templates(): Store['templates'] {
    return this.store.templates;
  }

  get timeIntervals(): Store['timeIntervals'] {
    return this.store.timeIntervals;
  }

  /** What the app keeps in its settings. */
  get settings(): Record<string, unknown> {
    return this.app?.jsonData ?? {};
  }

  /** Has the app's settings hold this. */
  keep(jsonData: Record<string, unknown>): void {
    if (this.app) {
      this.app.jsonData = jsonData;
    }
  }

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

  /** As it was at first, and of this release. */
  reset(release: Release = '12.3'): void {
    this.asked.length = 0;
    this.relent();
    this.role = 'Editor';
    this.slackAnswer = undefined;
    this.store = this.renew(release);
  }

  /** From now on, answers this instead. */
  refuse(method: string, path: RegExp, status: number, body: JsonBodyType): void {
    this.refusals.push({ method, path, answer: { status, body } });
  }

  /** From now on, does what it is asked, and nobody hears of it; `forGood`: after that it is asked nothing any more. */
  loseAnswers(method: string, path: RegExp, forGood = false): void {
    this.refusals.push({ method, path, forGood });
  }

  /** No longer. */
  relent(): void {
    this.refusals.length = 0;
    this.isGone = false;
  }

  addFolder(uid: string, title: string): void {
    this.store.folders.set(uid, { id: this.store.nextId(), uid, title, created: new Date().toISOString() });
  }

  /** One without an address, which Grafana would not take but from a file. */
  addReceiver(title: string, type = 'slack', settings: Record<string, unknown> = {}): void {
    const integration = { uid: title, type, version: 'v1', disableResolveMessage: false, settings };
    this.store.receivers.set(title, { title, integrations: [integration] });
  }

  /** A dashboard of ours. */
  addDashboard(uid: string, panels: object[]): void {
    this.store.dashboards.set(uid, { uid, title: uid, tags: ['kpi-watch'], panels });
  }

  /** What the last evaluation of a rule came to. */
  evaluate(uid: string, evaluation: Partial<RuleEvaluation>): void {
    this.store.evaluations.set(uid, { at: Date.now(), health: 'ok', alerts: [], ...evaluation });
  }

  /** What came of the newest message of a contact point. */
  deliver(title: string, delivery: Delivery): void {
    const [integration] = this.store.receivers.get(title)?.integrations ?? [];
    this.store.deliveries.set(integration?.uid ?? '', delivery);
  }

  /** The requests that would have changed something. */
  get writes(): string[] {
    const isWrite = ({ method, url }: Asked) => method !== 'GET' && !url.endsWith('/templates/test');
    return this.asked.filter(isWrite).map(({ method, url }) => `${method} ${url}`);
  }

  /** The one request of that method whose path matches. */
  only(method: string, path: RegExp): Asked {
    const [found, ...more] = this.asked.filter((asked) => asked.method === method && path.test(asked.url));
    if (!found || more.length > 0) {
      throw new Error(`${more.length + (found ? 1 : 0)} requests are ${method} ${path}, not one.`);
    }
    return found;
  }

  private renew(release: Release): Store {
    const sendTest = async () => this.slackAnswer;
    const { handlers, store } = fakeGrafana({ release, role: () => this.role, sendTest });
    const routes = new Routes(() => this.role);
    this.app = new AppSettings(store, SITE);
    this.app.addRoutes(routes);
    this.handlers = [...handlers, ...routes.handlers];
    this.server.resetHandlers(
      http.all('*', ({ request }) => this.hear(request)),
      ...this.handlers
    );
    return store;
  }

  /** Takes a request down, and answers it only if it is to be refused. */
  private async hear(request: Request): Promise<Response | undefined> {
    const { pathname, search } = new URL(request.url);
    const text = await request.clone().text();
    const { method, headers } = request;
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    this.asked.push({ method, url: pathname + search, headers: Object.fromEntries(headers), body });
    const refusal = this.refusals.find((one) => one.method === method && one.path.test(pathname));
    if (this.isGone) {
      return HttpResponse.error();
    }
    if (refusal && !refusal.answer) {
      await getResponse(this.handlers, request.clone());
      this.isGone = refusal.forGood ?? false;
      return HttpResponse.error();
    }
    return refusal?.answer && HttpResponse.json(refusal.answer.body, { status: refusal.answer.status });
  }
}
