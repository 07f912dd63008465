import { PluginContextProvider, PluginExtensionExposedComponents } from '@grafana/data';
import type { UsePluginComponentResult } from '@grafana/runtime';
import React, { useCallback, useMemo, type ComponentType } from 'react';

import { AddToDashboardForm } from './NewDashboard';
import type { PreviewPlugins } from './plugins';
import { useLoaded } from './useLoaded';

/** A component that Grafana itself or an app exposes; as in Grafana the app is loaded when the first one asks. */
export function useExposed(plugins: PreviewPlugins, componentId: string): UsePluginComponentResult {
  const [pluginId = ''] = componentId.split('/');
  const app = useLoaded(
    useCallback(async () => (plugins.has(pluginId) ? plugins.app(pluginId) : null), [plugins, pluginId])
  );
  const component = useMemo((): ComponentType | null => {
    if (componentId === String(PluginExtensionExposedComponents.AddToDashboardFormV1)) {
      return AddToDashboardForm;
    }
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
