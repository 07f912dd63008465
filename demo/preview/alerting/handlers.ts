/**
 * A FAKE of the part of Grafana's HTTP API that this plugin asks: folders, alert rules, contact points and their test,
 * mute timings, templates, silences, states and their history, data sources, dashboards. It keeps all in memory, knows three kinds of channel (slack,
 * webhook, email) and evaluates nothing by itself. Tests and the preview use it; what it answers is held to a real
 * Grafana by contract.test.ts, and where the two differ the fake is wrong.
 */
import { HttpResponse, type HttpHandler } from 'msw';

import { failure } from './answers';
import { dashboardRoutes } from './dashboards';
import { dataSourceRoutes } from './datasources';
import { deliveryRoutes } from './deliveries';
import { folderRoutes } from './folders';
import { historyRoutes } from './history';
import { notifierRoutes } from './notifiers';
import { configTestRoutes, resourceTestRoutes, type SendTest } from './receiver-test';
import { GROUP, namedResourceRoutes } from './named-resources';
import { receiverRoutes } from './receivers';
import { Routes, type Role } from './route';
import { ruleRoutes } from './rules';
import { silenceRoutes } from './silences';
import { stateRoutes } from './states';
import { emptyStore, type Store } from './store';
import { templateTestRoutes } from './template-test';

/** Releases of Grafana whose notifications API differs. */
export type Release = '12.3' | '12.4' | '13';

export interface FakeGrafanaOptions {
  release?: Release;
  /** Who asks; an Admin, unless told otherwise. */
  role?: (request: Request) => Role;
  /** How a test message is sent; without it every test goes well. */
  sendTest?: SendTest;
}

/** A Grafana that remembers: `handlers` for msw, and what they remember. */
export function fakeGrafana({
  release = '12.3',
  role = () => 'Admin',
  sendTest = async () => undefined,
}: FakeGrafanaOptions = {}): { handlers: HttpHandler[]; store: Store } {
  const store = emptyStore();
  const routes = new Routes(role);
  const version = release === '13' ? 'v1beta1' : 'v0alpha1';
  folderRoutes(routes, store);
  ruleRoutes(routes, store);
  stateRoutes(routes, store);
  historyRoutes(routes, store);
  silenceRoutes(routes, store);
  dataSourceRoutes(routes, store);
  dashboardRoutes(routes, store);
  receiverRoutes(routes, store, version);
  deliveryRoutes(routes, store);
  notifierRoutes(routes);
  templateTestRoutes(routes, store);
  namedResourceRoutes(routes, store, version, { templatesHaveKind: release !== '12.3' });
  if (release !== '13') {
    configTestRoutes(routes, sendTest);
  }
  if (release !== '12.3') {
    resourceTestRoutes(routes, version, sendTest);
  }
  discoveryRoutes(routes, version, release !== '12.3');
  return { handlers: routes.handlers, store };
}

/** Which notifications API this Grafana has, and what it can do. */
function discoveryRoutes(routes: Routes, version: string, hasResourceTest: boolean): void {
  const known = { groupVersion: `${GROUP}/${version}`, version };
  routes.on('get', `/apis/${GROUP}`, () =>
    HttpResponse.json({
      kind: 'APIGroup',
      apiVersion: 'v1',
      name: GROUP,
      versions: [known],
      preferredVersion: known,
    })
  );
  routes.on('get', `/apis/${GROUP}/:version`, ({ params }) =>
    params.version === version
      ? HttpResponse.json({
          kind: 'APIResourceList',
          apiVersion: 'v1',
          groupVersion: known.groupVersion,
          resources: [
            resource('receivers', 'Receiver', ['create', 'delete', 'get', 'list', 'update']),
            resource('templategroups', 'TemplateGroup', ['create', 'delete', 'get', 'list', 'update']),
            resource('timeintervals', 'TimeInterval', ['create', 'delete', 'get', 'list', 'update']),
            ...(hasResourceTest ? [resource('receivers/test', 'Receiver', ['create'])] : []),
          ],
        })
      : failure(404, 'the server could not find the requested resource', { reason: 'NotFound', details: {} })
  );
}

function resource(name: string, kind: string, verbs: string[]) {
  return { name, singularName: kind.toLowerCase(), namespaced: true, kind, verbs };
}
