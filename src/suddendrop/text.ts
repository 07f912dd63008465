import { dateTimeFormat, formattedValueToString, getValueFormat, systemDateFormats } from '@grafana/data';
import { t } from '@grafana/i18n';

import { expectedOf, type WindowValue } from '../kpi/detect/expected';
import type { DropState } from '../kpi/detect/judge';
import type { Reading } from '../kpi/detect/reading';
import type { Verdict } from './verdict';

const MINUS = '\u2212';
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const UNITS = [DAY, HOUR, MINUTE];

/** The moment that the panel speaks of (epoch seconds), and whether that is the present. */
export interface Clock {
  asOf: number;
  live: boolean;
  timeZone: string;
}

export function formatValue(value: number, unit: string): string {
  // Half an order is the median's doing: between 10 and 1000, whole numbers say as much.
  const decimals = Math.abs(value) >= 10 && Math.abs(value) < 1000 ? 0 : undefined;
  return formattedValueToString(getValueFormat(unit)(value, decimals)).replace(/^-/, MINUS);
}

export function expectedText(expected: number | undefined, unit: string): string {
  return expected === undefined ? t('text.unknown', 'unknown') : formatValue(expected, unit);
}

/** `−73`, `+12`, or `0` without a sign. */
export function signedValue(value: number, unit: string): string {
  return sign(value) + formatValue(Math.abs(value), unit);
}

/** `−70 %` of a fraction. */
export function signedPercent(fraction: number): string {
  const percent = Math.round(fraction * 100);
  return sign(percent) + t('text.percent', '{{percent}} %', { percent: Math.abs(percent) });
}

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

/** Why there is no judgement, and what to do about it. Undefined where there is one. */
export function stateReason(
  state: DropState,
  reading: Reading,
  minimumEvents: number,
  clock: Clock
): string | undefined {
  switch (state) {
    case 'low-traffic':
      return t('reason.low-traffic', '{{events}} events expected, {{minimum}} needed to judge: widen the window.', {
        events: Math.round(expectedOf(reading.references)?.events ?? 0),
        minimum: minimumEvents,
      });
    case 'no-reference':
      return t('reason.no-reference', 'Fewer than two earlier weeks or days have data.');
    case 'stale':
      return t('reason.stale', 'Nothing newer than {{- time}} was read: refresh the dashboard.', {
        time: timeOfDay(reading.judged.to, clock),
      });
    default:
      return undefined;
  }
}

/** "in 10 min to 14:05" */
export function windowText({ judged }: Reading, clock: Clock): string {
  return t('text.window', 'in {{- length}} to {{- time}}', {
    length: lengthText(judged.to - judged.from),
    time: timeOfDay(judged.to, clock),
  });
}

/** How far the data is complete, and how new the newest event is. */
export function freshnessText({ judged, latestEvent }: Reading, clock: Clock): string {
  const complete = t('text.complete', 'complete to {{- time}}', { time: timeOfDay(judged.to, clock) });
  return `${complete}, ${newestText(latestEvent, clock)}`;
}

function newestText(latestEvent: number | null, clock: Clock): string {
  if (latestEvent === null) {
    return t('text.no-event', 'no event in this time range');
  }
  return clock.live
    ? t('text.newest-ago', 'newest event {{- age}} ago', { age: ageText(clock.asOf - latestEvent) })
    : t('text.newest-at', 'newest event at {{- time}}', { time: timeOfDay(latestEvent, clock) });
}

/** What a person who cannot see the tile is told. */
export function sentence(reading: Reading, verdict: Verdict, clock: Clock): string {
  const { kpi, judged } = reading;
  const known = {
    name: kpi.name,
    state: stateWord(verdict.state, kpi.goodDirection),
    now: formatValue(verdict.now, kpi.unit),
    window: spokenLength(judged.to - judged.from),
    time: timeOfDay(judged.to, clock),
  };
  if (verdict.expected === undefined) {
    return t('sentence.alone', '{{- name}}: {{state}}. {{- now}} in the {{- window}} to {{- time}}.', known);
  }
  const values = {
    ...known,
    expected: formatValue(verdict.expected, kpi.unit),
    percent: Math.abs(Math.round((verdict.change ?? 0) * 100)),
  };
  if (values.percent === 0) {
    return t(
      'sentence.as-expected',
      '{{- name}}: {{state}}. {{- now}} in the {{- window}} to {{- time}}, where {{- expected}} is expected.',
      values
    );
  }
  return verdict.now < verdict.expected
    ? t(
        'sentence.below',
        '{{- name}}: {{state}}. {{percent}} % below expected, {{- now}} instead of {{- expected}} in the {{- window}} to {{- time}}.',
        values
      )
    : t(
        'sentence.above',
        '{{- name}}: {{state}}. {{percent}} % above expected, {{- now}} instead of {{- expected}} in the {{- window}} to {{- time}}.',
        values
      );
}

/** "2 weeks ago" */
export function referenceName(days: number): string {
  return days % 7 === 0
    ? t('reference.weeks', '{{count}} weeks ago', { count: days / 7 })
    : t('reference.days', '{{count}} days ago', { count: days });
}

/** The value of a reference, or why it is left out. */
export function referenceValue({ value, events }: WindowValue, unit: string): string {
  return events > 0 ? formatValue(value, unit) : t('reference.left-out', 'no events, left out');
}

/** `14:05`; with the day where it is not the clock's own day. */
export function timeOfDay(epoch: number, { asOf, timeZone }: Clock): string {
  const day = (seconds: number) => dateTimeFormat(seconds * 1000, { timeZone, format: 'YYYY-MM-DD' });
  const { minute, hour } = systemDateFormats.interval;
  return dateTimeFormat(epoch * 1000, { timeZone, format: day(epoch) === day(asOf) ? minute : hour });
}

/** A coarse age: `3 s`, `12 min`. */
export function ageText(seconds: number): string {
  const age = Math.max(0, Math.round(seconds));
  const unit = UNITS.find((step) => age >= step) ?? 1;
  return amount(Math.floor(age / unit), unit);
}

function lengthText(seconds: number): string {
  const unit = wholeUnit(seconds);
  return amount(seconds / unit, unit);
}

function amount(count: number, unit: number): string {
  switch (unit) {
    case DAY:
      return t('duration.days', '{{count}} d', { count });
    case HOUR:
      return t('duration.hours', '{{count}} h', { count });
    case MINUTE:
      return t('duration.minutes', '{{count}} min', { count });
    default:
      return t('duration.seconds', '{{count}} s', { count });
  }
}

function spokenLength(seconds: number): string {
  const unit = wholeUnit(seconds);
  const count = seconds / unit;
  switch (unit) {
    case DAY:
      return t('spoken.days', '{{count}} days', { count });
    case HOUR:
      return t('spoken.hours', '{{count}} hours', { count });
    case MINUTE:
      return t('spoken.minutes', '{{count}} minutes', { count });
    default:
      return t('spoken.seconds', '{{count}} seconds', { count });
  }
}

/** The largest unit (seconds) of which it is a whole number. */
function wholeUnit(seconds: number): number {
  return UNITS.find((unit) => seconds % unit === 0) ?? 1;
}

function sign(value: number): string {
  if (value === 0) {
    return '';
  }
  return value < 0 ? MINUS : '+';
}
