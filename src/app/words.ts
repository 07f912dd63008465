import type { Language } from '../policy/texts';
import { t } from '@grafana/i18n';

import type { Kpi } from '../kpi/catalogue/schema';
import { DURATION } from '../kpi/time/duration';
import type { ActiveHours, Severity } from '../policy/schema';
import {
  dimensionOf,
  type RowsChanged,
  type SoFar,
  type Threshold,
  type Trigger,
  type WindowChange,
} from '../policy/triggerSchema';
import { numberText, unitText } from '../policy/template';

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

/** What a policy watches for, in one line: KPIs by their names, and where they have one unit, their lines in it. */
export function triggerSentence(
  trigger: Trigger,
  { kpiNames, unit, contactPoint }: { kpiNames: readonly string[]; unit: string; contactPoint: string }
): string {
  const by = dimensionOf(trigger);
  const names = kpiNames.join(', ');
  const kpis = by === undefined ? names : t('words.by', '{{- kpis}}, each {{- by}},', { kpis: names, by });
  const told = { kpis, contactPoint };
  switch (trigger.kind) {
    case 'unusual':
    case 'fixed':
    case 'shifted':
      return changeSentence(trigger, told);
    case 'so-far':
      return soFarSentence(trigger, told);
    case 'threshold':
      return thresholdSentence(trigger, unit, told);
    case 'no-data':
      return t('words.no-data', '{{- kpis}} without any data for {{- window}} → {{- contactPoint}}', {
        ...told,
        window: durationWords(trigger.window),
      });
    case 'stale':
      return t('words.stale', '{{- kpis}} whose newest data is older than {{- age}} → {{- contactPoint}}', {
        ...told,
        age: durationWords(trigger.age),
      });
    case 'rows':
      return rowsSentence(trigger, told);
  }
}

function soFarSentence({ direction, percent }: SoFar, told: Told): string {
  const values = { ...told, percent };
  return direction === 'drop'
    ? t('words.behind', '{{- kpis}} today more than {{percent}} % behind the usual → {{- contactPoint}}', values)
    : t('words.ahead', '{{- kpis}} today more than {{percent}} % ahead of the usual → {{- contactPoint}}', values);
}

function rowsSentence({ change, atLeast, window }: RowsChanged, told: Told): string {
  const values = { ...told, rows: numberText(atLeast), window: durationWords(window) };
  switch (change) {
    case 'created':
      return t(
        'words.created',
        '{{- kpis}}: {{- rows}} rows or more created in {{- window}} → {{- contactPoint}}',
        values
      );
    case 'changed':
      return t(
        'words.changed',
        '{{- kpis}}: {{- rows}} rows or more changed in {{- window}} → {{- contactPoint}}',
        values
      );
    case 'deleted':
      return t(
        'words.deleted',
        '{{- kpis}}: {{- rows}} rows or more deleted in {{- window}} → {{- contactPoint}}',
        values
      );
  }
}

interface Told {
  kpis: string;
  contactPoint: string;
}

function thresholdSentence(trigger: Threshold, unit: string, told: Told): string {
  const values = { ...told, window: durationWords(trigger.window) };
  switch (trigger.side) {
    case 'above':
      return t('words.above', '{{- kpis}} above {{- line}} in {{- window}} → {{- contactPoint}}', {
        ...values,
        line: unitText(unit, trigger.line),
      });
    case 'below':
      return t('words.below', '{{- kpis}} below {{- line}} in {{- window}} → {{- contactPoint}}', {
        ...values,
        line: unitText(unit, trigger.line),
      });
    case 'outside':
      return t('words.outside', '{{- kpis}} outside {{- low}} to {{- high}} in {{- window}} → {{- contactPoint}}', {
        ...values,
        low: unitText(unit, trigger.low),
        high: unitText(unit, trigger.high),
      });
  }
}

function changeSentence(trigger: WindowChange, told: Told): string {
  const { kind, direction, percent } = trigger;
  const values = { ...told, percent, window: kind === 'unusual' ? '' : durationWords(trigger.window) };
  if (kind === 'unusual') {
    return direction === 'drop'
      ? t('words.unusual-drop', '{{- kpis}} drop unusually, by more than {{percent}} % → {{- contactPoint}}', values)
      : t('words.unusual-rise', '{{- kpis}} rise unusually, by more than {{percent}} % → {{- contactPoint}}', values);
  }
  return direction === 'drop'
    ? t('words.drop', '{{- kpis}} drop by more than {{percent}} % in {{- window}} → {{- contactPoint}}', values)
    : t('words.rise', '{{- kpis}} rise by more than {{percent}} % in {{- window}} → {{- contactPoint}}', values);
}

/** The day of the week, short, in the person's language. */
export function weekdayName(day: ActiveHours['weekdays'][number]): string {
  switch (day) {
    case 'monday':
      return t('words.monday', 'Mon');
    case 'tuesday':
      return t('words.tuesday', 'Tue');
    case 'wednesday':
      return t('words.wednesday', 'Wed');
    case 'thursday':
      return t('words.thursday', 'Thu');
    case 'friday':
      return t('words.friday', 'Fri');
    case 'saturday':
      return t('words.saturday', 'Sat');
    case 'sunday':
      return t('words.sunday', 'Sun');
  }
}

/** A language by its own name. */
export function languageName(language: Language): string {
  return { en: 'English', ko: '한국어' }[language];
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
