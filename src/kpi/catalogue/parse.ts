import { LineCounter, parseDocument, stringify, isNode, type Document } from 'yaml';

import type { Filter } from './filter';
import { catalogueIssue, issueOf, type CatalogueIssue } from './issues';
import { catalogueSchema, DEFAULT_UNIT, EMPTY_CATALOGUE, type Catalogue, type Kpi, type Term } from './schema';
import { CATALOGUE_VERSION } from './version';
import { aliasOffset, yamlProblem, type YamlProblem } from './yamlProblem';

export type CatalogueResult = { ok: true; catalogue: Catalogue } | { ok: false; issues: CatalogueIssue[] };

/** Reads a catalogue as it is stored, of this version or an earlier one. `undefined` is one that nobody has written yet. */
export function parseCatalogue(stored: unknown): CatalogueResult {
  if (stored === undefined || stored === null) {
    return { ok: true, catalogue: EMPTY_CATALOGUE };
  }
  const newer = newerVersion(stored);
  if (newer !== undefined) {
    return { ok: false, issues: [catalogueIssue('version', 'newer', String(newer))] };
  }
  const parsed = catalogueSchema.safeParse(stored);
  return parsed.success
    ? { ok: true, catalogue: parsed.data }
    : { ok: false, issues: parsed.error.issues.map(issueOf) };
}

/** Reads a catalogue as a person writes it. Every issue names the line to mend. */
export function parseCatalogueYaml(text: string): CatalogueResult {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const read = valueOf(document, lines);
  if (!read.ok) {
    return read;
  }
  const result = parseCatalogue(read.value);
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

/** A KPI as people write it: what is left at its default is left out. */
export function withoutDefaults(kpi: Kpi) {
  const { id, name, description, area, source, value, dimensions, unit, goodDirection, ...rest } = kpi;
  return {
    id,
    name,
    ...(description !== undefined && { description }),
    area,
    source: withoutEmptyFilters(source),
    value:
      value.kind === 'ratio'
        ? { ...value, numerator: termForPeople(value.numerator), denominator: termForPeople(value.denominator) }
        : value,
    ...(dimensions.length > 0 && { dimensions }),
    ...(unit !== DEFAULT_UNIT && { unit }),
    ...(goodDirection !== 'up' && { goodDirection }),
    ...rest,
  };
}

function termForPeople(term: Term) {
  const { source, ...rest } = withoutEmptyFilters(term);
  return { ...rest, ...(source && { source: withoutEmptyFilters(source) }) };
}

function withoutEmptyFilters<T extends { filters: readonly Filter[] }>({ filters, ...rest }: T) {
  return filters.length > 0 ? { ...rest, filters } : rest;
}

function newerVersion(stored: unknown): number | undefined {
  if (typeof stored !== 'object' || stored === null || !('version' in stored)) {
    return undefined;
  }
  const { version } = stored;
  return typeof version === 'number' && version > CATALOGUE_VERSION ? version : undefined;
}

/** What a YAML document says, or why nobody can tell: the first thing wrong with each line. */
function valueOf(
  document: Document.Parsed,
  lines: LineCounter
): { ok: true; value: unknown } | { ok: false; issues: CatalogueIssue[] } {
  const issue = (problem: YamlProblem, offset: number, detail?: string) =>
    catalogueIssue('', problem, detail, lines.linePos(offset).line);
  if (document.errors.length > 0) {
    const issues = document.errors.map(({ message, code, pos }) => {
      // The library appends an excerpt of the text after the first line; the editor shows that already.
      const reason = message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? code;
      return issue(yamlProblem(code), pos[0], reason);
    });
    return { ok: false, issues: [...new Map(issues.reverse().map((one) => [one.line, one])).values()].reverse() };
  }
  try {
    return { ok: true, value: document.toJS() };
  } catch {
    return { ok: false, issues: [issue('yaml-alias', aliasOffset(document) ?? 0)] };
  }
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
