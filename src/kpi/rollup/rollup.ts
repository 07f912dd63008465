import type { Filter } from '../catalogue/filter';
import { freeId } from '../catalogue/presets';
import type { Kpi, Source } from '../catalogue/schema';
import { sourceKey } from '../sql/source';
import { eventsSql, measureOf, termSql } from '../sql/value';
import { sharedFilters, sidesOf, withoutFilters } from '../sql/windows';

/** Apart from the business's own tables, beside the samples of the server's health. */
const DATABASE = 'kpiwatch';
/** The refresh of a table is named after it, in at most 64 characters. */
const LONGEST_NAME = 50;

/** Why a KPI can't be told from minutes that are summed up. */
export type Obstacle = 'distinct' | 'last' | 'date' | 'two-sources';

/** A column of the rollup, and what of the rows of a minute it keeps. */
interface Measure {
  column: string;
  sql: string;
}

/** A table of one row a minute and combination of dimensions, and the KPIs that are read from it. */
export interface Rollup {
  table: string;
  /** Its time: the second at which the minute begins. */
  minute: string;
  /** A number that tells rows of a minute apart: dimensions may be NULL, and so can't be a primary key. */
  row: string;
  /** The procedure that refreshes it, and the event. */
  refresh: string;
  /** The database that names without one mean; undefined where the connection has none. */
  database?: string;
  /** As a procedure reads it, which takes its own database for that of names without one. */
  source: Source;
  /** Which rows of the source count for all of them. */
  filters: readonly Filter[];
  dimensions: readonly string[];
  measures: readonly Measure[];
  /** The KPIs as they read the rollup. */
  kpis: readonly Kpi[];
}

/** KPIs that read the same rows, whichever of them they count: one rollup can serve those without an obstacle. */
export interface RollupCandidate {
  key: string;
  source: Source;
  kpis: readonly Kpi[];
  others: ReadonlyArray<{ kpi: Kpi; obstacle: Obstacle }>;
}

/** Undefined for a KPI that a rollup can tell as well as its rows do. */
export function obstacleOf(kpi: Kpi): Obstacle | undefined {
  if (sidesOf(kpi)) {
    return 'two-sources';
  }
  const { source, value } = kpi;
  const kinds = value.kind === 'ratio' ? [value.numerator.kind, value.denominator.kind] : [value.kind];
  if (kinds.includes('distinct')) {
    return 'distinct';
  }
  return value.kind === 'last' ? 'last' : source.time.type === 'date' ? 'date' : undefined;
}

/** What could be rolled up: source by source, in the order of the catalogue. What is a rollup already is left out. */
export function rollupCandidates(kpis: readonly Kpi[]): RollupCandidate[] {
  const groups = new Map<string, Kpi[]>();
  for (const kpi of kpis.filter(({ source }) => source.kind !== 'rollup')) {
    const key = sourceKey(kpi.source);
    groups.set(key, [...(groups.get(key) ?? []), kpi]);
  }
  return [...groups].flatMap(([key, group]) => {
    const [first] = group;
    const others = group.flatMap((kpi) => {
      const obstacle = obstacleOf(kpi);
      return obstacle === undefined ? [] : [{ kpi, obstacle }];
    });
    const fit = group.filter((kpi) => obstacleOf(kpi) === undefined);
    return first ? [{ key, source: { ...first.source, filters: [] }, kpis: fit, others }] : [];
  });
}

/** Where a rollup of a source could be kept: a table that no KPI reads yet. */
export function rollupTable({ source, kpis, others }: RollupCandidate, catalogue: readonly Kpi[]): string {
  const [first] = [...kpis, ...others.map(({ kpi }) => kpi)];
  const table = source.kind === 'sql' ? (first?.id ?? '') : (source.table.split('.').at(-1) ?? '');
  const name = `${[...table].slice(0, LONGEST_NAME - '_minutes_99'.length).join('')}_minutes`;
  const taken = catalogue.flatMap((kpi) => (kpi.source.kind === 'rollup' ? [kpi.source.table] : []));
  return freeId(`${DATABASE}.${name}`, taken);
}

