import { PluginExtensionPoints, type PluginExtensionPanelContext } from '@grafana/data';
import { Menu } from '@grafana/ui';
import React, { useCallback } from 'react';

import type { PreviewPlugins } from './plugins';
import { useLoaded } from './useLoaded';

const APP_ID = 'kpiwatch-businesskpi-app';

/** A panel's menu: what the app adds to it. */
export function PanelMenu({ plugins, context }: { plugins: PreviewPlugins; context: PluginExtensionPanelContext }) {
  const app = useLoaded(useCallback(() => plugins.app(APP_ID), [plugins]));
  const links = (app?.addedLinkConfigs ?? []).filter(({ targets }) =>
    [targets].flat().includes(PluginExtensionPoints.DashboardPanelMenu)
  );
  return (
    <Menu>
      {links.map(({ title, configure }) => {
        const shown = configure?.(context);
        return shown?.path && <Menu.Item key={title} label={shown.title ?? title} icon={shown.icon} url={shown.path} />;
      })}
    </Menu>
  );
}
