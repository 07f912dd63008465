import type { Kpi, Source, TimeColumn } from '../catalogue/schema';
import type { SchemaTable } from '../schema/schema';
import { columnsRead, createIndexSql, timeIndexOf } from '../schema/timeIndex';
import { resolution } from '../sql/timeColumn';
import { ingestDelay, sidesOf } from '../sql/windows';
import { durationSeconds } from '../time/duration';
import { ageOnWall, fittingZone } from '../time/fittingZone';
import { isZone, offsetChanges } from '../time/zone';
import type { Clocks } from './clocks';
import type { Plan } from './plan';

/** The window that a check reads: as long as the default of a drop. */
export const CHECKED_SECONDS = 600;

const YEAR = 366 * 86_400;
const AHEAD = 60;
/** Fewer rows are read in no time, however they are found. */
const FEW_ROWS = 1_000;
/** So many usual gaps pass between two events only once in 150 times. */
const GAPS = 5;
const DELAYS = ['10s', '30s', '1m', '2m', '5m', '10m', '15m', '30m', '1h', '2h', '6h', '12h', '1d', '2d'];

export type Verdict = 'good' | 'hint' | 'bad' | 'unknown';
export type Aspect = 'rows' | 'index' | 'zone' | 'delay';

/** What a check found about one side of a KPI; sentences for it are the interface's. */
export type Finding = { aspect: Aspect; verdict: Verdict } & (
  | { code: 'rows-few' | 'rows-many'; read: number; events: number }
  | { code: 'rows-scan'; read: number; table: string }
  | { code: 'not-known' | 'index-used' }
  | { code: 'index-serves'; index: string }
  | { code: 'index-missing'; table: string; ddl: string }
  | { code: 'zone-fits' }
  | { code: 'zone-ahead'; seconds: number }
  | { code: 'zone-other'; zone: string; fitting: string; seconds: number }
  | { code: 'zone-session'; zone: string }
  | { code: 'no-rows' }
  | { code: 'delay-kept'; age: number; stated: string }
  | { code: 'delay-short'; age: number; stated: string; better?: string }
  | { code: 'delay-day' }
);

/** What was read for a KPI: how the server reads it, and of each of its sources what is known. */
export interface Facts {
  plan?: Plan;
  /** In the window that was read. */
  events: number;
  sources: SourceFacts[];
}

export interface SourceFacts {
  source: Source;
  table?: SchemaTable;
  /** Of the newest row: epoch seconds, or a clock on the wall; null for no row, undefined where it could not be read. */
  newest?: string | number | null;
}

/** The sources that a KPI reads: two for a ratio of two. */
export function sourcesOf(kpi: Kpi): Source[] {
  const sides = sidesOf(kpi);
  return sides ? [sides.numerator, sides.denominator] : [kpi.source];
}

/** The worst of a KPI's findings on one aspect comes first. */
export function findingsOf(kpi: Kpi, { plan, events, sources }: Facts, clocks: Clocks): Finding[] {
  const found = [
    rowsFinding(plan, events),
    ...sources.map((facts) => indexFinding(kpi, facts, plan)),
    ...sources.map((facts) => zoneFinding(facts, clocks)),
    ...sources.map((facts) => delayFinding(kpi, facts, events, clocks)),
  ];
  return [...found].sort((one, other) => SEVERITY.indexOf(one.verdict) - SEVERITY.indexOf(other.verdict));
}

const SEVERITY: readonly Verdict[] = ['bad', 'hint', 'unknown', 'good'];

function rowsFinding(plan: Plan | undefined, events: number): Finding {
  if (!plan) {
    return { aspect: 'rows', verdict: 'unknown', code: 'not-known' };
  }
  const [scan] = plan.scans.filter(({ rows }) => rows > FEW_ROWS && rows > 3 * events);
  if (scan) {
    return { aspect: 'rows', verdict: 'bad', code: 'rows-scan', read: plan.rows, table: scan.table };
  }
  const isMany = plan.rows > Math.max(FEW_ROWS, 10 * events);
  return {
    aspect: 'rows',
    verdict: isMany ? 'hint' : 'good',
    code: isMany ? 'rows-many' : 'rows-few',
    read: plan.rows,
    events,
  };
}

