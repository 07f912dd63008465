import { t } from '@grafana/i18n';

import type { Catalogue, Kpi } from '../kpi/catalogue/schema';
import type { BusinessKpiQuery } from './types';

type View = BusinessKpiQuery['view'];
export type Area = Kpi['area'];

export const AREAS: readonly Area[] = ['customers', 'sellers', 'systems', 'own'];

/** An area's name as people read it. */
export function areaLabel(area: Area): string {
  switch (area) {
    case 'customers':
      return t('area.customers', 'Customers');
    case 'sellers':
      return t('area.sellers', 'Sellers');
    case 'systems':
      return t('area.systems', 'Systems');
    case 'own':
      return t('area.own', 'Own');
  }
}

/** A view's name as people read it. */
export function viewLabel(view: View): string {
  switch (view) {
    case 'series':
      return t('query.series', 'Series');
    case 'compare':
      return t('query.compare', 'Compare');
    case 'drop':
      return t('query.drop', 'Sudden drop');
    case 'today':
      return t('query.today', 'Today so far');
    case 'drivers':
      return t('query.drivers', 'Drivers');
    case 'freshness':
      return t('query.freshness', 'Freshness');
    case 'breaches':
      return t('query.breaches', 'Breaches');
    case 'events':
      return t('query.events', 'Events');
    case 'minutes':
      return t('query.minutes', 'Minutes');
    case 'values':
      return t('query.values', 'Values');
  }
}

/** What a view shows. */
export function viewDescription(view: View): string {
  switch (view) {
    case 'series':
      return t('query.series-description', 'The value, step by step');
    case 'compare':
      return t('query.compare-description', 'Beside each earlier week and day, and the band that they span');
    case 'drop':
      return t('query.drop-description', 'Beside what the same time in earlier weeks and days says');
    case 'today':
      return t('query.today-description', 'Summed up since midnight, and where the day is heading');
    case 'drivers':
      return t('query.drivers-description', 'Which values of which dimension make the difference');
    case 'freshness':
      return t('query.freshness-description', 'How old the newest event is');
    case 'breaches':
      return t('query.breaches-description', 'From when to when KPIs were too far from what was expected');
    case 'events':
      return t('query.events-description', 'Rows of a table, such as deployments or campaigns');
    case 'minutes':
      return t('query.minutes-description', 'Each minute, as policies learn from it');
    case 'values':
      return t('query.values-description', 'Which values a dimension has, as policies learn from it');
  }
}

/** The KPIs as people look for them: by area, then in the catalogue's order. */
export function byArea({ kpis }: Catalogue): Array<{ area: Area; kpis: Kpi[] }> {
  return AREAS.map((area) => ({ area, kpis: kpis.filter((kpi) => kpi.area === area) })).filter(
    (group) => group.kpis.length > 0
  );
}

/** Where a KPI is read, as a person would look for it. */
export function sourceName({ name, source }: Kpi): string {
  return source.kind === 'sql' ? t('source.sql', 'the SQL of {{- name}}', { name }) : source.table;
}

/** Such as "12 KPIs (Customers 8, Sellers 4)". */
export function catalogueSummary(catalogue: Catalogue): string {
  const count = catalogue.kpis.length;
  if (count === 0) {
    return t('summary.empty', 'No KPIs yet');
  }
  const areas = byArea(catalogue)
    .map(({ area, kpis }) => `${areaLabel(area)} ${kpis.length}`)
    .join(', ');
  return t('summary.kpis', '{{count}} KPIs ({{- areas}})', { count, areas });
}
