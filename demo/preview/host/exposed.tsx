import { PluginContextProvider } from '@grafana/data';
import type { UsePluginComponentResult } from '@grafana/runtime';
import React, { useCallback, useMemo, type ComponentType } from 'react';

import type { PreviewPlugins } from './plugins';
import { useLoaded } from './useLoaded';

/** A component that an app exposes to other plugins; as in Grafana the app is loaded when the first one asks. */
export function useExposed(plugins: PreviewPlugins, componentId: string): UsePluginComponentResult {
  const [pluginId = ''] = componentId.split('/');
  const app = useLoaded(useCallback(() => plugins.app(pluginId), [plugins, pluginId]));
  const component = useMemo((): ComponentType | null => {
    const exposed = app?.exposedComponentConfigs.find(({ id }) => id === componentId);
    if (!app || !exposed) {
      return null;
    }
    const Exposed: ComponentType = exposed.component;
    return function InItsPlugin(props) {
      return (
        <PluginContextProvider meta={app.meta}>
          <Exposed {...props} />
        </PluginContextProvider>
      );
    };
  }, [app, componentId]);
  return { isLoading: app === undefined, component };
}
