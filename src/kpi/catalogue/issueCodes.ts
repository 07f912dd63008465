import { DERIVED_SQL_PROBLEMS } from './derivedSql';
import { YAML_PROBLEMS } from '../yaml/problem';

/** What can be wrong with a field, for those who say it in other languages. */
export const ISSUE_CODES = [
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
  'price',
  'price-kind',
  'currency',
  ...DERIVED_SQL_PROBLEMS,
  'missing',
  'unknown-field',
  'choice',
  'text',
  'list',
  'fields',
  'too-long',
  'too-many',
  'too-few',
  'newer',
  ...YAML_PROBLEMS,
  'other',
] as const;

export type IssueCode = (typeof ISSUE_CODES)[number];
