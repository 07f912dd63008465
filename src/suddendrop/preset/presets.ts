import { t } from '@grafana/i18n';

import { CASES, type CaseId, type Watching } from '../../kpi/cases';
import type { OtherSettings } from '../other/readOther';

/** A line of the list of presets. */
interface Preset {
  value: string;
  label: string;
  description: string;
  group: string;
}

/** What a panel can be ready for, by who needs it. */
export function presets(): Preset[] {
  const limits = t('preset.limits', 'Limits');
  const customers = t('area.customers', 'Customers');
  const sellers = t('area.sellers', 'Sellers');
  const systems = t('area.systems', 'Systems');
  const ready = (group: string, ids: CaseId[]) =>
    ids.map((value) => ({ value, label: caseName(value), description: caseText(value), group }));
  return [
    {
      value: 'kpi',
      label: t('preset.kpi', 'As each KPI asks'),
      description: t(
        'preset.kpi-help',
        'Each KPI by the limits of its own case, such as 50 % for orders; 30 % where there is none.'
      ),
      group: limits,
    },
    {
      value: 'own',
      label: t('preset.own', 'My own limits'),
      description: t('preset.own-help', 'The per cent that are set below, for all KPIs.'),
      group: limits,
    },
    ...ready(customers, ['orders', 'payments', 'revenue', 'searches', 'signups', 'withdrawals']),
    ...ready(sellers, ['registrations', 'displays', 'shipments']),
    ...ready(systems, ['db_connections_used', 'db_slow_queries']),
  ];
}

interface Numbers extends Pick<OtherSettings, 'points' | 'goodDirection'> {
  window: string;
}

/** What a case's numbers are, also where another data source gives them. */
export function numbersOf(id: CaseId): Numbers {
  return {
    window: CASES[id].window,
    points: id === 'db_connections_used' ? 'level' : 'count',
    goodDirection: ['withdrawals', 'db_connections_used', 'db_slow_queries'].includes(id) ? 'down' : 'up',
  };
}

function caseName(id: CaseId): string {
  switch (id) {
    case 'orders':
      return t('case.orders', 'Orders');
    case 'payments':
      return t('case.payments', 'Payments');
    case 'revenue':
      return t('case.revenue', 'Revenue');
    case 'searches':
      return t('case.searches', 'Searches');
    case 'signups':
      return t('case.signups', 'Sign-ups');
    case 'withdrawals':
      return t('case.withdrawals', 'Withdrawals go up');
    case 'registrations':
      return t('case.registrations', 'Product registrations');
    case 'displays':
      return t('case.displays', 'Products put on display');
    case 'shipments':
      return t('case.shipments', 'Shipments');
    case 'db_connections_used':
      return t('case.connections', 'Database connections run short');
    case 'db_slow_queries':
      return t('case.slow-queries', 'Slow queries go up');
  }
}

/** "A drop of 50 % in 10m" */
function caseText(id: CaseId): string {
  const { dropPercent: percent, window }: Watching = CASES[id];
  return numbersOf(id).goodDirection === 'down'
    ? t('preset.rise', 'A rise of {{percent}} % in {{- window}}', { percent, window })
    : t('preset.drop', 'A drop of {{percent}} % in {{- window}}', { percent, window });
}
