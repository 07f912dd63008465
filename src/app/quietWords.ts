import { t } from '@grafana/i18n';

import type { Policy, Quiet } from '../policy/schema';
import { weekdayName } from './words';

/** When nobody is told, in full. */
export function quietText({ zone, holidays, maintenance }: Quiet): string {
  return `${[...holidays, ...maintenance.map(windowText)].join(', ')} (${zone})`;
}

/** The same as the parts of a policy's sentence: how many of each. */
export function quietPhrases({ quiet, muteTimings = [] }: Policy): string[] {
  return [
    ...(quiet && quiet.holidays.length > 0
      ? [t('quiet.holidays', 'not on holidays ({{number}})', { number: quiet.holidays.length })]
      : []),
    ...(quiet && quiet.maintenance.length > 0
      ? [
          t('quiet.maintenance', 'not {{- windows}} ({{- zone}})', {
            windows: quiet.maintenance.map(windowText).join(', '),
            zone: quiet.zone,
          }),
        ]
      : []),
    ...(muteTimings.length > 0 ? [t('quiet.timings', 'not in {{- names}}', { names: muteTimings.join(', ') })] : []),
  ];
}

function windowText(window: Quiet['maintenance'][number]): string {
  const days = 'weekdays' in window ? window.weekdays.map(weekdayName).join(' ') : window.day;
  return `${days} ${window.from}–${window.to}`;
}
