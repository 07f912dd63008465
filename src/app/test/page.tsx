import { OrgRole } from '@grafana/data';
import { config, setAppEvents, type PluginPageProps } from '@grafana/runtime';
import { configure, render, screen } from '@testing-library/react';
import React from 'react';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router-dom';

import { provideDataSources } from '../../grafana/test/samples';
import App from '../App';
import { POLICIES_PATH } from '../routes';

configure({ defaultHidden: true, asyncUtilTimeout: 10_000 });

// Outside Grafana the page has no heading and no actions.
jest.mock('@grafana/runtime', () => ({ ...jest.requireActual('@grafana/runtime'), PluginPage: mockPage }));

/** Opens a page of the app as a person with this role; `toasts` collects what Grafana would pop up. */
export function openPage(
  path: string = POLICIES_PATH,
  role: OrgRole = OrgRole.Editor,
  ...dataSources: Parameters<typeof provideDataSources>
) {
  const toasts: string[] = [];
  config.bootData.user = { ...config.bootData.user, orgRole: role, permissions: {} };
  setAppEvents(
    Object.assign(Object.create(null), { publish: ({ payload }: { payload: string[] }) => toasts.push(...payload) })
  );
  provideDataSources(...dataSources);
  giveListsRoom();
  const view = render(
    <MemoryRouter initialEntries={[path]}>
      <Routes>
        <Route path="/a/:pluginId/*" element={<App />} />
      </Routes>
      <Address />
    </MemoryRouter>
  );
  return { toasts, ...view };
}

/** The address that the browser would show. */
export const address = () => screen.getByTestId('address').textContent;

function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{pathname + search}</output>;
}

function mockPage({ pageNav, renderTitle, actions, children }: PluginPageProps) {
  return (
    <main>
      {renderTitle?.('') ?? <h1>{pageNav?.text}</h1>}
      {actions}
      {children}
    </main>
  );
}

/** Lists draw the lines that fit, and in jsdom none does. */
export function giveListsRoom(): void {
  const size = { width: 400, height: 400, top: 0, left: 0, bottom: 400, right: 400, x: 0, y: 0 };
  jest.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue({ ...size, toJSON: () => size });
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(400);
  jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(400);
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
    configurable: true,
    value: () => ({ measureText: (text: string) => ({ width: text.length * 8 }) }),
  });
  for (const name of ['IntersectionObserver', 'ResizeObserver']) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      value: class {
        observe() {}
        unobserve() {}
        disconnect() {}
      },
    });
  }
}
