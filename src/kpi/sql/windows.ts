import type { Filter, Kpi, TimeColumn } from '../catalogue/schema';
import { durationSeconds } from '../time/duration';
import type { TimeWindow } from '../time/windows';
import { offsetChanges } from '../time/zone';
import { literalInstant, type Instant } from './instant';
import { quoteLiteral, quoteName } from './quote';

/** A window to read, with a name of ours (`slot`); with `bucket` (seconds) it is read bucket by bucket. */
export interface SlotWindow extends TimeWindow {
  slot: string;
  bucket?: number;
}

/** The columns of every statement that `compileWindows` writes. */
export const WINDOW_COLUMNS = ['slot', 'bucket_no', 'value', 'events', 'last_second'] as const;

/**
 * One SELECT that reads nothing but the given windows of a KPI.
 *
 * Its rows: `slot` (the window's name), `bucket_no` (from 0, NULL for a window without buckets; buckets without events
 * have no row), `value`, `events` (rows counted) and `last_second` (of the newest event, after the window's start).
 */
export function compileWindows(kpi: Kpi, windows: readonly SlotWindow[]): string {
  return windows.flatMap((window) => windowParts(kpi, window)).join('\nUNION ALL\n');
}

function windowParts(kpi: Kpi, window: SlotWindow): string[] {
  const { time } = kpi.source;
  return constantOffsetParts(time, window).map((part) => {
    const start = literalInstant(part.from);
    const second = secondsAfter(time, start, part.from - window.from);
    const bucket = window.bucket === undefined ? 'NULL' : `${second} DIV ${window.bucket}`;
    return [
      `SELECT ${quoteLiteral(window.slot)} AS slot, ${bucket} AS bucket_no, ${valueSql(kpi)} AS value,`,
      `  COUNT(*) AS events, MAX(${second}) AS last_second`,
      `FROM ${quoteName(kpi.source.table)}`,
      `WHERE ${windowPredicate(kpi, start, literalInstant(part.to))}`,
      ...(window.bucket === undefined ? [] : ['GROUP BY 2']),
    ].join('\n');
  });
}

/**
 * A wall clock is not steady across a change of daylight saving: such a window is read in parts. A bucketless window
 * stays whole, because its value may not be a sum (distinct counts), and a range needs its two ends alone.
 */
function constantOffsetParts(time: TimeColumn, window: SlotWindow): TimeWindow[] {
  if (time.type !== 'datetime' || window.bucket === undefined) {
    return [window];
  }
  const starts = offsetChanges(time.zone, window.from, window.to).map(({ at }) => at);
  return starts.map((from, index) => ({ from, to: starts[index + 1] ?? window.to }));
}

/** The KPI's value over the rows of a window; a window without rows counts 0, never NULL. */
export function valueSql(kpi: Kpi): string {
  switch (kpi.value.kind) {
    case 'count':
      return 'COUNT(*)';
    case 'distinct':
      return `COUNT(DISTINCT ${quoteName(kpi.value.column)})`;
    case 'sum':
      return `COALESCE(SUM(${quoteName(kpi.value.column)}), 0)`;
  }
}

/** The half-open range and the KPI's filters. The time column stands alone, so that its index is used. */
export function windowPredicate(kpi: Kpi, from: Instant, to: Instant): string {
  const { time, filters } = kpi.source;
  const column = quoteName(time.column);
  const range = `${column} >= ${bound(time, from)} AND ${column} < ${bound(time, to)}`;
  return [range, ...filters.map(filterSql)].join(' AND ');
}

function bound(time: TimeColumn, instant: Instant): string {
  switch (time.type) {
    case 'timestamp':
      return `FROM_UNIXTIME(${instant.epoch})`;
    case 'datetime':
      return instant.wallClock(time.zone);
    case 'epoch_s':
      return instant.epoch;
    case 'epoch_ms':
      return `(${instant.epoch}) * 1000`;
  }
}

function secondsAfter(time: TimeColumn, start: Instant, offset: number): string {
  const column = quoteName(time.column);
  const plus = offset === 0 ? '' : ` + ${offset}`;
  switch (time.type) {
    case 'timestamp':
      return `(FLOOR(UNIX_TIMESTAMP(${column})) - ${start.epoch}${plus})`;
    case 'datetime':
      return `(TIMESTAMPDIFF(SECOND, ${start.wallClock(time.zone)}, ${column})${plus})`;
    case 'epoch_s':
      return `(${column} - ${start.epoch}${plus})`;
    case 'epoch_ms':
      return `(FLOOR(${column} / 1000) - ${start.epoch}${plus})`;
  }
}

function filterSql(filter: Filter): string {
  const column = quoteName(filter.column);
  if ('values' in filter) {
    return `${column} ${filter.op.toUpperCase()} (${filter.values.map(quoteLiteral).join(', ')})`;
  }
  return `${column} ${filter.op === '!=' ? '<>' : filter.op} ${quoteLiteral(filter.value)}`;
}

/** Seconds after which the KPI's rows can be read. */
export function ingestDelay(kpi: Kpi): number {
  return durationSeconds(kpi.ingestDelay);
}
