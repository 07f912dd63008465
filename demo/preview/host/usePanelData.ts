import {
  CoreApp,
  LoadingState,
  rangeUtil,
  type DataQueryRequest,
  type DataQueryResponse,
  type PanelData,
  type RawTimeRange,
  type TimeRange,
} from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { useEffect, useState } from 'react';
import { from, switchMap } from 'rxjs';

const POINTS = 300;

interface When {
  range: RawTimeRange;
  /** `30s`, or empty for never again. */
  refresh: string;
  /** Another number asks to run them now. */
  asked: number;
}

/** Runs a panel's queries, now and again as a dashboard does. */
export function usePanelData(targets: DataQuery[], { range, refresh, asked }: When): PanelData {
  const [data, setData] = useState<PanelData>(() => ({
    state: LoadingState.NotStarted,
    series: [],
    timeRange: rangeOf(range),
  }));
  const key = JSON.stringify(targets);
  useEffect(() => {
    const queries: DataQuery[] = JSON.parse(key);
    if (queries.length === 0) {
      return undefined;
    }
    const run = () => {
      const request = requestFor(queries, rangeOf(range));
      setData((before) => ({ ...before, state: LoadingState.Loading, request }));
      return from(getDataSourceSrv().get(queries[0]?.datasource))
        .pipe(switchMap((datasource) => from(datasource.query(request))))
        .subscribe({
          next: (response) => setData(panelData(request, response)),
          error: (error: unknown) => setData(panelData(request, failedResponse(error))),
        });
    };
    let running = run();
    const again = () => {
      running.unsubscribe();
      running = run();
    };
    const timer = refresh === '' ? undefined : setInterval(again, rangeUtil.intervalToMs(refresh));
    return () => {
      running.unsubscribe();
      clearInterval(timer);
    };
  }, [key, range, refresh, asked]);
  return data;
}

/** `raw` as it is just now. */
export function rangeOf(raw: RawTimeRange): TimeRange {
  return rangeUtil.convertRawToRange(raw);
}

function requestFor(targets: DataQuery[], range: TimeRange): DataQueryRequest {
  const interval = rangeUtil.calculateInterval(range, POINTS);
  return {
    app: CoreApp.Dashboard,
    requestId: `preview-${Math.random()}`,
    timezone: 'browser',
    range,
    targets,
    interval: interval.interval,
    intervalMs: interval.intervalMs,
    maxDataPoints: POINTS,
    scopedVars: {},
    startTime: Date.now(),
  };
}

function panelData(request: DataQueryRequest, { data, state, errors, error }: DataQueryResponse): PanelData {
  return { state: state ?? LoadingState.Done, series: data, errors, error, request, timeRange: request.range };
}

function failedResponse(error: unknown): DataQueryResponse {
  return {
    data: [],
    state: LoadingState.Error,
    errors: [{ message: error instanceof Error ? error.message : String(error) }],
  };
}
