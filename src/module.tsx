import { AppPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';

import { addLinks } from './app/extensions/links';
import { POLICY_WATCH, type PolicyWatchProps } from './kpi/watch';
import pluginJson from './plugin.json';

// Grafana has loaded the texts (plugin.json, languages) before this module; the links look among them when a menu opens.
const translated = initPluginTranslations(pluginJson.id);

const App = lazy(async () => {
  await translated;
  return import('./app/App');
});

const PolicyWatch = lazy(async () => {
  await translated;
  return import('./app/watch/PolicyWatch');
});

const Root = () => (
  <Suspense fallback={<LoadingPlaceholder text="" />}>
    <App />
  </Suspense>
);

const Watch = (props: PolicyWatchProps) => (
  <Suspense fallback={null}>
    <PolicyWatch {...props} />
  </Suspense>
);

export const plugin = addLinks(new AppPlugin().setRootPage(Root)).exposeComponent({
  id: POLICY_WATCH,
  title: 'Policy watch',
  description: 'Tells the panel "Sudden drop" how policies watch its KPIs.',
  component: Watch,
});
