import type { DataFrame } from '@grafana/data';

import type { EventTable } from '../kpi/catalogue/eventTable';
import type { Kpi } from '../kpi/catalogue/schema';
import { compileEvents } from '../kpi/sql/events';
import { compileWindows, shareStatement, type Slice, type SlotWindow } from '../kpi/sql/windows';
import type { TimeWindow } from '../kpi/time/windows';
import type { EventRow, SlicedRow } from './rows';

/** What a query asks of one KPI, and what its rows become. */
export interface KpiAsk {
  /** The query that asked. */
  refId: string;
  kpi: Kpi;
  windows: readonly SlotWindow[];
  slice: Slice;
  frame(rows: readonly SlicedRow[]): DataFrame;
  /** What stands in its place where it can't be read; in most views nothing does. */
  unread?(reason: string): DataFrame;
}

/** What a query asks of a table of events. */
interface EventsAsk {
  refId: string;
  events: EventTable;
  window: TimeWindow;
  frame(rows: readonly EventRow[]): DataFrame;
}

export type Ask = KpiAsk | EventsAsk;

/** One SELECT, and what it answers. */
export interface Statement {
  /** Tells the statements of a request apart. */
  id: string;
  sql: string;
  asks: readonly Ask[];
}

/** Statements that read more time than this are asked apart, so that nobody waits for them who asked for less. */
const LONG = 5 * 86_400;

/** Whether a statement reads days of rows: a day so far and its references, say, but not some hours and theirs. */
export function isLong({ asks: [first] }: Statement): boolean {
  const windows = first === undefined ? [] : 'kpi' in first ? first.windows : [first.window];
  return windows.reduce((sum, { from, to }) => sum + to - from, 0) > LONG;
}

/** The fewest statements that answer everything: KPIs of one table and the same windows share one. */
export function statementsOf(asks: readonly Ask[]): Statement[] {
  const groups: Array<[Ask, ...Ask[]]> = [];
  for (const ask of asks) {
    const group = groups.find(([first]) => together(first, ask));
    if (group) {
      group.push(ask);
    } else {
      groups.push([ask]);
    }
  }
  return withIds(groups.map(statementOf));
}

/** Each of a statement's KPIs by itself: one that can't be read must not take the others along. */
export function apart({ asks }: Statement): Statement[] {
  const names = new Map<string, [Ask, ...Ask[]]>();
  for (const ask of asks) {
    const same = names.get(idOf(ask));
    if (same) {
      same.push(ask);
    } else {
      names.set(idOf(ask), [ask]);
    }
  }
  return withIds([...names.values()].map(statementOf));
}

function together(one: Ask, other: Ask): boolean {
  if (!('kpi' in one) || !('kpi' in other)) {
    return !('kpi' in one) && !('kpi' in other) && same([one.events, one.window], [other.events, other.window]);
  }
  const sameRows = one.kpi.id === other.kpi.id || shareStatement(one.kpi, other.kpi);
  return sameRows && same(one.windows, other.windows) && same(one.slice, other.slice);
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function statementOf(asks: readonly [Ask, ...Ask[]]): Statement {
  return { id: [...new Set(asks.map(idOf))].join('+'), sql: sqlOf(asks), asks };
}

function sqlOf(asks: readonly [Ask, ...Ask[]]): string {
  const [first] = asks;
  if (!('kpi' in first)) {
    return compileEvents(first.events, first.window);
  }
  const kpis = new Map(asks.flatMap((ask) => ('kpi' in ask ? [[ask.kpi.id, ask.kpi] as const] : [])));
  return compileWindows([...kpis.values()], first.windows, first.slice);
}

function idOf(ask: Ask): string {
  return 'kpi' in ask ? ask.kpi.id : `events of ${ask.events.table}`;
}

function withIds(statements: readonly Statement[]): Statement[] {
  const seen = new Map<string, number>();
  return statements.map((statement) => {
    const count = (seen.get(statement.id) ?? 0) + 1;
    seen.set(statement.id, count);
    return count === 1 ? statement : { ...statement, id: `${statement.id} (${count})` };
  });
}
