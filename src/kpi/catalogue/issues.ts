import type { z } from 'zod';

import { DERIVED_SQL_PROBLEMS } from './derivedSql';

/** What can be wrong with a field, for those who say it in other languages. */
const ISSUE_CODES = [
  'id',
  'column',
  'table',
  'zone',
  'duration',
  'link',
  'date',
  'literal',
  'taken',
  'rollup',
  ...DERIVED_SQL_PROBLEMS,
  'missing',
  'unknown-field',
  'choice',
  'type',
  'length',
  'newer',
  'yaml',
] as const;

type IssueCode = (typeof ISSUE_CODES)[number];

/** One thing wrong with a catalogue: which field (`kpis.3.value.kind`), what, and where in the text (from 1). */
export interface CatalogueIssue {
  field: string;
  code: IssueCode;
  /** What the code's sentence speaks of, such as the allowed words. */
  detail: string;
  /** What is wrong and how to mend it, in English. */
  message: string;
  line?: number;
}

/** What the schema found, as an issue. */
export function issueOf(found: z.core.$ZodIssue): CatalogueIssue {
  const { code, detail } = codeOf(found);
  return catalogueIssue(found.path.join('.'), code, detail);
}

export function catalogueIssue(field: string, code: IssueCode, detail = '', line?: number): CatalogueIssue {
  return { field, code, detail, message: sentence(code, detail), ...(line !== undefined && { line }) };
}

function codeOf(found: z.core.$ZodIssue): { code: IssueCode; detail?: string } {
  const own = ISSUE_CODES.find((code) => code === found.message);
  if (own) {
    return { code: own };
  }
  switch (found.code) {
    case 'unrecognized_keys':
      return { code: 'unknown-field', detail: found.keys.join(', ') };
    case 'invalid_value':
      return { code: 'choice', detail: found.values.map(String).join(', ') };
    case 'invalid_union':
      return { code: 'choice', detail: 'options' in found ? wordsOf(found.options) : '' };
    case 'invalid_type':
      return found.message.endsWith('received undefined')
        ? { code: 'missing' }
        : { code: 'type', detail: found.expected };
    case 'too_small':
      return { code: 'length', detail: `≥ ${String(found.minimum)}` };
    case 'too_big':
      return { code: 'length', detail: `≤ ${String(found.maximum)}` };
    default:
      return { code: 'type', detail: found.message };
  }
}

function wordsOf(options: unknown): string {
  return Array.isArray(options) ? options.map(String).join(', ') : '';
}

/** English, for those who have no translations; the data source's own words are in its locales. */
function sentence(code: IssueCode, detail: string): string {
  switch (code) {
    case 'id':
      return 'must be a short name: a-z, 0-9 and _, beginning with a letter';
    case 'column':
      return 'must be the name of one column: letters, digits and _ only';
    case 'table':
      return 'must be the name of a table, or database.table';
    case 'zone':
      return 'must be a time zone such as Asia/Seoul or UTC';
    case 'duration':
      return 'must be a duration such as 30s, 10m or 2h';
    case 'link':
      return 'must be a link that starts with http:// or https://';
    case 'date':
      return 'must be a day such as 2026-12-25, in quotes';
    case 'literal':
      return 'must be a text, a number, true or false';
    case 'taken':
      return 'is taken by an earlier KPI: choose another one';
    case 'rollup':
      return 'can’t be told from a rollup, which has sums alone: use count, sum, average or maximum, or another source';
    case 'sql-select':
      return 'must be one SELECT (or WITH … SELECT)';
    case 'sql-time':
      return 'must have {time}, or {time:o.created_at}, as a condition where the range of time belongs, and no other braces';
    case 'sql-characters':
      return 'must do without comments and without \\ $ ; # @ [[, inside quotes too';
    case 'sql-quotes':
      return 'has a quote that nothing closes';
    case 'sql-parentheses':
      return 'has parentheses that don’t match';
    case 'sql-words':
      return 'must only read: no INTO, no locks, no SLEEP and the like';
    case 'missing':
      return 'is missing: write it';
    case 'unknown-field':
      return `has fields that nobody knows: ${detail}. Mend or remove them`;
    case 'choice':
      return `must be one of: ${detail}`;
    case 'type':
      return `must be of another kind: ${detail}`;
    case 'length':
      return `is too short, too long, or too small or large: it must be ${detail}`;
    case 'newer':
      return `is ${detail}, newer than this release reads. Update KPI Watch`;
    case 'yaml':
      return detail;
  }
}
