import { t } from '@grafana/i18n';

import type { Kpi } from '../kpi/catalogue/schema';
import { DURATION } from '../kpi/time/duration';
import type { Severity } from '../policy/schema';

/** `10m` as people say it. */
export function durationWords(duration: string): string {
  const [, n, unit] = DURATION.exec(duration) ?? [];
  switch (unit) {
    case 's':
      return t('words.seconds', '{{n}} s', { n });
    case 'm':
      return t('words.minutes', '{{n}} min', { n });
    case 'h':
      return t('words.hours', '{{n}} h', { n });
    case 'd':
      return t('words.days', '{{n}} d', { n });
    default:
      return duration;
  }
}

/** What a policy says, in one line. */
export function policySentence(policy: {
  kpiNames: readonly string[];
  dropPercent: number;
  window: string;
  contactPoint: string;
}): string {
  return t('words.sentence', '{{- kpis}} drop by more than {{drop}} % in {{- window}} → {{- contactPoint}}', {
    kpis: policy.kpiNames.join(', '),
    drop: policy.dropPercent,
    window: durationWords(policy.window),
    contactPoint: policy.contactPoint,
  });
}

export function severityName(severity: Severity): string {
  switch (severity) {
    case 'critical':
      return t('words.critical', 'Critical');
    case 'warning':
      return t('words.warning', 'Warning');
    case 'info':
      return t('words.info', 'Info');
  }
}

export function areaName(area: Kpi['area']): string {
  switch (area) {
    case 'customers':
      return t('words.customers', 'Customers');
    case 'sellers':
      return t('words.sellers', 'Sellers');
    case 'systems':
      return t('words.systems', 'Systems');
    case 'own':
      return t('words.own', 'Own');
  }
}
