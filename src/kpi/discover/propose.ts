import type { Filter } from '../catalogue/filter';
import { presetKpis } from '../catalogue/presets';
import { catalogueSchema, type Catalogue, type Kpi, type TimeColumn } from '../catalogue/schema';
import { CATALOGUE_VERSION } from '../catalogue/version';
import type { Clocks } from '../check/clocks';
import { findTable, type Schema, type SchemaColumn, type SchemaTable } from '../schema/schema';
import { columnsRead, createIndexSql, timeIndexOf } from '../schema/timeIndex';
import { sourceKey } from '../sql/source';
import { categoriesOf, couldBeDimension, type Sample } from './sample';
import { timesOf, type FoundTime } from './timeColumns';
import * as words from './words';

/** Why a KPI is proposed as it is, or what speaks against it. */
export type Reason =
  | { code: 'time'; column: string; type: TimeColumn['type'] }
  | { code: 'zone'; column: string; zone: string; from: 'comment' | 'clock' | 'guess' }
  | { code: 'money' | 'counted' | 'people'; column: string }
  | { code: 'status'; column: string; values: string }
  | { code: 'dimensions'; columns: string }
  | { code: 'index'; index: string }
  | { code: 'sampler' }
  | { code: 'no-index'; ddl: string }
  | { code: 'view' }
  | { code: 'quiet'; days: number }
  | { code: 'empty' }
  | { code: 'set-aside' };

export interface Proposal {
  kpi: Kpi;
  /** Good enough to be taken unless a person says otherwise. */
  picked: boolean;
  reasons: Reason[];
  /** The id of the KPI of the catalogue that is the same. */
  known?: string;
}

const DAY = 86_400;
const QUIET_DAYS = 7;
const MOST_DIMENSIONS = 5;
/** So few rows are read quickly without an index. */
const SMALL_TABLE = 10_000;

/** What a table could be watched for. `sample` is undefined where it could not be read. */
export function proposalsOf(
  table: SchemaTable,
  sample: Sample | undefined,
  {
    clocks,
    zone,
    catalogue,
    schema,
  }: { clocks: Pick<Clocks, 'now' | 'zones'>; zone: string; catalogue: Catalogue; schema: Schema }
): Proposal[] {
  const drafts = isStatusTable(table) ? statusDrafts(table, zone) : draftsOf(table, sample ?? [], { clocks, zone });
  return drafts.map(({ kpi, likely, found, reasons }) => {
    const against = objections(kpi, table, { sample, found });
    const known = catalogue.kpis.find((other) => isSame(other, kpi, schema))?.id;
    return {
      kpi,
      reasons: [...reasons, ...against.reasons],
      picked: likely && !against.grave && known === undefined,
      known,
    };
  });
}

interface Draft {
  kpi: Kpi;
  likely: boolean;
  found?: FoundTime;
  reasons: Reason[];
}

/** The table that our own sampler fills. */
function isStatusTable({ columns }: SchemaTable): boolean {
  const names = columns.map(({ name }) => name);
  return ['sampled_at', 'connections_limit', 'threads_running', 'slow_queries_total'].every((name) =>
    names.includes(name)
  );
}

function statusDrafts(table: SchemaTable, zone: string): Draft[] {
  return presetKpis(zone)
    .filter(({ area }) => area === 'systems')
    .map((kpi) => ({
      kpi: { ...kpi, source: { ...kpi.source, kind: 'table', table: table.name } },
      likely: true,
      reasons: [{ code: 'sampler' }],
    }));
}

function draftsOf(
  table: SchemaTable,
  sample: Sample,
  { clocks, zone }: { clocks: Pick<Clocks, 'now' | 'zones'>; zone: string }
): Draft[] {
  const [beginning, ...later] = timesOf(table, sample, clocks);
  if (!beginning) {
    return [];
  }
  const about = { table, sample, zone, status: statusOf(table, sample), hasMore: later.length > 0 };
  return [
    ...countDrafts(about, beginning),
    ...valueDrafts(about, beginning),
    ...later.flatMap((found) => countDrafts({ ...about, status: undefined }, found)),
  ];
}

interface About {
  table: SchemaTable;
  sample: Sample;
  zone: string;
  status?: Status;
  /** Whether the rows have other events than their beginning. */
  hasMore: boolean;
}

/** A column that says of each row whether it went well. */
interface Status {
  column: string;
  succeeded: Filter;
  values: string[];
}

