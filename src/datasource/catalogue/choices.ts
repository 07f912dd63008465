import { t } from '@grafana/i18n';
import type { ComboboxOption } from '@grafana/ui';

import type { Kpi, Source, Term, TimeColumn } from '../../kpi/catalogue/schema';

export function sourceKinds(): Array<ComboboxOption<Source['kind']>> {
  return [
    { value: 'table', label: t('kpi.source-table', 'Table') },
    { value: 'rollup', label: t('kpi.source-rollup', 'Rollup table') },
    { value: 'sql', label: t('kpi.source-sql', 'SQL') },
  ];
}

export function valueKinds(): Array<ComboboxOption<Kpi['value']['kind']>> {
  return [
    ...termKinds(),
    { value: 'average', label: t('kpi.average', 'Average'), description: t('kpi.average-of', 'Of a column') },
    {
      value: 'maximum',
      label: t('kpi.maximum', 'Maximum'),
      description: t('kpi.maximum-of', 'The highest value of a column'),
    },
    { value: 'last', label: t('kpi.last', 'Last'), description: t('kpi.last-of', 'The newest value of a gauge') },
    {
      value: 'ratio',
      label: t('kpi.ratio', 'Ratio'),
      description: t('kpi.ratio-of', 'One of two, such as payments that went through of all'),
    },
  ];
}

export function termKinds(): Array<ComboboxOption<Term['kind']>> {
  return [
    { value: 'count', label: t('kpi.count', 'Count'), description: t('kpi.count-of', 'How many rows') },
    {
      value: 'distinct',
      label: t('kpi.distinct', 'Distinct count'),
      description: t('kpi.distinct-of', 'How many different values of a column'),
    },
    { value: 'sum', label: t('kpi.sum', 'Sum'), description: t('kpi.sum-of', 'Of a column') },
  ];
}

export function timeTypes(): Array<ComboboxOption<TimeColumn['type']>> {
  return [
    { value: 'timestamp', label: 'TIMESTAMP' },
    { value: 'datetime', label: 'DATETIME', description: t('kpi.datetime-is', 'The clock on the wall in a time zone') },
    { value: 'date', label: 'DATE', description: t('kpi.date-is', 'Days of the calendar in a time zone') },
    { value: 'epoch_s', label: t('kpi.epoch-s', 'Epoch, seconds') },
    { value: 'epoch_ms', label: t('kpi.epoch-ms', 'Epoch, milliseconds') },
  ];
}

export function directions(): Array<ComboboxOption<Kpi['goodDirection']>> {
  return [
    { value: 'up', label: t('kpi.up', 'Up is good') },
    { value: 'down', label: t('kpi.down', 'Down is good') },
  ];
}
