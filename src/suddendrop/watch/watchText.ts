import type { IconName } from '@grafana/data';
import { t } from '@grafana/i18n';

import type { KpiWatch } from '../../kpi/watch';
import { timeOfDay, type Clock } from '../clock';
import { sinceText } from '../text';

const ICONS: Record<KpiWatch['state'], IconName> = {
  breach: 'heart-break',
  recovering: 'heart-rate',
  error: 'exclamation-circle',
  'no-data': 'question-circle',
  unknown: 'question-circle',
  waiting: 'hourglass',
  normal: 'heart',
  paused: 'pause',
};

export function watchIcon({ state, taken }: KpiWatch): IconName {
  return taken ? 'bell-slash' : ICONS[state];
}

/** "Breach since 14:02" */
export function standingText({ state, since }: KpiWatch, clock: Clock): string {
  const word = standingWord(state);
  return since === undefined ? word : `${word} ${sinceText({ at: since, open: false }, clock)}`;
}

/** "Kim has it until 15:05" */
export function takenText({ by, until }: NonNullable<KpiWatch['taken']>, clock: Clock): string {
  return t('watch.taken', '{{- name}} has it until {{- time}}', { name: by, time: timeOfDay(until, clock) });
}

/** How the worst of a KPI's policies stands, in a word or two; and that nobody watches it. */
export function glanceText(worst: KpiWatch | undefined, clock: Clock): string {
  if (!worst) {
    return t('watch.none', 'Not watched');
  }
  if (worst.taken) {
    return t('watch.taken-short', '{{- name}} has it', { name: worst.taken.by });
  }
  return worst.state === 'normal' ? t('watch.watched', 'Watched') : standingText(worst, clock);
}

function standingWord(state: KpiWatch['state']): string {
  switch (state) {
    case 'breach':
      return t('watch.breach', 'Breach');
    case 'recovering':
      return t('watch.recovering', 'Recovered, still open');
    case 'normal':
      return t('watch.normal', 'Normal');
    case 'no-data':
      return t('watch.no-data', 'Policy has no data');
    case 'error':
      return t('watch.error', 'Policy fails');
    case 'waiting':
      return t('watch.waiting', 'Not evaluated yet');
    case 'paused':
      return t('watch.paused', 'Policy paused');
    case 'unknown':
      return t('watch.unknown', 'Policy unknown');
  }
}
