import { t } from '@grafana/i18n';

import { findKpi } from '../kpi/catalogue/parse';
import type { Catalogue, Kpi } from '../kpi/catalogue/schema';
import type { Slice } from '../kpi/sql/windows';
import type { TimeWindow } from '../kpi/time/windows';
import { filterText, takesValue } from './filterText';
import { textOf, type Problem } from './problem';
import type { Ask, KpiAsk } from './statements';
import type { BusinessKpiQuery } from './types';
import { breachesView } from './views/breaches';
import { driverViews } from './views/drivers';
import { dropView } from './views/drop';
import { eventsView } from './views/events';
import { freshnessView } from './views/freshness';
import { minutesView } from './views/minutes';
import { compareView, seriesView } from './views/series';
import { todayView } from './views/today';
import { valuesView } from './views/values';

export interface QueryPlan {
  asks: Ask[];
  /** One for every KPI that can't be read. */
  problems: Problem[];
}

/** One KPI of a query, over `range` (epoch seconds); a curve has at most one point every `step` seconds. */
export interface Viewing {
  query: BusinessKpiQuery;
  kpi: Kpi;
  range: TimeWindow;
  step: number;
  slice: Slice;
}

/** What a query asks over `range` (epoch seconds); a curve has at most one point every `step` seconds. */
export function planQuery(query: BusinessKpiQuery, catalogue: Catalogue, range: TimeWindow, step: number): QueryPlan {
  const { refId } = query;
  if (query.view === 'events') {
    return planOf(refId, () => [{ refId, ...eventsView(withoutBlanks(query), range) }]);
  }
  const plans = query.kpis.map((id) => {
    const kpi = findKpi(catalogue, id);
    return kpi
      ? planOf(
          refId,
          () =>
            viewsOf({ query, kpi, range, step, slice: sliceOf(query, kpi) }).map((view) => ({ refId, kpi, ...view })),
          kpi.name
        )
      : { asks: [], problems: [{ refId, name: id, reason: () => unknownKpi(id), isSelfContained: true }] };
  });
  return joinPlans(plans);
}

/** What `asked` asks, or why it can't be asked of `name`. */
function planOf(refId: string, asked: () => Ask[], name?: string): QueryPlan {
  try {
    return { asks: asked(), problems: [] };
  } catch (error) {
    return { asks: [], problems: [{ refId, name, reason: () => textOf(error) }] };
  }
}

/** A query that can't be asked. */
export function failedPlan({ refId }: BusinessKpiQuery, message: string): QueryPlan {
  return { asks: [], problems: [{ refId, reason: () => message }] };
}

export function joinPlans(plans: readonly QueryPlan[]): QueryPlan {
  return { asks: plans.flatMap(({ asks }) => asks), problems: plans.flatMap(({ problems }) => problems) };
}

function viewsOf(viewing: Viewing): Array<Omit<KpiAsk, 'refId' | 'kpi'>> {
  switch (viewing.query.view) {
    case 'series':
      return [seriesView(viewing)];
    case 'compare':
      return [compareView(viewing)];
    case 'drop':
      return [dropView({ ...viewing, slice: { ...viewing.slice, by: [] } })];
    case 'today':
      return [todayView(viewing)];
    case 'drivers':
      return driverViews(viewing);
    case 'freshness':
      return [freshnessView(viewing)];
    case 'breaches':
      return [breachesView(viewing)];
    case 'minutes':
      return [minutesView(viewing)];
    case 'values':
      return [valuesView(viewing)];
    case 'events':
      return [];
  }
}

/** A filter that nobody has filled in yet keeps every row. */
function withoutBlanks(query: BusinessKpiQuery): BusinessKpiQuery {
  return { ...query, filters: query.filters.filter((one) => !takesValue(one.op) || filterText(one) !== '') };
}

/** Columns are named by the catalogue alone: only a KPI's dimensions can split or filter it. */
function sliceOf(query: BusinessKpiQuery, kpi: Kpi): Slice {
  const { by, filters } = withoutBlanks(query);
  const unknown = [...by, ...filters.map(({ column }) => column)].find((name) => !kpi.dimensions.includes(name));
  if (unknown !== undefined) {
    const message =
      'There is no dimension "{{- name}}". It has: {{- dimensions}}. Add it in the catalogue, or leave it out.';
    const dimensions = kpi.dimensions.join(', ') || t('errors.none', 'none');
    throw new Error(t('errors.unknown-dimension', message, { name: unknown, dimensions }));
  }
  return { by, filters };
}

/** What to tell a person whose query names a KPI that isn't in the catalogue. */
function unknownKpi(id: string): string {
  const message =
    'There is no KPI "{{- id}}" in the catalogue. Pick another one, or add it in the settings of the data source.';
  return t('errors.unknown-kpi', message, { id });
}
