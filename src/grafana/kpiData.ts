import { CoreApp, LoadingState, rangeUtil, type DataQueryRequest, type PanelData, type TimeRange } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { from, lastValueFrom } from 'rxjs';

/** A query of the Business KPI data source, as its editor writes it. */
export interface KpiTarget {
  refId: string;
  kpis: string[];
  view: 'series' | 'compare' | 'drop' | 'today' | 'drivers' | 'freshness' | 'minutes' | 'values';
  window?: string;
  /** The dimensions that it is split by. */
  by?: string[];
  /** Of minutes: the values of the dimension that are told apart. */
  among?: string[];
}

/** The points that a curve over the whole width of a page can show. */
const POINTS = 300;

/**
 * Asks a data source what a panel would ask it, over the time from `since` (such as `now-3h`) to now. What it refuses is
 * among the errors of the answer, as in a panel.
 */
export async function readKpis(uid: string, targets: readonly KpiTarget[], since: string): Promise<PanelData> {
  return readKpisOver(uid, targets, rangeUtil.convertRawToRange({ from: since, to: 'now' }));
}

/** The same over any range of time. */
export async function readKpisOver(uid: string, targets: readonly KpiTarget[], range: TimeRange): Promise<PanelData> {
  const { interval, intervalMs } = rangeUtil.calculateInterval(range, POINTS);
  const request: DataQueryRequest<DataQuery & KpiTarget> = {
    app: CoreApp.Unknown,
    requestId: `kpiwatch-${(requests += 1)}`,
    timezone: 'browser',
    range,
    targets: targets.map((target) => ({ ...target, datasource: { uid } })),
    interval,
    intervalMs,
    maxDataPoints: POINTS,
    scopedVars: {},
    startTime: Date.now(),
  };
  const datasource = await getDataSourceSrv().get({ uid });
  const { data, errors = [] } = await lastValueFrom(from(datasource.query(request)));
  return {
    state: errors.length > 0 ? LoadingState.Error : LoadingState.Done,
    series: data,
    errors,
    request,
    timeRange: range,
  };
}

let requests = 0;
