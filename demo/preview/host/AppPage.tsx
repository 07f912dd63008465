import { PluginContextProvider } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { useCallback } from 'react';
import { useLocation, useParams } from 'react-router-dom';

import type { PreviewPlugins } from './plugins';
import { useLoaded } from './useLoaded';

/** The app's own pages, with what Grafana gives the root of an app. */
export function AppPage({ plugins }: { plugins: PreviewPlugins }) {
  const { id = '' } = useParams();
  const { pathname } = useLocation();
  const plugin = useLoaded(useCallback(() => plugins.app(id), [plugins, id]));
  const Root = plugin?.root;
  if (!Root) {
    return <LoadingPlaceholder text="" />;
  }
  return (
    <PluginContextProvider meta={plugin.meta}>
      <Root meta={plugin.meta} basename={`/a/${id}`} path={pathname} query={{}} onNavChanged={() => undefined} />
    </PluginContextProvider>
  );
}
