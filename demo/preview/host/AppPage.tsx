import { PluginContextProvider } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { useCallback } from 'react';
import { useLocation, useParams } from 'react-router-dom';

import { Missing } from './Missing';
import type { PreviewPlugins } from './plugins';
import { useLoaded } from './useLoaded';

/** The app's own pages, with what Grafana gives the root of an app. */
export function AppPage({ plugins }: { plugins: PreviewPlugins }) {
  const { id = '' } = useParams();
  return plugins.has(id) ? <Root key={id} id={id} plugins={plugins} /> : <Missing title="App not found" />;
}

function Root({ id, plugins }: { id: string; plugins: PreviewPlugins }) {
  const { pathname } = useLocation();
  const plugin = useLoaded(useCallback(() => plugins.app(id), [plugins, id]));
  const AppRoot = plugin?.root;
  if (!AppRoot) {
    return <LoadingPlaceholder text="" />;
  }
  return (
    <PluginContextProvider meta={plugin.meta}>
      <AppRoot meta={plugin.meta} basename={`/a/${id}`} path={pathname} query={{}} onNavChanged={() => undefined} />
    </PluginContextProvider>
  );
}
