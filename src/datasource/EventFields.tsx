import { t } from '@grafana/i18n';
import { Combobox, InlineField } from '@grafana/ui';
import React, { useId } from 'react';

import { columnName, qualifiedName, type Filter } from '../kpi/catalogue/filter';
import { isZone } from '../kpi/time/zone';
import { FilterRows } from './FilterRows';
import { NameField } from './NameField';
import { EMPTY_EVENTS, type EventDraft } from './types';

type TimeType = EventDraft['time']['type'];

const TIME_TYPES: readonly TimeType[] = ['timestamp', 'datetime', 'date', 'epoch_s', 'epoch_ms'];

interface Props {
  events?: EventDraft;
  filters: readonly Filter[];
  onChange(part: { events?: EventDraft; filters?: Filter[] }): void;
}

/** Which table tells of events, and by which columns. */
export function EventFields({ events = EMPTY_EVENTS, filters, onChange }: Props) {
  const id = useId();
  const { table, time, end, text, tags } = events;
  const change = (part: Partial<EventDraft>) => onChange({ events: { ...events, ...part } });
  const columns = [time.column, end, ...text, ...tags].filter((name) => name !== '');
  const zoned = time.type === 'datetime' || time.type === 'date';

  return (
    <>
      <NameField
        label={t('events.table', 'Table')}
        placeholder={t('events.table-placeholder', 'shop.deployments')}
        value={table}
        problem={
          table === '' || qualifiedName.safeParse(table).success
            ? undefined
            : t('events.table-problem', 'Write the name of a table, or database.table.')
        }
        onChange={(name) => change({ table: name })}
      />
      <NameField
        label={t('events.time', 'Time column')}
        value={time.column}
        problem={columnsProblem([time.column])}
        onChange={(column) => change({ time: { ...time, column } })}
      />
      <InlineField label={t('events.type', 'Type of time')} labelWidth={16} htmlFor={`${id}-type`}>
        <Combobox
          id={`${id}-type`}
          width={40}
          options={TIME_TYPES.map((value) => ({ value, label: typeLabel(value) }))}
          value={time.type}
          onChange={({ value }) => change({ time: { ...time, type: value } })}
        />
      </InlineField>
      {zoned && (
        <NameField
          label={t('events.zone', 'Time zone')}
          placeholder="Asia/Seoul"
          value={time.zone}
          problem={
            isZone(time.zone) ? undefined : t('events.zone-problem', 'Write a time zone such as Asia/Seoul or UTC.')
          }
          onChange={(zone) => change({ time: { ...time, zone } })}
        />
      )}
      <NameField
        label={t('events.end', 'End column')}
        tooltip={t(
          'events.end-tooltip',
          'When an event was over, of the same type. Leave it empty for events that are over at once.'
        )}
        value={end}
        problem={columnsProblem([end])}
        onChange={(column) => change({ end: column })}
      />
      <NameField
        label={t('events.text', 'Text columns')}
        tooltip={t('events.text-tooltip', 'What is said of an event; several with commas.')}
        value={text.join(', ')}
        problem={columnsProblem(text)}
        onChange={(names) => change({ text: namesIn(names) })}
      />
      <NameField
        label={t('events.tags', 'Tag columns')}
        value={tags.join(', ')}
        problem={columnsProblem(tags)}
        onChange={(names) => change({ tags: namesIn(names) })}
      />
      <FilterRows
        dimensions={[...new Set(columns)]}
        anyColumn
        filters={filters}
        onChange={(changed) => onChange({ filters: changed })}
      />
    </>
  );
}

function namesIn(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function columnsProblem(names: readonly string[]): string | undefined {
  return names.every((name) => name === '' || columnName.safeParse(name).success)
    ? undefined
    : t('events.column-problem', 'Write names of columns: letters, digits and _ only.');
}

function typeLabel(type: TimeType): string {
  switch (type) {
    case 'timestamp':
      return 'TIMESTAMP';
    case 'datetime':
      return t('events.datetime', 'DATETIME, in a time zone');
    case 'date':
      return t('events.date', 'DATE, in a time zone');
    case 'epoch_s':
      return t('events.epoch-s', 'Seconds since 1970');
    case 'epoch_ms':
      return t('events.epoch-ms', 'Milliseconds since 1970');
  }
}
