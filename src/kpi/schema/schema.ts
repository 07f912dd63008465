import { z } from 'zod';

import { columnName, qualifiedName } from '../catalogue/filter';
import { isCut } from '../sql/information';

const KINDS: ReadonlyArray<[RegExp, ColumnKind]> = [
  [/^timestamp$/, 'timestamp'],
  [/^datetime$/, 'datetime'],
  [/^date$/, 'date'],
  [/^(bool|boolean|bit)$/, 'flag'],
  [/int(eger)?$/, 'integer'],
  [/^(decimal|numeric|float|double|real)/, 'number'],
  [/^(char|varchar|enum|string)$/, 'text'],
];

/** What a column holds, as far as a KPI cares. Long texts and binaries are `other`. */
type ColumnKind = 'timestamp' | 'datetime' | 'date' | 'flag' | 'integer' | 'number' | 'text' | 'other';

export interface SchemaColumn {
  name: string;
  kind: ColumnKind;
  /** As the server writes it, such as `varchar(20)`. */
  type: string;
  nullable: boolean;
  comment: string;
  /** Of a text: characters at most. */
  length?: number;
  /** Of a number: digits after the point. */
  scale?: number;
  charset?: string;
  collation?: string;
}

interface SchemaIndex {
  name: string;
  /** In order, up to the first that is indexed in part alone. */
  columns: string[];
}

export interface SchemaTable {
  /** As a catalogue writes it: with its database where that is not the data source's own. */
  name: string;
  database: string;
  isView: boolean;
  /** About, as the server guesses it. */
  rows?: number;
  columns: SchemaColumn[];
  indexes: SchemaIndex[];
}

/** The tables that an account can read, as the server describes them. */
export interface Schema {
  /** The one that names without a database mean. */
  database?: string;
  tables: SchemaTable[];
  /** Whether the server has more tables or columns than were read. */
  isCut: boolean;
}

const count = z.coerce.number().nullish();
const text = z.string().nullish();
const tableRow = z.object({ place: z.string(), name: z.string(), kind: z.string(), row_count: count });
const columnRow = z.object({
  place: z.string(),
  owner: z.string(),
  name: z.string(),
  kind: z.string(),
  type: z.string(),
  nullable: z.string(),
  length: count,
  scale: count,
  charset: text,
  collation: text,
  comment: text,
});
const indexRow = z.object({
  place: z.string(),
  owner: z.string(),
  name: z.string(),
  /** NULL for a part that is an expression. */
  part: text,
  prefix: count,
});
const answers = z.object({
  place: z.array(z.object({ place: text })),
  tables: z.array(tableRow),
  columns: z.array(columnRow),
  indexes: z.array(indexRow),
});

/**
 * The schema that the answers to SCHEMA_SQL tell. Tables and columns whose names a catalogue can't write are left out.
 * Throws a ZodError for answers of another shape.
 */
export function schemaOf(rows: Record<keyof z.infer<typeof answers>, unknown>): Schema {
  const { place, tables, columns, indexes } = answers.parse(rows);
  const database = place[0]?.place ?? undefined;
  const columnsOf = grouped(columns);
  const indexesOf = grouped(indexes);
  return {
    database,
    isCut: isCut(tables, 'tables') || isCut(columns, 'columns') || isCut(indexes, 'indexes'),
    tables: tables.flatMap((row) => {
      const key = keyOf(row.place, row.name);
      const name = row.place === database ? row.name : `${row.place}.${row.name}`;
      return qualifiedName.safeParse(name).success
        ? [
            {
              name,
              database: row.place,
              isView: /view/i.test(row.kind),
              rows: row.row_count ?? undefined,
              columns: (columnsOf.get(key) ?? []).filter(isWritable).map(columnOf),
              indexes: indexesFrom(indexesOf.get(key) ?? []),
            },
          ]
        : [];
    }),
  };
}

/** A table by the name that a catalogue has for it. */
export function findTable({ tables, database }: Schema, name: string): SchemaTable | undefined {
  const [first = '', second] = name.split('.');
  const [place, table] = second === undefined ? [database, first] : [first, second];
  return tables.find((known) => known.database === place && known.name.split('.').at(-1) === table);
}

/** A table's name with its database, for whoever has no other one open. */
export function fullName({ database, name }: SchemaTable): string {
  return name.includes('.') ? name : `${database}.${name}`;
}

function columnOf(row: z.infer<typeof columnRow>): SchemaColumn {
  const kind = KINDS.find(([pattern]) => pattern.test(row.kind.toLowerCase()))?.[1] ?? 'other';
  return {
    name: row.name,
    kind: /^tinyint\(1\)/i.test(row.type) ? 'flag' : kind,
    type: row.type,
    nullable: row.nullable.toUpperCase() === 'YES',
    comment: row.comment ?? '',
    length: row.length ?? undefined,
    scale: row.scale ?? undefined,
    charset: row.charset ?? undefined,
    collation: row.collation ?? undefined,
  };
}

function indexesFrom(rows: ReadonlyArray<z.infer<typeof indexRow>>): SchemaIndex[] {
  return [...new Set(rows.map(({ name }) => name))].map((name) => {
    const parts = rows.filter((row) => row.name === name);
    const cut = parts.findIndex(({ part, prefix }) => typeof part !== 'string' || typeof prefix === 'number');
    const whole = cut === -1 ? parts : parts.slice(0, cut);
    return { name, columns: whole.flatMap(({ part }) => part ?? []) };
  });
}

function grouped<Row extends { place: string; owner: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row.place, row.owner);
    const group = groups.get(key);
    if (group) {
      group.push(row);
    } else {
      groups.set(key, [row]);
    }
  }
  return groups;
}

function keyOf(place: string, table: string): string {
  return JSON.stringify([place, table]);
}

function isWritable({ name }: { name: string }): boolean {
  return columnName.safeParse(name).success;
}