function statusOf({ columns }: SchemaTable, sample: Sample): Status | undefined {
  return columns.flatMap(({ name, kind }) => {
    const categories = kind === 'text' && words.isStatusName(name) ? (categoriesOf(sample, name) ?? []) : [];
    const values = categories.filter(words.isSuccess);
    const [value] = values;
    return value !== undefined && categories.some(words.isFailure)
      ? [{ column: name, values, succeeded: isOneOf(name, value, values) }]
      : [];
  })[0];
}

function isOneOf(column: string, value: string, values: string[]): Filter {
  return values.length === 1 ? { column, op: '=', value } : { column, op: 'in', values };
}

function countDrafts(about: About, found: FoundTime): Draft[] {
  const { table, status, hasMore } = about;
  const nouns = words.wordsOf(bareName(table));
  const named = found.verb !== undefined && hasMore ? [...nouns, found.verb] : nouns;
  const count = draft(about, found, {
    words: named,
    value: { kind: 'count' },
    filters: status ? [status.succeeded] : [],
  });
  if (!status) {
    return [count];
  }
  const noun = [...nouns.slice(0, -1), words.singular(nouns.at(-1) ?? '')];
  const success = draft(about, found, {
    words: [...noun, 'success'],
    value: { kind: 'ratio', numerator: { kind: 'count', filters: [status.succeeded] }, denominator: { kind: 'count' } },
    unit: 'percentunit',
    reasons: [statusReason(status)],
  });
  return [count, success];
}

function valueDrafts(about: About, found: FoundTime): Draft[] {
  const { table, status } = about;
  const nouns = words.wordsOf(bareName(table));
  const noun = [...nouns.slice(0, -1), words.singular(nouns.at(-1) ?? '')];
  const filters = status ? [status.succeeded] : [];
  const drafts: Draft[] = [];
  const money = moneyOf(table);
  if (money) {
    const column = money.name;
    const unit = words.currencyOf(money);
    const reasons: Reason[] = [{ code: 'money', column }];
    drafts.push(
      draft(about, found, {
        words: [...noun, ...words.wordsOf(column)],
        value: { kind: 'sum', column },
        filters,
        unit,
        reasons,
      }),
      draft(about, found, {
        words: ['average', ...noun, ...words.wordsOf(column)],
        value: { kind: 'average', column },
        filters,
        unit,
        reasons,
        likely: false,
      })
    );
  }
  for (const { name: column } of table.columns.filter(isCountedColumn)) {
    const reasons: Reason[] = [{ code: 'counted', column }];
    drafts.push(
      draft(about, found, { words: words.wordsOf(column), value: { kind: 'sum', column }, filters, reasons })
    );
  }
  for (const { name: column } of table.columns) {
    const whose = isKey(table, column) ? undefined : words.whoseId(column);
    if (whose) {
      const noun = words.plural(whose.noun);
      drafts.push(
        draft(about, found, {
          words: whose.visits ? [noun] : [noun, 'with', ...nouns],
          value: { kind: 'distinct', column },
          filters,
          reasons: [{ code: 'people', column }],
          likely: whose.visits,
        })
      );
    }
  }
  return drafts;
}

interface Wanted {
  words: readonly string[];
  value: Record<string, unknown>;
  filters?: readonly Filter[];
  unit?: string;
  reasons?: readonly Reason[];
  likely?: boolean;
}

function draft(about: About, found: FoundTime, wanted: Wanted): Draft {
  const { table, zone, status } = about;
  const { time } = found;
  const { filters = [], unit, reasons = [], likely = true } = wanted;
  const dimensions = dimensionsOf(about, status?.column);
  const [kpi] = catalogueSchema.parse({
    version: CATALOGUE_VERSION,
    kpis: [
      {
        id: idOf(wanted.words),
        name: words.titleOf(wanted.words).slice(0, 80),
        area: words.areaOf(bareName(table)),
        source: { kind: 'table', table: table.name, time, filters },
        value: wanted.value,
        dimensions,
        ...(unit !== undefined && { unit }),
        ...(words.isBadNews(wanted.words) && wanted.value.kind !== 'ratio' && { goodDirection: 'down' }),
        zone,
      },
    ],
  }).kpis;
  if (!kpi) {
    throw new Error('one KPI in, one KPI out');
  }
  return {
    kpi,
    likely,
    found,
    reasons: [
      { code: 'time', column: time.column, type: time.type },
      ...zoneReasons(found),
      ...reasons,
      ...(status && filters.length > 0 ? [statusReason(status)] : []),
      ...(dimensions.length > 0 ? [{ code: 'dimensions' as const, columns: dimensions.join(', ') }] : []),
    ],
  };
}

