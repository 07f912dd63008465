import { t } from '@grafana/i18n';

import { messageCount } from '../policy/cadence';
import type { Escalation } from '../policy/escalation';
import type { ActiveHours, Cadence, Ending } from '../policy/schema';
import { durationWords, weekdayName } from './words';

/** How often, as the end of a policy's sentence. */
export function cadencePhrase(cadence: Cadence): string {
  switch (cadence.kind) {
    case 'once':
      return t('cadence.once-phrase', 'once');
    case 'times':
      return t('cadence.times-phrase', '{{times}} times, every {{- every}}', {
        times: cadence.times,
        every: durationWords(cadence.every),
      });
    case 'span':
      return t('cadence.span-phrase', 'every {{- every}} for {{- span}}', {
        every: durationWords(cadence.every),
        span: durationWords(cadence.span),
      });
    case 'acknowledged':
      return t('cadence.acknowledged-phrase', 'every {{- every}} until acknowledged', {
        every: durationWords(cadence.every),
      });
  }
}

/** What Grafana makes of a cadence, its limits included. */
export function cadenceMeaning(cadence: Cadence): string {
  switch (cadence.kind) {
    case 'once':
      return t(
        'cadence.once-meaning',
        'One message for each KPI, and one when it is over. Grafana forgets after 5 days: a breach that lasts longer is told again.'
      );
    case 'times':
    case 'span':
      return t(
        'cadence.counted-meaning',
        'At once and then every {{- every}}, give or take a minute, while the breach lasts, {{messages}} messages at most, and one when it is over. Each message after the first is a rule of its own, which asks the database as well.',
        { every: durationWords(cadence.every), messages: messageCount(cadence) }
      );
    case 'acknowledged':
      return t(
        'cadence.acknowledged-meaning',
        'Every {{- every}}, to the minute that follows, until the breach ends or somebody acknowledges it from the message.',
        { every: durationWords(cadence.every) }
      );
  }
}

/** Who else is told, as a part of a policy's sentence. */
export function escalationPhrase({ after, contactPoint, team }: Escalation[number]): string {
  return t('cadence.escalation-phrase', 'unanswered for {{- after}} → {{- contactPoint}}', {
    after: durationWords(after),
    contactPoint: team?.name ?? contactPoint,
  });
}

/** When a breach is over, as a part of a policy's sentence. */
export function endingPhrase(ending: Ending): string {
  if (ending.kind === 'hand') {
    return t('cadence.hand-phrase', 'closed by hand');
  }
  return ending.after === '0s'
    ? t('cadence.itself-phrase', 'recovered')
    : t('cadence.itself-after-phrase', 'recovered for {{- after}}', { after: durationWords(ending.after) });
}

/** What Grafana makes of an ending, its limits included. */
export function endingMeaning(ending: Ending): string {
  if (ending.kind === 'hand') {
    return t(
      'cadence.hand-meaning',
      'It stays open, recovered or not, until somebody closes it in the list of policies; 30 days at most after it recovered.'
    );
  }
  return ending.after === '0s'
    ? t('cadence.itself-meaning', 'It is over at the first evaluation past the line for recovery.')
    : t('cadence.itself-after-meaning', 'It is over once it has been past the line for recovery for {{- after}}.', {
        after: durationWords(ending.after),
      });
}

/** When people are told, as a part of a policy's sentence. */
export function hoursPhrase({ weekdays, from, to, zone }: ActiveHours): string {
  return t('cadence.hours-phrase', '{{- days}} {{- from}}–{{- to}} ({{- zone}})', {
    days: weekdays.map(weekdayName).join(', '),
    from,
    to,
    zone,
  });
}

/** What becomes of a policy whose numbers can't be read. */
export function unreadName(when: 'tell' | 'keep'): string {
  return when === 'tell' ? t('unread.tell', 'They are told') : t('unread.keep', 'Nobody is told');
}

/** The same in a sentence, with what it is not about. */
export function unreadMeaning(when: 'tell' | 'keep', watched: 'kpis' | 'query'): string {
  if (watched === 'query') {
    return when === 'tell'
      ? t(
          'unread.tell-query',
          'When the data source does not answer, the query fails, or it has no data now, the contact point is told so.'
        )
      : t(
          'unread.keep-query',
          'While the data source does not answer, the query fails or has no data, the policy stays as it was: a breach goes on, and a change meanwhile goes unseen. The list of policies says why.'
        );
  }
  return when === 'tell'
    ? t(
        'unread.tell-meaning',
        'When the database does not answer or the query fails, the contact point is told so. A KPI without a row counts 0 and is judged as such: that is a drop, not this.'
      )
    : t(
        'unread.keep-meaning',
        'While the database does not answer or the query fails, the policy stays as it was: a breach goes on, and a drop meanwhile goes unseen. The list of policies says why.'
      );
}
