import {
  applyFieldOverrides,
  EventBusSrv,
  FieldType,
  type DataFrame,
  type FieldConfigSource,
  type PanelData,
  type PanelProps,
} from '@grafana/data';
import { LegendDisplayMode, type VizLegendOptions } from '@grafana/schema';
import { TimeSeries, useTheme2 } from '@grafana/ui';
import React, { useCallback, type ComponentType } from 'react';

import type { DashboardPanel } from './dashboard';
import { configured } from './fieldConfig';
import type { PreviewPlugins } from './plugins';
import { useLoaded } from './useLoaded';

interface Props {
  panel: Pick<DashboardPanel, 'id' | 'type' | 'title' | 'fieldConfig'> & { options?: { legend?: VizLegendOptions } };
  plugins: PreviewPlugins;
  data: PanelData;
  width: number;
  height: number;
}

/** What is inside a panel: ours as Grafana shows it, a time series as a simple chart, of others the name. */
export function PanelContent(props: Props) {
  const { type } = props.panel;
  if (type.startsWith('kpiwatch-')) {
    return <OurPanel {...props} />;
  }
  if (type === 'timeseries') {
    return <Chart {...props} />;
  }
  return <p>Only Grafana draws a panel of the kind {type}.</p>;
}

function OurPanel({ panel, plugins, data, width, height }: Props) {
  const plugin = useLoaded(useCallback(() => plugins.panel(panel.type), [plugins, panel.type]));
  const Panel: ComponentType<PanelProps> | null | undefined = plugin?.panel;
  const series = useDisplayed(data.series);
  if (!Panel) {
    return null;
  }
  return (
    <Panel
      id={panel.id}
      title={panel.title}
      data={{ ...data, series }}
      options={{ ...plugin?.defaults, ...panel.options }}
      fieldConfig={panel.fieldConfig ?? EMPTY_CONFIG}
      width={width}
      height={height}
      timeRange={data.timeRange}
      timeZone="browser"
      transparent={false}
      renderCounter={0}
      eventBus={EVENTS}
      replaceVariables={(text) => text}
      onOptionsChange={() => undefined}
      onFieldConfigChange={() => undefined}
      onChangeTimeRange={() => undefined}
    />
  );
}

const NO_LEGEND: VizLegendOptions = {
  showLegend: false,
  displayMode: LegendDisplayMode.Hidden,
  placement: 'bottom',
  calcs: [],
};
const EVENTS = new EventBusSrv();
const EMPTY_CONFIG: FieldConfigSource = { defaults: {}, overrides: [] };

/** @grafana/ui still carries an older sibling of Grafana's own chart: enough to see the curve. */
function Chart({ panel, data, width, height }: Props) {
  const frames = useDisplayed(data.series.map((frame) => configured(frame, panel.fieldConfig)));
  if (!frames.some(({ fields, length }) => length > 0 && fields.some(({ type }) => type === FieldType.number))) {
    return <p>{data.errors?.map(({ message }) => message).join(' ')}</p>;
  }
  return (
    <TimeSeries
      frames={frames}
      width={width}
      height={height}
      timeRange={data.timeRange}
      timeZone="browser"
      legend={panel.options?.legend ?? NO_LEGEND}
    />
  );
}

/** With the formats that Grafana gives each field before a panel sees it. */
function useDisplayed(series: DataFrame[]): DataFrame[] {
  const theme = useTheme2();
  return applyFieldOverrides({
    data: series,
    fieldConfig: EMPTY_CONFIG,
    replaceVariables: (text) => text,
    theme,
    timeZone: 'browser',
  });
}
