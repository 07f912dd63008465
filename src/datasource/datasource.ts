import {
  createDataFrame,
  DataSourceApi,
  type AdHocVariableFilter,
  type AnnotationSupport,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceGetTagValuesOptions,
  type DataSourceInstanceSettings,
  type MetricFindValue,
  type ScopedVars,
  type TestDataSourceResponse,
  type TimeRange,
} from '@grafana/data';
import { t } from '@grafana/i18n';
import { getTemplateSrv } from '@grafana/runtime';
import { catchError, lastValueFrom, map, of, type Observable } from 'rxjs';

import type { Filter } from '../kpi/catalogue/filter';
import { findKpi } from '../kpi/catalogue/parse';
import { EMPTY_CATALOGUE, type Catalogue, type Kpi } from '../kpi/catalogue/schema';
import type { TimeWindow } from '../kpi/time/windows';
import { AnnotationEditor } from './AnnotationEditor';
import { failureText } from './failure';
import { checkHealth, requestAt } from './health';
import { adHocFilter, interpolate } from './interpolate';
import { issueMessage } from './issueText';
import { sourceName, viewLabel } from './labels';
import type { Listing } from './listing';
import { failedPlan, joinPlans, planQuery, type QueryPlan } from './plan';
import { textOf } from './problem';
import { KpiReader } from './reader';
import { rowsOf } from './rows';
import type { KpiAsk } from './statements';
import { KpiVariables } from './variables';
import { failedResponse, responseOf, unansweredResponse } from './response';
import {
  migrateQuery,
  readSettings,
  UNREADABLE,
  type BusinessKpiOptions,
  type BusinessKpiQuery,
  type Settings,
} from './types';

const DAY = 86_400;
const NO_ANSWER = 'The database gave no answer. Try again.';

/** Reads KPIs by name: compiles them into SQL, and lets Grafana's MySQL data source run it. */
export class BusinessKpiDataSource extends DataSourceApi<BusinessKpiQuery, BusinessKpiOptions> {
  private readonly settings: Settings;
  private readonly reader: KpiReader;
  override annotations: AnnotationSupport<BusinessKpiQuery> = {
    QueryEditor: AnnotationEditor,
    getDefaultQuery: () => ({ ...this.getDefaultQuery(), view: 'breaches' }),
  };

  constructor(instance: DataSourceInstanceSettings<BusinessKpiOptions>) {
    super(instance);
    this.settings = readSettings(instance.jsonData);
    this.reader = new KpiReader(this.settings.mysqlUid, this.settings.timeLimit);
    this.variables = new KpiVariables((listing) => this.list(listing));
  }

  /** The catalogue in use; empty when the stored one can't be read. */
  get catalogue(): Catalogue {
    return this.settings.catalogue.ok ? this.settings.catalogue.catalogue : EMPTY_CATALOGUE;
  }

  override getDefaultQuery(): Partial<BusinessKpiQuery> {
    return { kpis: [], view: 'series', window: '10m', bucket: 'auto', by: [], filters: [] };
  }

  override filterQuery(query: BusinessKpiQuery): boolean {
    const { view, kpis, events } = migrateQuery(query);
    return !query.hide && (view === 'events' ? Boolean(events?.table) : kpis.length > 0);
  }

  override getQueryDisplayText(query: BusinessKpiQuery): string {
    const { kpis, view, window, events } = migrateQuery(query);
    if (view === 'events') {
      return t('query.events-text', 'Events of {{- table}}', { table: events?.table });
    }
    const names = kpis.map((id) => findKpi(this.catalogue, id)?.name ?? id).join(', ');
    return view === 'drop'
      ? t('query.drop-text', '{{- names}}: drop in {{window}}', { names, window })
      : view === 'series'
        ? names
        : `${names}: ${viewLabel(view)}`;
  }

  /** One frame for every KPI; a KPI that can't be read gives an error and takes no other one along. */
  query(request: DataQueryRequest<BusinessKpiQuery>): Observable<DataQueryResponse> {
    const plan = this.planRequest(request);
    if (plan.asks.length === 0) {
      return of(failedResponse(plan.problems));
    }
    return this.reader.read(request, plan.asks).pipe(
      map((answered) => responseOf(plan, answered, this.uid)),
      catchError((error: unknown) => of(unansweredResponse(plan, textOf(error), this.uid)))
    );
  }

  /** What a query asks for when it runs over `range`. */
  plan(query: BusinessKpiQuery, range: TimeRange, stepMs = 1000): QueryPlan {
    const { catalogue } = this.settings;
    if (!catalogue.ok) {
      const [first] = catalogue.issues;
      const message =
        "The catalogue can't be read ({{- field}}: {{- reason}}). Mend it in the settings of this data source.";
      const text = t('errors.catalogue', message, {
        field: first?.field,
        reason: first && issueMessage(first),
      });
      return failedPlan(query, text);
    }
    const window = pastOf(range);
    if (window.from >= window.to) {
      const message = t('errors.future', 'The time range lies in the future. Choose one that begins before now.');
      return failedPlan(query, message);
    }
    const own = { ...migrateQuery(query), datasource: this.getRef() };
    return planQuery(own, catalogue.catalogue, window, stepMs / 1000);
  }

