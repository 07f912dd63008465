import type { DataFrame } from '@grafana/data';
import { t } from '@grafana/i18n';
import { z } from 'zod';

import type { EventTable } from '../kpi/catalogue/eventTable';
import type { Kpi } from '../kpi/catalogue/schema';
import type { WindowRow } from '../kpi/detect/reading';
import { EVENT_COLUMNS } from '../kpi/sql/events';
import { dimensionColumn, kpiColumns, type Slice } from '../kpi/sql/windows';

/** A row of a statement, of one KPI and one value of each dimension that the KPI was split by. */
export interface SlicedRow extends WindowRow {
  by: string[];
}

/** DECIMAL columns arrive as text. */
const number = z.union([z.number(), z.string().trim().min(1).transform(Number).pipe(z.number())]);

const rowSchema = z.object({
  slot: z.string(),
  bucket: number.nullable(),
  value: number.nullable(),
  events: number,
  lastSecond: number.nullable(),
});

/** Any value of a column as text; NULL is none. */
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]).transform((value) => String(value ?? ''));

/**
 * The rows that a statement of `compileWindows` gave for one of its KPIs, as Grafana's MySQL data source gives them.
 * What is unknown (a mean of no events) is left out. Throws an Error when a column is missing or isn't what the
 * statement asked for.
 */
export function rowsOf(frame: DataFrame, kpi: Kpi, { by }: Slice): SlicedRow[] {
  // MySQL gives a result without rows no columns.
  if (frame.length === 0) {
    return [];
  }
  const names = kpiColumns(kpi.id);
  const columns = {
    slot: columnOf(frame, 'slot'),
    bucket: columnOf(frame, 'bucket_no'),
    value: columnOf(frame, names.value),
    events: columnOf(frame, names.events),
    lastSecond: columnOf(frame, names.last),
  };
  const dimensions = by.map((_, index) => columnOf(frame, dimensionColumn(index)));
  return Array.from({ length: frame.length }, (_, index) => index).flatMap((index) => {
    const cells = Object.entries(columns).map(([name, { values }]) => [name, values[index]]);
    const row = rowSchema.safeParse(Object.fromEntries(cells));
    if (!row.success) {
      const column = Object.entries(columns).find(([name]) => name === row.error.issues[0]?.path[0])?.[1].name;
      const message =
        'The answer\'s column "{{- column}}" has something else than a number: is the KPI\'s column numeric?';
      throw new Error(t('errors.unreadable-column', message, { column }));
    }
    const { value, ...rest } = row.data;
    return value === null ? [] : [{ ...rest, value, by: dimensions.map(({ values }) => cell.parse(values[index])) }];
  });
}

/** An event, with its texts and tags; times are seconds after the window's start. */
export interface EventRow {
  second: number;
  /** Null where it has no end, or none yet. */
  end: number | null;
  text: string[];
  tags: string[];
}

/** The rows that a statement of `compileEvents` gave, as Grafana's MySQL data source gives them. */
export function eventsOf(frame: DataFrame, { text, tags }: EventTable): EventRow[] {
  if (frame.length === 0) {
    return [];
  }
  const seconds = columnOf(frame, EVENT_COLUMNS.second);
  const ends = columnOf(frame, EVENT_COLUMNS.end);
  const texts = text.map((_, index) => columnOf(frame, EVENT_COLUMNS.text(index)));
  const tagged = tags.map((_, index) => columnOf(frame, EVENT_COLUMNS.tag(index)));
  const cells = (columns: typeof texts, index: number) => columns.map(({ values }) => cell.parse(values[index]));
  return Array.from({ length: frame.length }, (_, index) => ({
    second: number.parse(seconds.values[index]),
    end: number.nullable().parse(ends.values[index]),
    text: cells(texts, index).filter((value) => value !== ''),
    tags: cells(tagged, index).filter((value) => value !== ''),
  }));
}

function columnOf(frame: DataFrame, name: string): { name: string; values: readonly unknown[] } {
  const values = frame.fields.find((field) => field.name.toLowerCase() === name)?.values;
  if (!values) {
    const message = 'The answer has no column "{{- name}}". Does a proxy in front of the database rewrite statements?';
    throw new Error(t('errors.missing-column', message, { name }));
  }
  return { name, values };
}
