import { AppPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';

import pluginJson from './plugin.json';

const App = lazy(async () => {
  await initPluginTranslations(pluginJson.id);
  return import('./app/App');
});

const Root = () => (
  <Suspense fallback={<LoadingPlaceholder text="" />}>
    <App />
  </Suspense>
);

export const plugin = new AppPlugin().setRootPage(Root);
