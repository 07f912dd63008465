import type { PanelRendererProps } from '@grafana/runtime';
import type { VizLegendOptions } from '@grafana/schema';
import React, { createContext, useContext } from 'react';

import { PanelContent } from './PanelContent';
import type { PreviewPlugins } from './plugins';

/** The plugins that pages of the app may draw panels with. */
export const PluginsContext = createContext<PreviewPlugins | undefined>(undefined);

/** In the place of Grafana's own, which draws a panel in a page of an app. */
export function PanelRenderer(props: PanelRendererProps<{ legend: VizLegendOptions }>) {
  const plugins = useContext(PluginsContext);
  const { pluginId, title, data, options, fieldConfig, width, height } = props;
  if (!plugins || !data) {
    return null;
  }
  const panel = { id: 1, type: pluginId, title, options, fieldConfig };
  return <PanelContent {...{ panel, plugins, data, width, height }} />;
}
