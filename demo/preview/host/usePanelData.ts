import {
  CoreApp,
  dateTime,
  LoadingState,
  rangeUtil,
  type DataQueryRequest,
  type DataQueryResponse,
  type PanelData,
  type TimeRange,
} from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { useEffect, useState } from 'react';
import { from, switchMap } from 'rxjs';

const REFRESH = 30_000;
const POINTS = 300;

/** Runs a panel's queries over the last hours, now and every half a minute, as a dashboard does. */
export function usePanelData(targets: DataQuery[], since: string): PanelData {
  const [data, setData] = useState<PanelData>(() => ({
    state: LoadingState.Loading,
    series: [],
    timeRange: rangeSince(since),
  }));
  const key = JSON.stringify(targets);
  useEffect(() => {
    const queries: DataQuery[] = JSON.parse(key);
    if (queries.length === 0) {
      return undefined;
    }
    const run = () => {
      const request = requestFor(queries, rangeSince(since));
      setData((before) => ({ ...before, state: LoadingState.Loading, request }));
      return from(getDataSourceSrv().get(queries[0]?.datasource))
        .pipe(switchMap((datasource) => from(datasource.query(request))))
        .subscribe({
          next: (response) => setData(panelData(request, response)),
          error: (error: unknown) => setData(panelData(request, failedResponse(error))),
        });
    };
    let running = run();
    const timer = setInterval(() => {
      running.unsubscribe();
      running = run();
    }, REFRESH);
    return () => {
      running.unsubscribe();
      clearInterval(timer);
    };
  }, [key, since]);
  return data;
}

function rangeSince(since: string): TimeRange {
  const { from: begin, to } = rangeUtil.convertRawToRange({ from: since, to: 'now' });
  return { from: dateTime(begin), to: dateTime(to), raw: { from: since, to: 'now' } };
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
