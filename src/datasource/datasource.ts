import {
  DataSourceApi,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type TestDataSourceResponse,
  type TimeRange,
} from '@grafana/data';
import { t } from '@grafana/i18n';
import { catchError, map, of, type Observable } from 'rxjs';

import { findKpi } from '../kpi/catalogue/parse';
import { EMPTY_CATALOGUE, type Catalogue } from '../kpi/catalogue/schema';
import type { TimeWindow } from '../kpi/time/windows';
import { checkHealth } from './health';
import { issueMessage } from './issueText';
import { planQuery, type QueryPlan } from './plan';
import { KpiReader } from './reader';
import { failedResponse, responseOf, textOf } from './response';
import { migrateQuery, readSettings, type BusinessKpiOptions, type BusinessKpiQuery, type Settings } from './types';

/** Reads KPIs by name: compiles them into SQL, and lets Grafana's MySQL data source run it. */
export class BusinessKpiDataSource extends DataSourceApi<BusinessKpiQuery, BusinessKpiOptions> {
  private readonly settings: Settings;
  private readonly reader: KpiReader;

  constructor(instance: DataSourceInstanceSettings<BusinessKpiOptions>) {
    super(instance);
    this.settings = readSettings(instance.jsonData);
    this.reader = new KpiReader(this.settings.mysqlUid, this.settings.timeLimit);
  }

  /** The catalogue in use; empty when the stored one can't be read. */
  get catalogue(): Catalogue {
    return this.settings.catalogue.ok ? this.settings.catalogue.catalogue : EMPTY_CATALOGUE;
  }

  override getDefaultQuery(): Partial<BusinessKpiQuery> {
    return { kpis: [], view: 'series', window: '10m' };
  }

  override filterQuery(query: BusinessKpiQuery): boolean {
    return !query.hide && migrateQuery(query).kpis.length > 0;
  }

  override getQueryDisplayText(query: BusinessKpiQuery): string {
    const { kpis, view, window } = migrateQuery(query);
    const names = kpis.map((id) => findKpi(this.catalogue, id)?.name ?? id).join(', ');
    return view === 'drop' ? t('query.drop-text', '{{- names}}: drop in {{window}}', { names, window }) : names;
  }

  /** One frame for every KPI; a KPI that can't be read gives an error and takes no other one along. */
  query(request: DataQueryRequest<BusinessKpiQuery>): Observable<DataQueryResponse> {
    const plan = this.planRequest(request);
    if (plan.asks.length === 0) {
      return of(failedResponse(plan.errors));
    }
    return this.reader.read(request, plan.asks).pipe(
      map((answered) => responseOf(plan, answered)),
      catchError((error: unknown) =>
        of(failedResponse(request.targets.map(({ refId }) => ({ refId, message: textOf(error) }))))
      )
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
      return { asks: [], errors: [{ refId: query.refId, message: text }] };
    }
    const window = pastOf(range);
    if (window.from >= window.to) {
      const message = t('errors.future', 'The time range lies in the future. Choose one that begins before now.');
      return { asks: [], errors: [{ refId: query.refId, message }] };
    }
    return planQuery(migrateQuery(query), catalogue.catalogue, window, stepMs / 1000);
  }

  testDatasource(): Promise<TestDataSourceResponse> {
    return checkHealth(this.settings);
  }

  private planRequest({ targets, range, intervalMs }: DataQueryRequest<BusinessKpiQuery>): QueryPlan {
    const plans = targets.map((target) => this.plan(target, range, intervalMs));
    return {
      asks: plans.flatMap(({ asks }) => asks),
      errors: plans.flatMap(({ errors }) => errors),
    };
  }
}

/** "Today" ends at midnight, and what has not happened yet is no drop. */
function pastOf(range: TimeRange): TimeWindow {
  const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);
  return { from: seconds(range.from.valueOf()), to: seconds(Math.min(range.to.valueOf(), Date.now())) };
}
