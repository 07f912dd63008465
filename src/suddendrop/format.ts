import { formattedValueToString, getValueFormat } from '@grafana/data';
import { t } from '@grafana/i18n';

import { whole } from '../kpi/whole';

const MINUS = '\u2212';
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const UNITS = [DAY, HOUR, MINUTE];

/** How a KPI's values are written; without `decimals`, as many as they need. */
export interface Measure {
  unit: string;
  decimals?: number;
  /** Numbers of events: half an order is the median's doing, and nobody ever sees one. */
  counted?: boolean;
}

export function formatValue(value: number, measure: Measure): string {
  const { unit, decimals } = measure;
  // From 10 on, whole numbers say as much of anything. Units other than `locale` shorten from 1000 on.
  const isWhole = Math.abs(value) >= 10 && (Math.abs(value) < 1000 || unit === 'locale');
  const needed = isWhole ? 0 : undefined;
  const shown = asShown(value, measure);
  return formattedValueToString(getValueFormat(unit)(shown, decimals ?? needed)).replace(/^-/, MINUS);
}

/** Decimals that somebody asks for show the halves as well. */
function asShown(value: number, { decimals, counted }: Measure): number {
  return counted && decimals === undefined ? whole(value) : value;
}

export function valueOrUnknown(value: number | undefined, measure: Measure): string {
  return value === undefined ? t('text.unknown', 'unknown') : formatValue(value, measure);
}

/** `−73`, `+12`, or `0` without a sign, also where it is only shown as 0. */
export function signedValue(value: number, measure: Measure): string {
  const text = formatValue(Math.abs(value), measure);
  return (/[1-9]/.test(text) ? sign(value) : '') + text;
}

/** By how much `now` differs from `expected`, as these are shown: 163 of 154 are 9 more, and not 9.5. */
export function differenceText(now: number, expected: number, measure: Measure): string {
  return signedValue(asShown(now, measure) - asShown(expected, measure), measure);
}

/** `−70 %` of a fraction. */
export function signedPercent(fraction: number): string {
  const percent = Math.round(fraction * 100);
  return sign(percent) + t('text.percent', '{{percent}} %', { percent: Math.abs(percent) });
}

/** `70` of a fraction, whatever its sign. */
export function wholePercent(fraction: number): number {
  return Math.abs(Math.round(fraction * 100));
}

/** A coarse age: `3 s`, `12 min`. */
export function ageText(seconds: number): string {
  const age = Math.max(0, Math.round(seconds));
  const unit = UNITS.find((step) => age >= step) ?? 1;
  return amount(Math.floor(age / unit), unit);
}

/** `10 min` */
export function lengthText(seconds: number): string {
  const unit = wholeUnit(seconds);
  return amount(seconds / unit, unit);
}

/** `10 minutes` */
export function spokenLength(seconds: number): string {
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
