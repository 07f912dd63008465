import { createTheme, EventBusSrv, OrgRole, ThemeContext } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import {
  config,
  setAppEvents,
  setBackendSrv,
  setDataSourceSrv,
  type BackendSrv,
  type BackendSrvRequest,
  type DataSourceSrv,
} from '@grafana/runtime';
import { of } from 'rxjs';
import React from 'react';
import { createRoot } from 'react-dom/client';
import { MemoryRouter, Route, Routes } from 'react-router-dom';

import App from '../../src/app/App';
import { POLICIES_PATH } from '../../src/app/routes';
import english from '../../src/locales/en-US/kpiwatch-businesskpi-app.json';
import pluginJson from '../../src/plugin.json';

/** Milliseconds that a person waits for the list. */
export interface ListCost {
  /** From opening the page, with Grafana's answers at hand, until the first lines are painted. */
  first: number;
  /** The same, until all policies are there: counted, found by a search, and page by page. */
  all: number;
  /** From typing in the search until the lines that match are painted. */
  search: number;
  /** From choosing another page until it is painted. */
  page: number;
}

/** Grafana's answers, by the beginning of the path. */
export type Answers = Record<string, unknown>;

async function prepare(answers: Answers, catalogue: unknown): Promise<void> {
  config.theme2 = createTheme();
  config.namespace = 'default';
  config.bootData.user = { ...config.bootData.user, orgRole: OrgRole.Editor, permissions: {} };
  setAppEvents(new EventBusSrv());
  const source = { uid: 'shop', name: 'Shop', jsonData: { mysqlUid: 'mysql', catalogue } };
  const dataSources: DataSourceSrv = Object.assign(Object.create(null), { getList: () => [source] });
  setDataSourceSrv(dataSources);
  // As they come from the network: texts to be parsed.
  const texts = Object.entries(answers).map(([path, data]) => [path, JSON.stringify(data)] as const);
  const fetch = ({ url, params }: BackendSrvRequest) => {
    const path = params?.group_limit === undefined ? url : `${url}?group_limit`;
    const [, text = 'null'] = texts.find(([start]) => path.startsWith(start)) ?? [];
    return of({ data: JSON.parse(text) });
  };
  const backend: BackendSrv = Object.assign(Object.create(null), { fetch });
  setBackendSrv(backend);
  await initPluginTranslations(pluginJson.id, [() => Promise.resolve(english)]);
}

async function measure(): Promise<ListCost> {
  const host = document.createElement('div');
  document.body.replaceChildren(host);
  const root = createRoot(host);
  const first = await until(
    () =>
      root.render(
        <ThemeContext.Provider value={config.theme2}>
          <MemoryRouter initialEntries={[POLICIES_PATH]}>
            <Routes>
              <Route path="/a/:pluginId/*" element={<App />} />
            </Routes>
          </MemoryRouter>
        </ThemeContext.Provider>
      ),
    () => host.querySelectorAll('tbody tr').length >= 20
  );
  const began = performance.now();
  await until(
    () => undefined,
    () => /(\d+) of \1 policies/.test(host.textContent ?? '')
  );
  const all = first + performance.now() - began;
  await settled();
  const lines = () => host.querySelector('tbody')?.textContent ?? '';
  const before = lines();
  const page = await until(
    () => button(host, '3').click(),
    () => lines() !== before
  );
  await settled();
  const search = await until(
    () => type(host, 'Orders fall 99'),
    () => host.querySelectorAll('tbody tr').length === 19
  );
  root.unmount();
  return { first, all, search, page };
}

/** Milliseconds from doing something until it shows, and is painted. */
async function until(act: () => void, shows: () => boolean): Promise<number> {
  const began = performance.now();
  act();
  while (!shows()) {
    await frame();
  }
  await frame();
  return performance.now() - began;
}

function frame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

/** Until what comes after the first paint is done. */
async function settled(): Promise<void> {
  for (let calm = 0; calm < 5; calm++) {
    const began = performance.now();
    await frame();
    calm = performance.now() - began > 40 ? 0 : calm;
  }
}

function button(host: HTMLElement, name: string): HTMLElement {
  const found = [...host.querySelectorAll('button')].find(({ textContent }) => textContent === name);
  if (!found) {
    throw new Error(`The list has no button ${name}.`);
  }
  return found;
}

function type(host: HTMLElement, text: string): void {
  const field = host.querySelector('input[type=text], input:not([type])');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  set?.call(field, text);
  field?.dispatchEvent(new Event('input', { bubbles: true }));
}

Object.assign(globalThis, { prepareList: prepare, measureList: measure });