function zoneReasons({ time, zoneFrom }: FoundTime): Reason[] {
  return 'zone' in time && zoneFrom ? [{ code: 'zone', column: time.column, zone: time.zone, from: zoneFrom }] : [];
}

function statusReason({ column, values }: Status): Reason {
  return { code: 'status', column, values: values.join(', ') };
}

/** What speaks against watching it, or against watching it unasked. */
function objections(
  kpi: Kpi,
  table: SchemaTable,
  facts: { sample?: Sample; found?: FoundTime }
): { reasons: Reason[]; grave: boolean } {
  const { source } = kpi;
  const index = timeIndexOf(table, source.time.column, columnsRead(kpi, source));
  const days = Math.floor((facts.found?.age ?? 0) / DAY);
  const grave: Reason[] = [
    ...(index?.kind === 'missing'
      ? [{ code: 'no-index' as const, ddl: createIndexSql(table, source.time.column, columnsRead(kpi, source)) }]
      : []),
    ...(days >= QUIET_DAYS ? [{ code: 'quiet' as const, days }] : []),
    ...(facts.sample?.length === 0 ? [{ code: 'empty' as const }] : []),
    ...(words.isSetAside(bareName(table)) ? [{ code: 'set-aside' as const }] : []),
  ];
  const isSmall = table.rows !== undefined && table.rows < SMALL_TABLE;
  return {
    reasons: [
      ...(index && index.kind !== 'missing' ? [{ code: 'index' as const, index: index.index }] : []),
      ...(index === undefined ? [{ code: 'view' as const }] : []),
      ...grave,
    ],
    grave: grave.some(({ code }) => !(code === 'no-index' && isSmall)),
  };
}

/** Whether a KPI of the catalogue reads the same rows for the same value, whatever it is called. */
function isSame(known: Kpi, kpi: Kpi, schema: Schema): boolean {
  if (known.source.kind !== 'table' || kpi.source.kind !== 'table') {
    return false;
  }
  const tables = [known.source.table, kpi.source.table].map((name) => findTable(schema, name));
  const rows = ({ source, value }: Kpi) =>
    JSON.stringify([sourceKey({ ...source, kind: 'table', table: '' }), source.filters, value]);
  return tables[0] !== undefined && tables[0] === tables[1] && rows(known) === rows(kpi);
}

/** What the KPI is about already, such as how it went, is nothing to split it by. */
function dimensionsOf({ table, sample }: About, about: string | undefined): string[] {
  const candidates = table.columns.filter((column) => {
    if (column.name === about || !couldBeDimension(column)) {
      return false;
    }
    const surely = words.dimensionByName(column.name) === 'yes';
    // Without rows the name alone tells.
    return sample.length === 0 ? surely : (categoriesOf(sample, column.name)?.length ?? 0) > 1;
  });
  const rank = ({ name }: SchemaColumn) => (words.dimensionByName(name) === 'yes' ? 0 : 1);
  return [...candidates]
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, MOST_DIMENSIONS)
    .map(({ name }) => name);
}

function moneyOf({ columns }: SchemaTable): SchemaColumn | undefined {
  return columns
    .filter(({ kind }) => kind === 'number' || kind === 'integer')
    .flatMap((column) => {
      const rank = words.moneyRank(column.name);
      return rank === undefined ? [] : [{ column, rank }];
    })
    .sort((one, other) => one.rank - other.rank)[0]?.column;
}

function isCountedColumn({ name, kind }: SchemaColumn): boolean {
  return (kind === 'integer' || kind === 'number') && words.isCounted(name);
}

function isKey({ indexes }: SchemaTable, column: string): boolean {
  const key = indexes.find(({ name }) => name === 'PRIMARY')?.columns;
  return key?.length === 1 && key[0] === column;
}

function bareName({ name }: SchemaTable): string {
  return name.split('.').at(-1) ?? name;
}

/** Names that Latin letters can't write leave nothing over. */
function idOf(parts: readonly string[]): string {
  const id = parts
    .join('_')
    .replace(/[^a-z0-9_]/g, '')
    .replace(/^[^a-z]+/, '')
    .slice(0, 40);
  return id === '' ? 'kpi' : id;
}
