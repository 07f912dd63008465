import {
  createTheme,
  EventBusSrv,
  standardEditorsRegistry,
  ThemeContext,
  type StandardEditorsRegistryItem,
} from '@grafana/data';
import {
  config,
  locationService,
  setAppEvents,
  setBackendSrv,
  setCurrentUser,
  setDataSourceSrv,
  setEchoSrv,
  setLocationSrv,
  setPluginComponentHook,
  setPluginImportUtils,
  setTemplateSrv,
} from '@grafana/runtime';
import * as unstable from '@grafana/runtime/unstable';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import i18next from 'i18next';
import React, { useLayoutEffect, useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Navigate, NavigationType, Route, Router, Routes } from 'react-router-dom';

import { AppPage } from './AppPage';
import { AppSettingsPage } from './AppSettingsPage';
import { PreviewBackend } from './backend';
import { readBoot, type PreviewBoot } from './boot';
import { ConfigPage } from './ConfigPage';
import { DashboardPage } from './DashboardPage';
import { PreviewDataSources } from './datasources';
import { useExposed } from './exposed';
import { Frame } from './Frame';
import { Missing } from './Missing';
import { NewSilencePage } from './NewSilencePage';
import { NewDashboardPage } from './NewDashboard';
import { PluginsContext } from './PanelRenderer';
import { PreviewPlugins } from './plugins';
import { QueryPage, QUERY_TYPE } from './QueryPage';
import { RulePage } from './RulePage';
import { SilencesPage } from './SilencesPage';
import { PreviewTemplates } from './templates';

const APP_ID = 'kpiwatch-businesskpi-app';

/** Sets what @grafana/runtime hands to plugins, as Grafana does when it starts. */
function setServices(boot: PreviewBoot): { plugins: PreviewPlugins; datasources: PreviewDataSources } {
  const plugins = new PreviewPlugins(boot.plugins);
  const datasources = new PreviewDataSources(boot.datasources, (id) => plugins.dataSource(id));
  config.theme2 = createTheme({ colors: { mode: boot.theme } });
  config.bootData.user.lightTheme = boot.theme === 'light';
  setCurrentUser(config.bootData.user);
  standardEditorsRegistry.setInit(optionEditors);
  setAppEvents(new EventBusSrv());
  setBackendSrv(new PreviewBackend());
  setDataSourceSrv(datasources);
  setEchoSrv({ flush: () => undefined, addBackend: () => undefined, addEvent: () => undefined });
  setLocationSrv(locationService);
  setPluginComponentHook((id) => useExposed(plugins, id));
  setPluginImportUtils({ importPanelPlugin: (id) => plugins.panel(id), getPanelPluginFromCache: () => undefined });
  setTemplateSrv(new PreviewTemplates());
  return { plugins, datasources };
}

/** A panel names the editors of its options when it says their defaults; to see them takes Grafana. */
function optionEditors(): StandardEditorsRegistryItem[] {
  return EDITORS.map((id) => ({ id, name: id, editor: () => null }));
}

const EDITORS = ['text', 'strings', 'number', 'slider', 'boolean', 'select', 'multi-select', 'radio', 'color', 'unit'];

/** Grafana's own history, so that its `locationService` and the router agree. */
function HistoryRouter({ children }: { children: ReactNode }) {
  const history = locationService.getHistory();
  const [{ location, action }, setState] = useState({ location: history.location, action: history.action });
  useLayoutEffect(
    () => history.listen(() => setState({ location: history.location, action: history.action })),
    [history]
  );
  return (
    <Router navigator={history} location={location} navigationType={actionOf(action)}>
      {children}
    </Router>
  );
}

function Preview({ boot }: { boot: PreviewBoot }) {
  const [{ plugins, datasources }] = useState(() => setServices(boot));
  const links = [
    ...plugins.pages(),
    ...boot.dashboards.map(({ uid, title }) => ({ path: `/d/${uid}`, text: title })),
    ...datasources
      .getList({ type: QUERY_TYPE })
      .map(({ uid, name }) => ({ path: `/connections/datasources/edit/${uid}`, text: name })),
    ...(plugins.has(QUERY_TYPE) ? [{ path: '/explore', text: 'Query editor' }] : []),
    { path: '/alerting/silences', text: 'Silences' },
    { path: `/plugins/${APP_ID}`, text: 'Plugin' },
  ];
  return (
    <ThemeContext.Provider value={config.theme2}>
      <GlobalStyles />
      <HistoryRouter>
        <Frame boot={boot} links={links}>
          <PluginsContext.Provider value={plugins}>
            <Routes>
              <Route path="/a/:id/*" element={<AppPage plugins={plugins} />} />
              <Route path="/dashboard/new" element={<NewDashboardPage plugins={plugins} />} />
              <Route path="/d/:uid/*" element={<DashboardPage plugins={plugins} />} />
              <Route
                path="/connections/datasources/edit/:uid"
                element={<ConfigPage plugins={plugins} datasources={datasources} />}
              />
              {plugins.has(QUERY_TYPE) && <Route path="/explore" element={<QueryPage plugins={plugins} />} />}
              <Route path="/alerting/grafana/:uid/view" element={<RulePage />} />
              <Route path="/alerting/silence/new" element={<NewSilencePage />} />
              <Route path="/alerting/silences" element={<SilencesPage />} />
              <Route path="/plugins/:id" element={<AppSettingsPage />} />
              <Route path="/" element={<Navigate to={links[0]?.path ?? ''} replace />} />
              <Route path="*" element={<Missing title="Only Grafana has this page" />} />
            </Routes>
          </PluginsContext.Provider>
        </Frame>
        <PortalContainer />
      </HistoryRouter>
    </ThemeContext.Provider>
  );
}

function actionOf(action: string): NavigationType {
  switch (action) {
    case 'PUSH':
      return NavigationType.Push;
    case 'REPLACE':
      return NavigationType.Replace;
    default:
      return NavigationType.Pop;
  }
}

/** Grafana 13 has loggers to be set up; 12 has none. */
function setUpLoggers(): void {
  const { initializeLoggersRegistry: setUp }: Record<string, unknown> = { ...unstable };
  if (typeof setUp === 'function') {
    setUp();
  }
}

async function start(): Promise<void> {
  window.MonacoEnvironment = { getWorker: () => new Worker('/preview/editor.worker.js', { type: 'module' }) };
  const boot = readBoot();
  setUpLoggers();
  await i18next.init({ lng: boot.language, fallbackLng: 'en-US', resources: {}, returnEmptyString: false });
  const root = document.getElementById('reactRoot');
  if (root) {
    createRoot(root).render(<Preview boot={boot} />);
  }
}

void start();
