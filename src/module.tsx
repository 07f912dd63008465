import { AppPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';

import { POLICY_WATCH, type PolicyWatchProps } from './kpi/watch';
import pluginJson from './plugin.json';

const App = lazy(async () => {
  await initPluginTranslations(pluginJson.id);
  return import('./app/App');
});

const PolicyWatch = lazy(async () => {
  await initPluginTranslations(pluginJson.id);
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

export const plugin = new AppPlugin().setRootPage(Root).exposeComponent({
  id: POLICY_WATCH,
  title: 'Policy watch',
  description: 'Tells the panel "Sudden drop" how policies watch its KPIs.',
  component: Watch,
});
