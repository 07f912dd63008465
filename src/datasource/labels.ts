import { t } from '@grafana/i18n';

import type { Catalogue, Kpi } from '../kpi/catalogue/schema';

export type Area = Kpi['area'];

const AREAS: readonly Area[] = ['customers', 'sellers', 'systems', 'own'];

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
