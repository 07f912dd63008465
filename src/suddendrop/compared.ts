import { t } from '@grafana/i18n';

import type { Reading } from '../kpi/detect/reading';
import { timeOfDay, weekday, type Clock } from './clock';

type Reference = Reading['references'][number];

/** "2 weeks ago"; a reference that is a query of its own has that query's letter. */
export function referenceName({ id, days }: Pick<Reference, 'id' | 'days'>): string {
  if (days === 0) {
    return t('reference.query', 'query {{- id}}', { id });
  }
  return days % 7 === 0
    ? t('reference.weeks', '{{count}} weeks ago', { count: days / 7 })
    : t('reference.days', '{{count}} days ago', { count: days });
}

/** References that have data; the others say nothing of what to expect. */
export function usedReferences({ references }: Reading): Reference[] {
  return references.filter(({ events }) => events > 0);
}

/** What a KPI is compared with, by name: "vs the last Tuesdays and days, 14:05". */
export function comparedText(reading: Reading, clock: Clock): string {
  const used = usedReferences(reading);
  const time = timeOfDay(reading.judged.to, clock);
  const weekdays = weekdayNames(weekday(reading.judged.to, clock));
  const hasWeeks = used.some(({ days }) => days > 0 && days % 7 === 0);
  const hasDays = used.some(({ days }) => days % 7 !== 0);
  if (hasWeeks && hasDays) {
    return t('compared.both', 'vs the last {{- weekdays}} and days, {{- time}}', { weekdays, time });
  }
  if (hasWeeks) {
    return t('compared.weeks', 'vs the last {{- weekdays}}, {{- time}}', { weekdays, time });
  }
  if (hasDays) {
    return t('compared.days', 'vs the last days, {{- time}}', { time });
  }
  return used.length > 0
    ? t('compared.queries', 'vs {{- queries}}', { queries: used.map(referenceName).join(', ') })
    : t('compared.nothing', 'nothing to compare with');
}

function weekdayNames(day: number): string {
  const names = [
    t('weekday.sundays', 'Sundays'),
    t('weekday.mondays', 'Mondays'),
    t('weekday.tuesdays', 'Tuesdays'),
    t('weekday.wednesdays', 'Wednesdays'),
    t('weekday.thursdays', 'Thursdays'),
    t('weekday.fridays', 'Fridays'),
    t('weekday.saturdays', 'Saturdays'),
  ];
  return names[day] ?? '';
}
