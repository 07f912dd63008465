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

/** Of any other panel, all that it asks, and what of that a rule can't ask. */
function otherParams(targets: readonly DataQuery[], context: PanelContext): URLSearchParams {
  const asked = context.data?.request?.targets ?? [];
  const [first] = targets;
  const datasource = first?.datasource ?? asked.find(({ refId }) => refId === first?.refId)?.datasource;
  const unfit = new Set<string>();
  const queries = filledDeep(targets, (text) => fill(text, context, datasource?.type, unfit));
  const unit = context.data?.series[0]?.fields.find(({ type }) => type === 'number')?.config.unit;
  return withPanel(
    new URLSearchParams({
      queries: JSON.stringify(queries),
      ...(datasource?.uid && { source: filler(context)(datasource.uid) }),
      ...(datasource?.type && { type: datasource.type }),
      ...(unit && { unit }),
      ...(unfit.size > 0 && { unfit: [...unfit].join(', ') }),
    }),
    context
  );
}

/** `$name`, `${name}`, `${name:format}`, `${name.field}` and `[[name]]`. */
const VARIABLE = /\$(\w+)|\$\{(\w+)(?:\.[^:}]+)?(?::[^}]+)?\}|\[\[(\w+)(?::\w+)?\]\]/g;

/** What a dashboard alone knows: its range of time. The other `$__…` are for the data source to fill in. */
const OF_DASHBOARD = /^__(from|to|url|dashboard|user|org|timezone|all_variables)/;

/** These take several values as a regular expression, as their panels do. */
const BY_REGEX = ['prometheus', 'loki'];

/** Fills in what the dashboard's variables are now; notes in `unfit` what can't be asked without the dashboard. */
function fill(text: string, { scopedVars }: PanelContext, type: string | undefined, unfit: Set<string>): string {
  return text.replace(VARIABLE, (variable: string, ...names: Array<string | undefined>) => {
    const name = names.slice(0, 3).find((one) => one !== undefined) ?? '';
    if (name.startsWith('__')) {
      if (OF_DASHBOARD.test(name)) {
        unfit.add(variable);
      }
      return variable;
    }
    return getTemplateSrv().replace(variable, scopedVars, (value: string | string[]) => {
      const values = [value].flat();
      if (values.length > 1 && !BY_REGEX.includes(type ?? '')) {
        unfit.add(variable);
      }
      return values.length > 1 ? `(${values.map(escaped).join('|')})` : String(values[0] ?? '');
    });
  });
}

function escaped(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, '\\\\$&');
}

function filledDeep(value: unknown, filled: (text: string) => string): unknown {
  if (typeof value === 'string') {
    return filled(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => filledDeep(item, filled));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filledDeep(item, filled)]))
    : value;
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
