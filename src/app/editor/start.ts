import { t } from '@grafana/i18n';
import { z } from 'zod';

import { findSource, type KpiDataSource } from '../../grafana/datasources';
import { findKpi } from '../../kpi/catalogue/parse';
import type { Kpi } from '../../kpi/catalogue/schema';
import { DURATION } from '../../kpi/time/duration';
import { findPreset, prometheusModel, type Preset } from '../../policy/presets';
import { presetName } from '../presets/words';
import { defaultQueryTitle, defaultTitle } from './defaultTitle';
import { newFields, newQueryFields, type PolicyFields } from './form';
import { modelOf, NO_QUERY } from './queryForm';

/** What a new policy begins with. */
export interface Start {
  fields: PolicyFields;
  /** Why what the panel asks can't be watched. */
  refusal?: Refusal;
  /** What of the panel is left out, in the words of the panel. */
  left: string[];
}

/** Why a panel's query can't be watched; `detail` is the kind of its data source, or what its query names. */
export interface Refusal {
  kind: 'cannot-alert' | 'gone' | 'unfit' | 'no-query';
  title: string;
  detail: string;
}

/**
 * What the address says of a new policy: `preset`, or `kpi` (several), `source` (a data source's uid), `window` and
 * `title`, and `queries` of a panel that is not ours, or `watch=query` for one that is yet to be written. `panelUnit` is
 * what the panel is set to, which comes before `unit`, that of its data. Undefined where there is neither a query nor a data source to take KPIs from.
 */
export function startOf(
  dataSources: readonly KpiDataSource[],
  params: URLSearchParams,
  panelUnit = ''
): Start | undefined {
  const preset = findPreset(params.get('preset'));
  if (preset) {
    return presetStart(dataSources, preset, params.get('source'));
  }
  const chosen = chooseKpis(dataSources, params.getAll('kpi'), params.get('source'));
  if (params.has('queries')) {
    return queryStart(chosen?.source, params, panelUnit);
  }
  if (params.get('watch') === 'query') {
    return { fields: newQueryFields(chosen?.source, NO_QUERY, ''), left: [] };
  }
  if (!chosen) {
    return undefined;
  }
  const { source, kpis } = chosen;
  const { trigger, ...fields } = newFields(source, kpis, titleOf(params, kpis));
  const window = params.get('window') ?? '';
  return {
    fields: { ...fields, trigger: { ...trigger, ...(DURATION.test(window) && { window }) } },
    left: [],
  };
}

/** What a preset watches, of the data source that is named or else of the first that fits. */
function presetStart(dataSources: readonly KpiDataSource[], preset: Preset, uid: string | null): Start | undefined {
  const { watches, severity } = preset;
  const name = presetName(preset.id);
  const line = watches.line && { kind: 'threshold' as const, ...watches.line };
  if ('kpi' in watches) {
    const chosen = chooseKpis(dataSources, [watches.kpi], uid);
    if (!chosen) {
      return undefined;
    }
    const { trigger, ...fields } = newFields(chosen.source, chosen.kpis, defaultTitle(chosen.kpis, line));
    return { fields: { ...fields, severity, trigger: { ...trigger, ...line } }, left: [] };
  }
  const asked = findSource(uid ?? '');
  const { expr, unit, reduce } = watches;
  const place = asked && { uid: asked.uid, type: asked.type };
  const query = { ...NO_QUERY, ...place, name, unit, reduce, area: 'systems' as const, model: prometheusModel(expr) };
  const { trigger, ...fields } = newQueryFields(dataSources[0], query, name);
  return { fields: { ...fields, severity, judged: 'threshold', trigger: { ...trigger, ...line } }, left: [] };
}

const queriesSchema = z
  .array(z.looseObject({ refId: z.string(), datasource: z.object({ type: z.string(), uid: z.string() }).optional() }))
  .catch([]);

/** Begins with the first query of a panel that is no expression. */
function queryStart(source: KpiDataSource | undefined, params: URLSearchParams, panelUnit: string): Start {
  const panel = params.get('title') ?? '';
  const queries = queriesSchema.parse(parsed(params.get('queries')));
  const [query, ...others] = queries.filter(({ datasource }) => datasource?.type !== '__expr__');
  const left = [...others, ...queries.filter(({ datasource }) => datasource?.type === '__expr__')];
  const uid = query?.datasource?.uid ?? params.get('source') ?? '';
  const asked = findSource(uid);
  const unfit = params.get('unfit');
  const refusal = (kind: Refusal['kind'], detail: string): Start => ({
    fields: newQueryFields(source, NO_QUERY, ''),
    refusal: { kind, detail, title: panel },
    left: [],
  });
  if (!query) {
    return refusal('no-query', '');
  }
  if (!asked) {
    return refusal('gone', uid);
  }
  if (!asked.canAlert) {
    return refusal('cannot-alert', asked.type);
  }
  if (unfit !== null) {
    return refusal('unfit', unfit);
  }
  const name = panel.slice(0, 120);
  const unit = panelUnit || (params.get('unit') ?? '');
  const fields = { ...NO_QUERY, uid: asked.uid, type: asked.type, name, unit, model: modelOf(query) };
  return {
    fields: newQueryFields(source, fields, defaultQueryTitle(name, 'drop')),
    left: left.map(({ refId }) => refId),
  };
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

/** By the data source that is named, else by one whose catalogue has the KPIs, else by the first. */
function chooseKpis(dataSources: readonly KpiDataSource[], ids: readonly string[], uid: string | null) {
  const choices = dataSources.map((source) => ({
    source,
    kpis: ids.flatMap((id) => (source.catalogue.ok && findKpi(source.catalogue.catalogue, id)) || []),
  }));
  const named = choices.find(({ source }) => source.uid === uid);
  return named ?? choices.find(({ kpis }) => kpis.length > 0) ?? choices[0];
}

/** After the panel that shows the KPIs, else after themselves. */
function titleOf(params: URLSearchParams, kpis: readonly Kpi[]): string {
  const panel = params.get('title');
  return panel && kpis.length > 1
    ? t('editor.default-title', '{{- kpis}}: sudden drop', { kpis: panel }).slice(0, 120)
    : defaultTitle(kpis);
}
