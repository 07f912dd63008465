import type { EventTable } from '../catalogue/eventTable';
import type { TimeWindow } from '../time/windows';
import { filterSql } from './filter';
import { literalInstant } from './instant';
import { quoteName } from './quote';
import { rangeSql, secondsSql } from './timeColumn';

/** More marks than this hide a curve; the newest are kept. */
export const MOST_EVENTS = 1000;

/** An event may end this long after the window in which it began, whatever the clocks do until then. */
const LONGEST_EVENT = 366 * 86_400;

export const EVENT_COLUMNS = {
  second: 'second_no',
  end: 'end_second',
  text: (index: number) => `text_${index}`,
  tag: (index: number) => `tag_${index}`,
};

/**
 * The events that began in a window, the newest first, and one more than `MOST_EVENTS` where there are so many. Columns:
 * seconds after the window's start at which it began and ended, and the table's texts and tags.
 */
export function compileEvents({ table, time, end, text, tags, filters }: EventTable, window: TimeWindow): string {
  const { from, to } = window;
  const ended = end === undefined ? 'NULL' : secondsSql({ ...time, column: end }, { from, to: to + LONGEST_EVENT });
  const columns = [
    `${secondsSql(time, window)} AS ${EVENT_COLUMNS.second}`,
    `${ended} AS ${EVENT_COLUMNS.end}`,
    ...text.map((column, index) => `${quoteName(column)} AS ${EVENT_COLUMNS.text(index)}`),
    ...tags.map((column, index) => `${quoteName(column)} AS ${EVENT_COLUMNS.tag(index)}`),
  ];
  const conditions = [rangeSql(time, literalInstant(from), literalInstant(to)), ...filters.map(filterSql)];
  return [
    `SELECT ${columns.join(', ')}`,
    `FROM ${quoteName(table)}`,
    `WHERE ${conditions.join(' AND ')}`,
    // By the name of a result: by a column that it has not, Spider sorts nothing.
    `ORDER BY ${EVENT_COLUMNS.second} DESC`,
    `LIMIT ${MOST_EVENTS + 1}`,
  ].join('\n');
}
