import { isAlias, visit, type Document, type ErrorCode } from 'yaml';

export const YAML_PROBLEMS = [
  'yaml-tab',
  'yaml-twice',
  'yaml-colon',
  'yaml-start',
  'yaml-open',
  'yaml-documents',
  'yaml-alias',
  'yaml',
] as const;

export type YamlProblem = (typeof YAML_PROBLEMS)[number];

/** What the library found, as far as there are words of our own for it. */
export function yamlProblem(code: ErrorCode): YamlProblem {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'yaml-tab';
    case 'DUPLICATE_KEY':
      return 'yaml-twice';
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return 'yaml-colon';
    case 'BAD_SCALAR_START':
      return 'yaml-start';
    case 'MISSING_CHAR':
    case 'BAD_INDENT':
      return 'yaml-open';
    case 'MULTIPLE_DOCS':
      return 'yaml-documents';
    default:
      return 'yaml';
  }
}

/** Where the first alias is that nothing is known under, or the first of too many; undefined without one. */
export function aliasOffset(document: Document): number | undefined {
  const offsets: number[] = [];
  const unknown: number[] = [];
  visit(document, (_, node) => {
    if (isAlias(node) && node.range) {
      offsets.push(node.range[0]);
      if (node.resolve(document) === undefined) {
        unknown.push(node.range[0]);
      }
    }
  });
  return unknown[0] ?? offsets[0];
}
