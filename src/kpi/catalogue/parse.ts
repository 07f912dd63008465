import { LineCounter, parseDocument, stringify, isNode, type Document } from 'yaml';

import { catalogueSchema, CATALOGUE_VERSION, DEFAULT_UNIT, type Catalogue, type Kpi } from './schema';

/** One thing wrong with a catalogue: which field (`kpis.3.value.kind`), what, and where in the text (from 1). */
export interface CatalogueIssue {
  field: string;
  message: string;
  line?: number;
}

export type CatalogueResult = { ok: true; catalogue: Catalogue } | { ok: false; issues: CatalogueIssue[] };

/** Reads a catalogue as it is stored. `undefined` is a catalogue that nobody has written yet. */
export function parseCatalogue(stored: unknown): CatalogueResult {
  if (stored === undefined || stored === null) {
    return { ok: true, catalogue: { version: CATALOGUE_VERSION, kpis: [] } };
  }
  const newer = newerVersion(stored);
  if (newer !== undefined) {
    return { ok: false, issues: [{ field: 'version', message: newer }] };
  }
  const parsed = catalogueSchema.safeParse(stored);
  if (parsed.success) {
    return { ok: true, catalogue: parsed.data };
  }
  return {
    ok: false,
    issues: parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })),
  };
}

/** Reads a catalogue as a person writes it. Every issue names the line to mend. */
export function parseCatalogueYaml(text: string): CatalogueResult {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    return {
      ok: false,
      issues: document.errors.map((error) => ({
        field: '',
        // The library appends an excerpt of the text after the first line; the editor shows that already.
        message: error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? error.code,
        line: lines.linePos(error.pos[0]).line,
      })),
    };
  }
  const result = parseCatalogue(document.toJS());
  if (result.ok) {
    return result;
  }
  return {
    ok: false,
    issues: result.issues.map((issue) => ({ ...issue, line: lineOf(document, issue.field.split('.'), lines) })),
  };
}

/** The catalogue as YAML for people: what is left at its default is left out. */
export function catalogueYaml(catalogue: Catalogue): string {
  return stringify({ version: catalogue.version, kpis: catalogue.kpis.map(withoutDefaults) }, { lineWidth: 110 });
}

/** The KPI of that id, or undefined. */
export function findKpi(catalogue: Catalogue, id: string): Kpi | undefined {
  return catalogue.kpis.find((kpi) => kpi.id === id);
}

function withoutDefaults(kpi: Kpi) {
  const { id, name, description, area, source, value, dimensions, unit, goodDirection, ...rest } = kpi;
  return {
    id,
    name,
    ...(description !== undefined && { description }),
    area,
    source: source.filters.length > 0 ? source : { table: source.table, time: source.time },
    value,
    ...(dimensions.length > 0 && { dimensions }),
    ...(unit !== DEFAULT_UNIT && { unit }),
    ...(goodDirection !== 'up' && { goodDirection }),
    ...rest,
  };
}

function newerVersion(stored: unknown): string | undefined {
  if (typeof stored !== 'object' || stored === null || !('version' in stored)) {
    return undefined;
  }
  const { version } = stored;
  return typeof version === 'number' && version > CATALOGUE_VERSION
    ? `This catalogue has version ${version}; this release reads up to ${CATALOGUE_VERSION}. Update KPI Watch.`
    : undefined;
}

/** The line of a field, or of the nearest field around it: a field that is missing has no line of its own. */
function lineOf(document: Document, path: string[], lines: LineCounter): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(
      path.slice(0, length).map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
      true
    );
    if (isNode(node) && node.range) {
      return lines.linePos(node.range[0]).line;
    }
  }
  return 1;
}
