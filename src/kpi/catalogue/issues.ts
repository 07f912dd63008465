import type { z } from 'zod';

import { ISSUE_CODES, type IssueCode } from './issueCodes';
import { issueSentence } from './issueSentence';

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
  return { field, code, detail, message: issueSentence(code, detail), ...(line !== undefined && { line }) };
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
      return { code: found.message.endsWith('received undefined') ? 'missing' : kindOf(found.expected) };
    case 'too_small':
      return found.origin === 'array' ? { code: 'too-few' } : { code: 'missing' };
    case 'too_big':
      return { code: found.origin === 'array' ? 'too-many' : 'too-long', detail: String(found.maximum) };
    default:
      return { code: 'other', detail: found.message };
  }
}

function kindOf(expected: string): IssueCode {
  switch (expected) {
    case 'string':
      return 'text';
    case 'array':
      return 'list';
    default:
      return 'fields';
  }
}

function wordsOf(options: unknown): string {
  return Array.isArray(options) ? options.map(String).join(', ') : '';
}