  /** What an editor shows of a query: as `plan`, with the dashboard's variables. */
  preview(query: BusinessKpiQuery, range: TimeRange, stepMs?: number): QueryPlan {
    return this.plan(this.interpolated(query, {}), range, stepMs);
  }

  testDatasource(): Promise<TestDataSourceResponse> {
    return checkHealth(this.settings);
  }

  /** What Explore is handed of a panel: nothing of the dashboard's is left to know. */
  override interpolateVariablesInQueries(
    queries: BusinessKpiQuery[],
    scopedVars: ScopedVars,
    filters: AdHocVariableFilter[] = []
  ): BusinessKpiQuery[] {
    return queries.map((query) => withFilters(this.interpolated(query, scopedVars), filters.map(handedOver)));
  }

  /** The dimensions that a dashboard can be filtered by. */
  override async getTagKeys(): Promise<MetricFindValue[]> {
    const dimensions = new Set(this.catalogue.kpis.flatMap((kpi) => kpi.dimensions));
    return [...dimensions].sort().map((text) => ({ text }));
  }

  /** The values of a dimension in the last day, of the first KPI that has it; the most frequent first. */
  override async getTagValues({ key }: DataSourceGetTagValuesOptions<BusinessKpiQuery>): Promise<MetricFindValue[]> {
    const kpi = this.catalogue.kpis.find(({ dimensions }) => dimensions.includes(key));
    return kpi ? this.dimensionValues(kpi, key) : [];
  }

  /** The KPIs of an area, or the values of one of a KPI's dimensions in the last day. */
  private async list(listing: Listing): Promise<MetricFindValue[]> {
    if (listing.kind === 'kpis') {
      const kpis = this.catalogue.kpis.filter(({ area }) => listing.area === undefined || area === listing.area);
      return kpis.map(({ id, name }) => ({ text: name, value: id }));
    }
    const kpi = findKpi(this.catalogue, listing.kpi);
    return kpi?.dimensions.includes(listing.dimension) ? this.dimensionValues(kpi, listing.dimension) : [];
  }

  private async dimensionValues(kpi: Kpi, dimension: string): Promise<MetricFindValue[]> {
    const to = Math.floor(Date.now() / 1000);
    const ask: KpiAsk = {
      refId: 'values',
      kpi,
      windows: [{ slot: 'values', from: to - DAY, to }],
      slice: { by: [dimension], filters: [] },
      frame: () => createDataFrame({ fields: [] }),
    };
    const { frame, failure } = (await lastValueFrom(this.reader.read(requestAt(to), [ask]))).get(ask) ?? {};
    if (failure || !frame) {
      throw new Error(failureText(failure ?? { reason: t('errors.no-answer', NO_ANSWER) }, sourceName(kpi)));
    }
    return rowsOf(frame, kpi, ask.slice)
      .sort((a, b) => b.events - a.events)
      .flatMap(({ by: [text] }) => (text === undefined ? [] : [{ text }]));
  }

  private interpolated(query: BusinessKpiQuery, scopedVars: ScopedVars): BusinessKpiQuery {
    return interpolate(migrateQuery(query), (text, format) => getTemplateSrv().replace(text, scopedVars, format));
  }

  private planRequest(request: DataQueryRequest<BusinessKpiQuery>): QueryPlan {
    const { targets, range, intervalMs, scopedVars, filters = [] } = request;
    const plans = targets.map((target) => {
      const query = this.interpolated(target, scopedVars);
      try {
        return this.plan(withFilters(query, filters.map(adHocFilter)), range, intervalMs);
      } catch (error) {
        return failedPlan(query, textOf(error));
      }
    });
    return joinPlans(plans);
  }
}

/** A query with the filters of its dashboard, which are of KPIs' dimensions: a table of events has none. */
function withFilters(query: BusinessKpiQuery, filters: readonly Filter[]): BusinessKpiQuery {
  return query.view === 'events' ? query : { ...query, filters: [...query.filters, ...filters] };
}

/** A filter that KPIs can't be filtered by must not be lost on the way to Explore: there it is refused. */
function handedOver(filter: AdHocVariableFilter): Filter {
  try {
    return adHocFilter(filter);
  } catch {
    return UNREADABLE;
  }
}

/** "Today" ends at midnight, and what has not happened yet is no drop. */
function pastOf(range: TimeRange): TimeWindow {
  const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);
  return { from: seconds(range.from.valueOf()), to: seconds(Math.min(range.to.valueOf(), Date.now())) };
}
