import { toDataFrame, type DataQueryRequest } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { from, lastValueFrom } from 'rxjs';

import { splitCompanions, type Driver } from '../companions';
import type { Item } from '../items';
import { failureText } from '../notices';

/** Whether its data source can be asked what drives a KPI. */
export function canAsk({ reading, refId }: Item, request: DataQueryRequest | undefined): boolean {
  return (reading.kpi.dimensions ?? []).length > 0 && targetOf(request, refId) !== undefined;
}

/**
 * Asks the data source of the KPI which values of which dimension make its difference, for the same window and with
 * the same filters as the panel asked before. Rejects with what the data source said.
 */
export async function askDrivers({ reading, refId }: Item, request: DataQueryRequest): Promise<Driver[]> {
  const { id } = reading.kpi;
  const target = targetOf(request, refId);
  const drivers: DataQuery = { refId: 'drivers', ...target, ...{ kpis: [id], view: 'drivers', by: [] } };
  const datasource = await getDataSourceSrv().get(target?.datasource, request.scopedVars);
  const requestId = `${request.requestId}-drivers-${id}`;
  const answer = await lastValueFrom(from(datasource.query({ ...request, requestId, targets: [drivers] })));
  const failure = failureText(answer);
  if (failure !== undefined) {
    throw new Error(failure);
  }
  return [...splitCompanions(answer.data.map((frame) => toDataFrame(frame))).drivers.values()].flat();
}

function targetOf(request: DataQueryRequest | undefined, refId: string | undefined): DataQuery | undefined {
  return request?.targets.find((target) => target.refId === refId);
}
