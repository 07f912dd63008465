import type { Kpi } from '../kpi/catalogue/schema';
import type { WatchedQuery } from './schema';

/** A folder that holds policies. */
export interface PolicyFolder {
  uid: string;
  title: string;
}

/** Business and system metrics stay apart. To Grafana folders are dashboards: one of ours has the uid kpiwatch-systems. */
export const BUSINESS_FOLDER: PolicyFolder = { uid: 'kpiwatch-business', title: 'KPI Watch: business' };
const SYSTEMS_FOLDER: PolicyFolder = { uid: 'kpiwatch-system-metrics', title: 'KPI Watch: systems' };

export const POLICY_FOLDERS: readonly PolicyFolder[] = [BUSINESS_FOLDER, SYSTEMS_FOLDER];

/** The folder of a policy, by the first of its KPIs or by its query. */
export function folderOf(kpis: readonly Kpi[], query?: Pick<WatchedQuery, 'area'>): PolicyFolder {
  return (query ?? kpis[0])?.area === 'systems' ? SYSTEMS_FOLDER : BUSINESS_FOLDER;
}

/** The title of a folder by its uid; the uid itself for one that is not ours. */
export function folderTitle(uid: string): string {
  return POLICY_FOLDERS.find((folder) => folder.uid === uid)?.title ?? uid;
}
