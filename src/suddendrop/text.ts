import { t } from '@grafana/i18n';

import type { WindowValue } from '../kpi/detect/expected';
import type { DropState } from '../kpi/detect/judge';
import type { Reading } from '../kpi/detect/reading';
import type { TimeWindow } from '../kpi/time/windows';
import { timeOfDay, type Clock } from './clock';
import { ageText, formatValue, lengthText, spokenLength, valueOrUnknown, wholePercent, type Measure } from './format';
import type { Item } from './items';
import type { Since } from './since';

export function stateWord(state: DropState, goodDirection: Reading['kpi']['goodDirection']): string {
  switch (state) {
    case 'ok':
      return t('state.ok', 'OK');
    case 'watch':
      return t('state.watch', 'Watch');
    case 'drop':
      return goodDirection === 'up' ? t('state.drop', 'Dropping') : t('state.rise', 'Rising');
    case 'low-traffic':
      return t('state.low-traffic', 'Too little traffic');
    case 'no-reference':
      return t('state.no-reference', 'No reference');
    case 'stale':
      return t('state.stale', 'Stale');
    case 'error':
      return t('state.error', 'Error');
  }
}

/** "since 13:52", or "since before 11:00" when the breach is older than the curve. */
export function sinceText({ at, open }: Since, clock: Clock): string {
  const time = timeOfDay(at, clock);
  return open
    ? t('text.since-before', 'since before {{- time}}', { time })
    : t('text.since', 'since {{- time}}', { time });
}

/** The same below a heading that says "Since". */
export function sinceCell({ at, open }: Since, clock: Clock): string {
  const time = timeOfDay(at, clock);
  return open ? t('board.since-before', 'before {{- time}}', { time }) : time;
}

/** "in 10 min, complete to 14:05" */
export function windowText(judged: TimeWindow, clock: Clock): string {
  return t('text.window', 'in {{- length}}, complete to {{- time}}', {
    length: lengthText(judged.to - judged.from),
    time: timeOfDay(judged.to, clock),
  });
}

/** How new the newest event is. */
export function freshnessText({ latestEvent }: Reading, clock: Clock): string {
  if (latestEvent === null) {
    return t('text.no-event', 'no event in this time range');
  }
  return clock.live
    ? t('text.newest-ago', 'newest event {{- age}} ago', { age: ageText(clock.asOf - latestEvent) })
    : t('text.newest-at', 'newest event at {{- time}}', { time: timeOfDay(latestEvent, clock) });
}

/** What a person who cannot see the tile is told. */
export function sentence({ reading, measure, verdict }: Item, clock: Clock): string {
  const { kpi } = reading;
  const { judged } = verdict;
  const word = stateWord(verdict.state, kpi.goodDirection);
  if (verdict.state === 'error') {
    return t('sentence.unread', "{{- name}}: {{- state}}. It can't be read.", { name: kpi.name, state: word });
  }
  const known = {
    name: kpi.name,
    state: verdict.since && verdict.state !== 'stale' ? `${word} ${sinceText(verdict.since, clock)}` : word,
    now: valueOrUnknown(verdict.now, measure),
    window: spokenLength(judged.to - judged.from),
    time: timeOfDay(judged.to, clock),
  };
  if (verdict.now === undefined) {
    return t('sentence.unknown', '{{- name}}: {{- state}}. No value in the {{- window}} to {{- time}}.', known);
  }
  if (verdict.expected === undefined) {
    return t('sentence.alone', '{{- name}}: {{- state}}. {{- now}} in the {{- window}} to {{- time}}.', known);
  }
  const values = {
    ...known,
    expected: formatValue(verdict.expected, measure),
    percent: wholePercent(verdict.change ?? 0),
  };
  if (values.percent === 0) {
    return t(
      'sentence.as-expected',
      '{{- name}}: {{- state}}. {{- now}} in the {{- window}} to {{- time}}, where {{- expected}} is expected.',
      values
    );
  }
  return verdict.now < verdict.expected
    ? t(
        'sentence.below',
        '{{- name}}: {{- state}}. {{percent}} % below expected, {{- now}} instead of {{- expected}} in the {{- window}} to {{- time}}.',
        values
      )
    : t(
        'sentence.above',
        '{{- name}}: {{- state}}. {{percent}} % above expected, {{- now}} instead of {{- expected}} in the {{- window}} to {{- time}}.',
        values
      );
}

/** Where many KPIs can't be read, the reason stands above them once. */
export function unreadText(): string {
  return t('text.unread', "Can't be read, for the reason above.");
}

/** The value of a reference, or why it is left out. */
export function referenceValue({ value, events }: WindowValue, measure: Measure): string {
  return events > 0 ? formatValue(value, measure) : t('reference.left-out', 'no events, left out');
}
