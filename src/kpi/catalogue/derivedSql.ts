/** Where the range of a window goes: `{time}`, or `{time:o.created_at}` for a column of an inner table. */
export const TIME_MARK = /\{time(?::([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)?))?\}/gu;

export const DERIVED_SQL_PROBLEMS = [
  'sql-select',
  'sql-time',
  'sql-characters',
  'sql-quotes',
  'sql-parentheses',
  'sql-words',
] as const;

export type DerivedSqlProblem = (typeof DERIVED_SQL_PROBLEMS)[number];

/**
 * What could end the derived table, begin a comment, mean something else under another sql_mode or be expanded by
 * Grafana, inside quotes too: then nobody has to know which quote is open where.
 */
const FORBIDDEN = /[\\$;#@]|--|\/\*|\*\/|\[\[/;

/** No control characters. */
const ALLOWED = /^[\s\p{L}\p{M}\p{N}\p{P}\p{S}]*$/u;

const FORBIDDEN_WORDS =
  /\b(into|procedure|load_file|sleep|benchmark|get_lock|release_lock|release_all_locks|nextval|setval|for\s+(update|share)|lock\s+in)\b/i;

const QUOTED = /'[^']*'|"[^"]*"|`[^`]*`/g;

/** Why a SELECT of a person's own can't be read as a derived table; undefined when it can. */
export function derivedSqlProblem(sql: string): DerivedSqlProblem | undefined {
  if (FORBIDDEN.test(sql) || !ALLOWED.test(sql)) {
    return 'sql-characters';
  }
  const bare = sql.replace(QUOTED, ' x ');
  if (/['"`]/.test(bare)) {
    return 'sql-quotes';
  }
  if (!/^\s*(select|with)\b/i.test(bare)) {
    return 'sql-select';
  }
  if (!isBalanced(bare)) {
    return 'sql-parentheses';
  }
  if (FORBIDDEN_WORDS.test(bare)) {
    return 'sql-words';
  }
  const withoutMarks = bare.replace(TIME_MARK, '');
  return withoutMarks === bare || /[{}]/.test(withoutMarks) ? 'sql-time' : undefined;
}

function isBalanced(sql: string): boolean {
  let depth = 0;
  for (const character of sql) {
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (depth < 0) {
      return false;
    }
  }
  return depth === 0;
}
