import { t } from '@grafana/i18n';

import type { WatchedQuery } from '../policy/schema';
import { durationWords } from './words';

/** How the points of a window become one number. */
export function reducerName(reduce: WatchedQuery['reduce']): string {
  switch (reduce) {
    case 'mean':
      return t('query.mean', 'Mean');
    case 'last':
      return t('query.last', 'Last value');
    case 'sum':
      return t('query.sum', 'Sum');
    case 'min':
      return t('query.min', 'Least');
    case 'max':
      return t('query.max', 'Greatest');
    case 'count':
      return t('query.count', 'Number of points');
  }
}

/** What a query is compared with. */
export function againstText(against: readonly string[]): string {
  switch (against.join()) {
    case '7d,14d,21d,28d':
      return t('query.weeks', 'the same time in the last 4 weeks');
    case '1d,2d,3d':
      return t('query.days', 'the same time in the last 3 days');
    case '7d':
      return t('query.week', 'the same time a week ago');
    case '1d':
      return t('query.day', 'the same time yesterday');
    default:
      return t('query.ago', 'the time {{- against}} ago', { against: against.map(durationWords).join(', ') });
  }
}
