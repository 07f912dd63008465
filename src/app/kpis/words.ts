import { formattedValueToString, getValueFormat } from '@grafana/data';
import { t } from '@grafana/i18n';

import type { Kpi } from '../../kpi/catalogue/schema';
import { isCount } from '../../kpi/detect/calibrations';
import type { DropState } from '../../kpi/detect/judge';
import { whole } from '../../kpi/whole';

export function stateWord(state: DropState, goodDirection: Kpi['goodDirection']): string {
  switch (state) {
    case 'ok':
      return t('kpi-state.ok', 'OK');
    case 'watch':
      return t('kpi-state.watch', 'Watch');
    case 'drop':
      return goodDirection === 'up' ? t('kpi-state.drop', 'Dropping') : t('kpi-state.rise', 'Rising');
    case 'low-traffic':
      return t('kpi-state.low-traffic', 'Too little traffic');
    case 'no-reference':
      return t('kpi-state.no-reference', 'No reference');
    case 'stale':
      return t('kpi-state.stale', 'Stale');
    case 'error':
      return t('kpi-state.error', 'Error');
  }
}

/** A number in a KPI's unit; medians of counts may be halves, which nobody ever sees. */
export function valueWords(value: number, kpi: Pick<Kpi, 'unit' | 'value'>): string {
  const { unit } = kpi;
  const decimals = Math.abs(value) >= 10 && (unit === 'locale' || Math.abs(value) < 1000) ? 0 : undefined;
  return formattedValueToString(getValueFormat(unit)(isCount(kpi) ? whole(value) : value, decimals));
}

/** "−70 %": how far from expected; `drop` is above 0 for less. */
export function changeWords(drop: number): string {
  const percent = Math.round(-drop * 100);
  const sign = percent === 0 ? '' : percent < 0 ? '−' : '+';
  return t('kpis.change', '{{sign}}{{percent}} %', { sign, percent: Math.abs(percent) });
}