function indexFinding(kpi: Kpi, { source, table }: SourceFacts, plan: Plan | undefined): Finding {
  const columns = columnsRead(kpi, source);
  const index = table && timeIndexOf(table, source.time.column, columns);
  if (!table || !index) {
    // A view, or a SELECT of a person's own: how the server reads it is what is known.
    return plan?.scans.length === 0
      ? { aspect: 'index', verdict: 'good', code: 'index-used' }
      : { aspect: 'index', verdict: 'unknown', code: 'not-known' };
  }
  return index.kind === 'missing'
    ? {
        aspect: 'index',
        verdict: 'bad',
        code: 'index-missing',
        table: table.name,
        ddl: createIndexSql(table, source.time.column, columns),
      }
    : { aspect: 'index', verdict: 'good', code: 'index-serves', index: index.index };
}

function zoneFinding({ source: { time }, newest }: SourceFacts, { now, zones, session }: Clocks): Finding {
  if (newest === undefined || newest === null) {
    return { aspect: 'zone', verdict: 'unknown', code: newest === null ? 'no-rows' : 'not-known' };
  }
  const age = ageOf(time, newest, now);
  if (time.type === 'datetime') {
    const fitting = fittingZone(String(newest), now, [time.zone, ...zones]);
    if (fitting !== undefined && fitting !== time.zone && !isSameClock(fitting, time.zone, now)) {
      const verdict = age < -AHEAD ? 'bad' : 'hint';
      return { aspect: 'zone', verdict, code: 'zone-other', zone: time.zone, fitting, seconds: age };
    }
  }
  if (age < -AHEAD) {
    return { aspect: 'zone', verdict: 'bad', code: 'zone-ahead', seconds: -age };
  }
  // An hour that the connection's clock shows twice can't be told apart.
  if (time.type === 'timestamp' && offsetChangesOf(session, now) > 1) {
    return { aspect: 'zone', verdict: 'hint', code: 'zone-session', zone: session };
  }
  return { aspect: 'zone', verdict: 'good', code: 'zone-fits' };
}

function delayFinding(kpi: Kpi, { source, newest }: SourceFacts, events: number, { now }: Clocks): Finding {
  const stated = kpi.ingestDelay;
  if (newest === undefined || newest === null) {
    return { aspect: 'delay', verdict: 'unknown', code: newest === null ? 'no-rows' : 'not-known' };
  }
  if (source.time.type === 'date') {
    return { aspect: 'delay', verdict: 'good', code: 'delay-day' };
  }
  const age = Math.max(0, Math.round(ageOf(source.time, newest, now)));
  const gap = events > 0 ? CHECKED_SECONDS / events : 0;
  if (events > 0 && age <= ingestDelay(kpi) + GAPS * gap) {
    return { aspect: 'delay', verdict: 'good', code: 'delay-kept', age, stated };
  }
  const needed = age - resolution(source);
  const better = DELAYS.find((delay) => durationSeconds(delay) >= needed);
  return { aspect: 'delay', verdict: events > 0 ? 'hint' : 'bad', code: 'delay-short', age, stated, better };
}

function ageOf(time: TimeColumn, newest: string | number, now: number): number {
  return time.type === 'datetime' || time.type === 'date'
    ? ageOnWall(String(newest), time.zone, now)
    : now - Number(newest);
}

function isSameClock(one: string, other: string, now: number): boolean {
  const offset = (zone: string) => offsetChanges(zone, now, now + 1)[0]?.offset;
  return offset(one) === offset(other);
}

/** A name of the server's own, such as KST, is taken for a zone without daylight saving. */
function offsetChangesOf(zone: string, now: number): number {
  return isZone(zone) ? offsetChanges(zone, now, now + YEAR).length : 1;
}
