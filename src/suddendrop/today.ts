import { t } from '@grafana/i18n';

import type { Today } from './companions';
import { formatValue, signedPercent, type Measure } from './format';

/** "today 2,310, −20 % of usual; 9,900 by the day's end, usually 12,400" */
export function todayText({ soFar, usualSoFar, projected, usualAtEnd }: Today, measure: Measure): string {
  const known = { soFar: formatValue(soFar, measure) };
  if (!usualSoFar) {
    return t('today.alone', 'today {{- soFar}}', known);
  }
  const change = signedPercent((soFar - usualSoFar) / usualSoFar);
  if (projected === null || usualAtEnd === null) {
    return t('today.compared', 'today {{- soFar}}, {{- change}} against usual', { ...known, change });
  }
  return t(
    'today.projected',
    "today {{- soFar}}, {{- change}} against usual; heading for {{- projected}} by the day's end, usually {{- usual}}",
    { ...known, change, projected: formatValue(projected, measure), usual: formatValue(usualAtEnd, measure) }
  );
}
