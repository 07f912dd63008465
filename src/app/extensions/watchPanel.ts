import type { PluginExtensionPanelContext } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';

import pluginJson from '../../plugin.json';

/** Of the entry, which every page of Grafana loads: no library here, and nothing that could wait. */

const NEW_POLICY = `/a/${pluginJson.id}/policies/new`;
const OURS = 'kpiwatch-businesskpi-datasource';

type PanelContext = Pick<PluginExtensionPanelContext, 'id' | 'title' | 'dashboard' | 'targets' | 'scopedVars' | 'data'>;

/** The page of a new policy for what a panel shows; undefined for a panel that shows no data. */
export function watchPanelPath(context: PanelContext): string | undefined {
  const targets = (context.targets ?? context.data?.request?.targets ?? []).filter(({ hide }) => !hide);
  const own = targets.filter(({ datasource }) => datasource?.type === OURS);
  if (targets.length === 0) {
    return undefined;
  }
  const params = own.length > 0 ? kpiParams(own, context) : otherParams(targets, context);
  return `${NEW_POLICY}?${params.toString()}`;
}

/** Our own panels name KPIs. */
function kpiParams(targets: readonly DataQuery[], context: PanelContext): URLSearchParams {
  const filled = filler(context);
  const [first] = targets;
  const kpis = targets.flatMap((target) => listOf(target, 'kpis')).flatMap((id) => filled(id).split(','));
  const params = new URLSearchParams({ source: filled(first?.datasource?.uid ?? '') });
  new Set(kpis.filter((id) => id !== '')).forEach((id) => params.append('kpi', id));
  const window = first && Object.entries(first).find(([name]) => name === 'window')?.[1];
  if (typeof window === 'string') {
    params.set('window', window);
  }
  return withPanel(params, context);
}

/** Of any other panel, all that it asks. */
function otherParams(targets: readonly DataQuery[], context: PanelContext): URLSearchParams {
  const filled = filler(context);
  const [first] = targets;
  const uid = first?.datasource?.uid;
  return withPanel(
    new URLSearchParams({
      queries: filled(JSON.stringify(targets)),
      ...(uid && { source: filled(uid) }),
      ...(first?.datasource?.type && { type: first.datasource.type }),
    }),
    context
  );
}

function withPanel(params: URLSearchParams, { id, title, dashboard }: PanelContext): URLSearchParams {
  params.set('title', title);
  params.set('dashboard', dashboard.uid);
  params.set('panel', String(id));
  return params;
}

/** Fills in the dashboard's variables: the new page knows none of them. */
function filler({ scopedVars }: PanelContext) {
  return (text: string) => getTemplateSrv().replace(text, scopedVars, 'csv');
}

function listOf(target: DataQuery, name: string): string[] {
  const list: unknown = Object.entries(target).find(([key]) => key === name)?.[1];
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}
