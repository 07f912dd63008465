import { t } from '@grafana/i18n';

import type { Filter, Literal } from '../../kpi/catalogue/filter';
import type { Kpi, Source, Term, TimeColumn } from '../../kpi/catalogue/schema';
import { durationWords } from '../words';

/** What a KPI counts, of which rows, by which clock: a line of words for each, under its name. */
export function definitionOf(kpi: Kpi): Array<{ name: string; text: string }> {
  const { source, value, dimensions, zone, holidays = [], goodDirection, ingestDelay, price } = kpi;
  const lines: Array<[string, string | undefined]> = [
    [t('definition.value', 'Counts'), valueWords(value, source)],
    [t('definition.filters', 'Only where'), filtersWords(source.filters)],
    [t('definition.time', 'By the time in'), timeWords(source.time)],
    [t('definition.dimensions', 'Can be split by'), dimensions.join(', ') || undefined],
    [
      t('definition.direction', 'Direction'),
      goodDirection === 'up' ? t('definition.up', 'more is better') : t('definition.down', 'less is better'),
    ],
    [
      t('definition.calendar', 'Calendar'),
      holidays.length > 0
        ? t('definition.zone-holidays', '{{- zone}}, {{count}} holidays', { zone, count: holidays.length })
        : zone,
    ],
    [t('definition.price', 'One is worth'), price && `${price.amount.toLocaleString('en-US')} ${price.currency}`],
    [t('definition.delay', 'Complete after'), durationWords(ingestDelay)],
  ];
  return lines.flatMap(([name, text]) => (text === undefined ? [] : [{ name, text }]));
}

function valueWords(value: Kpi['value'], source: Source): string {
  const from = sourceWords(source);
  switch (value.kind) {
    case 'count':
      return t('definition.count', 'rows of {{- from}}', { from });
    case 'distinct':
      return t('definition.distinct', 'different values of {{- column}} in {{- from}}', { from, column: value.column });
    case 'sum':
      return t('definition.sum', 'the sum of {{- column}} in {{- from}}', { from, column: value.column });
    case 'average':
      return t('definition.average', 'the mean of {{- column}} in {{- from}}', { from, column: value.column });
    case 'maximum':
      return t('definition.maximum', 'the largest {{- column}} in {{- from}}', { from, column: value.column });
    case 'last':
      return t('definition.last', 'the newest {{- column}} in {{- from}}', { from, column: value.column });
    case 'ratio':
      return t('definition.ratio', '{{- numerator}}, divided by {{- denominator}}', {
        numerator: termWords(value.numerator, source),
        denominator: termWords(value.denominator, source),
      });
  }
}

function termWords({ filters, source, ...term }: Term, own: Source): string {
  const value = valueWords(term, source ?? own);
  const where = filtersWords([...(source?.filters ?? []), ...filters]);
  return where === undefined ? value : t('definition.term', '{{- value}} where {{- where}}', { value, where });
}

function sourceWords(source: Source): string {
  return source.kind === 'sql' ? t('definition.sql', 'a SELECT of its own') : source.table;
}

function timeWords(time: TimeColumn): string {
  const { column } = time;
  switch (time.type) {
    case 'timestamp':
      return column;
    case 'datetime':
      return t('definition.datetime', '{{- column}}, a clock in {{- zone}}', { column, zone: time.zone });
    case 'date':
      return t('definition.date', '{{- column}}, days in {{- zone}}', { column, zone: time.zone });
    case 'epoch_s':
      return t('definition.epoch-s', '{{- column}}, seconds since 1970', { column });
    case 'epoch_ms':
      return t('definition.epoch-ms', '{{- column}}, milliseconds since 1970', { column });
  }
}

function filtersWords(filters: readonly Filter[]): string | undefined {
  return filters.length > 0 ? filters.map(filterWords).join(t('definition.and', ' and ')) : undefined;
}

function filterWords(filter: Filter): string {
  const { column } = filter;
  switch (filter.op) {
    case 'in':
      return t('definition.in', '{{- column}} is one of {{- values}}', { column, values: listWords(filter.values) });
    case 'not in':
      return t('definition.not-in', '{{- column}} is none of {{- values}}', {
        column,
        values: listWords(filter.values),
      });
    case 'between':
      return t('definition.between', '{{- column}} is between {{- from}} and {{- to}}', {
        column,
        from: literalWords(filter.from),
        to: literalWords(filter.to),
      });
    case 'starts with':
      return t('definition.starts-with', '{{- column}} starts with {{- value}}', { column, value: filter.value });
    case 'is null':
      return t('definition.is-null', '{{- column}} is empty', { column });
    case 'is not null':
      return t('definition.is-not-null', '{{- column}} is not empty', { column });
    default:
      return `${column} ${filter.op} ${literalWords(filter.value)}`;
  }
}

function listWords(values: readonly Literal[]): string {
  return values.map(literalWords).join(', ');
}

function literalWords(value: Literal): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}
