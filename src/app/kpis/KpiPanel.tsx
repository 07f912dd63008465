import { dateTime, FieldType, LoadingState, type FieldConfigSource, type PanelData } from '@grafana/data';
import { PanelRenderer } from '@grafana/runtime';
import { PanelChrome } from '@grafana/ui';
import React, { useEffect, useRef, useState } from 'react';

import type { KpiTarget } from '../../grafana/kpiData';
import { useKpiData } from './useKpis';

interface Props {
  title: string;
  description?: string;
  height: number;
  /** Of the panel that draws. */
  pluginId: string;
  options: object;
  fieldConfig?: FieldConfigSource;
  datasourceUid: string;
  targets: readonly KpiTarget[];
  since: string;
  /** The axis is as long as the data, whatever was asked for: a day that is not over. */
  fit?: boolean;
  /** Beside the title. */
  actions?: React.ReactNode;
}

/** A panel as a dashboard has it, in a page of ours. */
export function KpiPanel({ title, description, height, datasourceUid, targets, since, fit, actions, ...panel }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const { data, error, isFetching } = useKpiData(datasourceUid, targets, since);
  const problem = error?.message ?? data?.errors?.map(({ message }) => message).join(' ');
  return (
    <div ref={place} style={{ height, minWidth: 0 }}>
      {width > 0 && (
        <PanelChrome
          title={title}
          description={description}
          width={width}
          height={height}
          loadingState={isFetching ? LoadingState.Loading : LoadingState.Done}
          statusMessage={problem}
          actions={actions}
        >
          {(innerWidth, innerHeight) =>
            data && (
              <PanelRenderer
                {...panel}
                title={title}
                data={fit ? fitted(data) : data}
                width={innerWidth}
                height={innerHeight}
              />
            )
          }
        </PanelChrome>
      )}
    </div>
  );
}

function fitted(data: PanelData): PanelData {
  const times: number[] = data.series.flatMap(
    ({ fields }) => fields.find(({ type }) => type === FieldType.time)?.values ?? []
  );
  const [first, last] = [times[0], times[times.length - 1]];
  if (first === undefined || last === undefined) {
    return data;
  }
  const [from, to] = [dateTime(first), dateTime(last)];
  return { ...data, timeRange: { from, to, raw: { from, to } } };
}

function useWidth(place: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    if (place.current) {
      observer.observe(place.current);
    }
    return () => observer.disconnect();
  }, [place]);
  return width;
}
