import type { PluginExtensionPanelContext, RawTimeRange } from '@grafana/data';
import { PanelChrome } from '@grafana/ui';
import React, { useEffect, useRef, useState } from 'react';

import type { DashboardPanel } from './dashboard';
import { PanelContent } from './PanelContent';
import { PanelMenu } from './PanelMenu';
import type { PreviewPlugins } from './plugins';
import { usePanelData } from './usePanelData';

interface Props {
  panel: DashboardPanel;
  plugins: PreviewPlugins;
  range: RawTimeRange;
  /** How often the queries run again, as Grafana writes it; never, if empty. */
  refresh: string;
  /** Another number asks to run them now. */
  asked?: number;
  /** Of the dashboard; without it the panel has no menu. */
  dashboard?: PluginExtensionPanelContext['dashboard'];
}

/** A panel of a dashboard. */
export function PanelView({ panel, plugins, range, refresh, asked = 0, dashboard }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(place);
  const data = usePanelData(panel.targets ?? [], { range, refresh, asked });
  return (
    <div ref={place} style={{ height: '100%', minWidth: 0 }}>
      {width > 0 && (
        <PanelChrome
          title={panel.title}
          menu={
            dashboard &&
            (() => (
              <PanelMenu
                plugins={plugins}
                context={{
                  ...panel,
                  pluginId: panel.type,
                  timeRange: range,
                  timeZone: 'browser',
                  dashboard,
                  targets: panel.targets ?? [],
                }}
              />
            ))
          }
          description={panel.description}
          width={width}
          height={height}
          loadingState={data.state}
          statusMessage={data.errors?.map(({ message }) => message).join(' ')}
        >
          {(innerWidth, innerHeight) => (
            <PanelContent {...{ panel, plugins, data }} width={innerWidth} height={innerHeight} />
          )}
        </PanelChrome>
      )}
    </div>
  );
}

function useSize(place: React.RefObject<HTMLElement>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry) {
        setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
      }
    });
    if (place.current) {
      observer.observe(place.current);
    }
    return () => observer.disconnect();
  }, [place]);
  return size;
}
