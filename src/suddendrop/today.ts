import { t } from '@grafana/i18n';

import type { Today } from './companions';
import { formatValue, signedPercent, type Measure } from './format';

/** "today 2,310 (−20 %), heading for 9,900 of usually 12,400" */
export function todayText({ soFar, usualSoFar, projected, usualAtEnd }: Today, measure: Measure): string {
  const known = { soFar: formatValue(soFar, measure) };
  if (!usualSoFar) {
    return t('today.alone', 'today {{- soFar}}', known);
  }
  const change = signedPercent((soFar - usualSoFar) / usualSoFar);
  if (projected === null || usualAtEnd === null) {
    return t('today.compared', 'today {{- soFar}} ({{- change}})', { ...known, change });
  }
  return t('today.projected', 'today {{- soFar}} ({{- change}}), heading for {{- projected}} of usually {{- usual}}', {
    ...known,
    change,
    projected: formatValue(projected, measure),
    usual: formatValue(usualAtEnd, measure),
  });
}