/**
 * A rollup of KPIs of one candidate, whose names without a database mean `database`. Their filters are in its columns: any of them may be there, whatever it compares,
 * and no column is kept for a filter's sake. Throws a RangeError for no KPI, and for one that has an obstacle.
 */
export function planRollup(kpis: readonly Kpi[], table: string, database?: string): Rollup {
  const [first] = kpis;
  if (!first || kpis.some((kpi) => obstacleOf(kpi) !== undefined)) {
    throw new RangeError('A rollup needs KPIs whose minutes can be summed up.');
  }
  const dimensions = [...new Set(kpis.flatMap((kpi) => kpi.dimensions))];
  const columns = new Columns(dimensions);
  const minute = columns.name('minute_start');
  const row = columns.name('row_no');
  const filters = sharedFilters(kpis);
  return {
    table,
    minute,
    row,
    refresh: refreshName(first.source, table, database),
    database,
    source: {
      ...first.source,
      ...(first.source.kind === 'table' && { table: within(database, first.source.table) }),
      filters: [],
    },
    filters,
    dimensions,
    kpis: kpis.map((kpi) => rolledUp(kpi, withoutFilters(kpi.source.filters, filters), { table, minute, columns })),
    measures: columns.measures,
  };
}

function within(database: string | undefined, table: string): string {
  return table.includes('.') || database === undefined ? table : `${database}.${table}`;
}

/** Beside its table; but names in a SELECT of a person's own can't be given a database, so that it lives in theirs. */
function refreshName({ kind }: Source, table: string, database: string | undefined): string {
  const name = `${table}_refresh`;
  return within(database, kind === 'sql' && database !== undefined ? (name.split('.').at(-1) ?? name) : name);
}

/** The columns of a rollup as they come to be needed; what two KPIs need alike is kept once. */
class Columns {
  readonly measures: Measure[] = [];
  private readonly taken: string[];

  constructor(dimensions: readonly string[]) {
    this.taken = [...dimensions];
  }

  name(wanted: string): string {
    const name = freeId(wanted, this.taken);
    this.taken.push(name);
    return name;
  }

  keep(wanted: string, sql: string): string {
    const known = this.measures.find((measure) => measure.sql === sql);
    if (known) {
      return known.column;
    }
    const column = this.name(wanted);
    this.measures.push({ column, sql });
    return column;
  }
}

interface Place {
  table: string;
  minute: string;
  columns: Columns;
}

function rolledUp(kpi: Kpi, own: readonly Filter[], { table, minute, columns }: Place): Kpi {
  const { source, value, id } = kpi;
  const sum = (column: string, of: string) =>
    columns.keep(column, termSql(source, { kind: 'sum', column: of, filters: [] }, own));
  const read = (events: string): Source => ({
    kind: 'rollup',
    table,
    events: columns.keep(`${id}_events`, events),
    time: { column: minute, type: 'epoch_s' },
    filters: [],
  });
  switch (value.kind) {
    case 'count':
      return { ...kpi, source: read(eventsSql(source, value, own)) };
    case 'sum':
    case 'average':
      return {
        ...kpi,
        source: read(eventsSql(source, value, own)),
        value: { kind: value.kind, column: sum(`${id}_sum`, value.column) },
      };
    case 'maximum':
      return {
        ...kpi,
        source: read(eventsSql(source, value, own)),
        value: { kind: 'maximum', column: columns.keep(`${id}_max`, measureOf(kpi, own).value) },
      };
    case 'ratio': {
      const { numerator, denominator } = value;
      const below = eventsSql(source, denominator, [...own, ...denominator.filters]);
      return {
        ...kpi,
        source: read(below),
        value: {
          kind: 'ratio',
          numerator: { kind: 'sum', column: columns.keep(`${id}_above`, termSql(source, numerator, own)), filters: [] },
          denominator:
            denominator.kind === 'count'
              ? { kind: 'count', filters: [] }
              : { kind: 'sum', column: columns.keep(`${id}_below`, termSql(source, denominator, own)), filters: [] },
        },
      };
    }
    default:
      throw new RangeError(`A ${value.kind} can't be told from minutes.`);
  }
}
