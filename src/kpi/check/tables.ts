import type { Catalogue, Source } from '../catalogue/schema';
import { findTable, fullName, type Schema } from '../schema/schema';
import { sourcesOf } from './findings';

/** The tables that a catalogue reads, each with its database where that is known. */
export function tablesOf({ kpis }: Catalogue, schema: Schema | undefined): string[] {
  const names = kpis.flatMap((kpi) => sourcesOf(kpi).flatMap((source) => namesIn(source, schema)));
  return [...new Set(names.flatMap((name) => qualified(name, schema) ?? []))].sort();
}

/** A SELECT of a person's own says more than the names of tables: what is none is left out. */
function namesIn(source: Source, schema: Schema | undefined): string[] {
  if (source.kind !== 'sql') {
    return [source.table];
  }
  const named = [...source.sql.matchAll(/\b(?:from|join)\s+([`\p{L}\p{N}_.]+)/giu)].map(([, name = '']) =>
    name.replaceAll('`', '')
  );
  return named.filter((name) => schema && findTable(schema, name) !== undefined);
}

/** A grant needs the database; without one nothing can be granted. */
function qualified(name: string, schema: Schema | undefined): string | undefined {
  const table = schema && findTable(schema, name);
  if (table) {
    return fullName(table);
  }
  return name.includes('.') ? name : schema?.database === undefined ? undefined : `${schema.database}.${name}`;
}
