import { z } from 'zod';

/** A server's way of limiting a statement's time. `other` has none that we know. */
export const DIALECTS = ['mysql', 'mariadb', 'vitess', 'starrocks', 'other'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** Seconds after which the server gives a statement up, where nobody says otherwise. */
export const DEFAULT_TIME_LIMIT = 30;
export const LONGEST_TIME_LIMIT = 600;

/** A time limit as data sources store it. */
export const timeLimitSchema = z.number().int().min(1).max(LONGEST_TIME_LIMIT).catch(DEFAULT_TIME_LIMIT);

/** Asks a server what it is; `dialectOf` reads the answer. */
export const VERSION_SQL = 'SELECT VERSION() AS version, @@version_comment AS comment';

/**
 * The dialect of a server by its `VERSION()` and `@@version_comment`. Aurora and TiDB limit time as MySQL does, Doris
 * as StarRocks; both of the latter pass for MySQL but in their comment.
 */
export function dialectOf(version: string, comment: string): Dialect {
  const name = `${version} ${comment}`.toLowerCase();
  if (name.includes('mariadb')) {
    return 'mariadb';
  }
  if (name.includes('vitess')) {
    return 'vitess';
  }
  if (name.includes('starrocks') || name.includes('doris')) {
    return 'starrocks';
  }
  return /^\d/.test(version) ? 'mysql' : 'other';
}

/** A SELECT in the words of a server, which gives it up after `seconds`. */
export function withTimeLimit(select: string, dialect: Dialect, seconds: number): string {
  switch (dialect) {
    case 'mysql':
      return withHint(select, `/*+ MAX_EXECUTION_TIME(${seconds * 1000}) */`);
    case 'vitess':
      return withHint(select, `/*vt+ QUERY_TIMEOUT_MS=${seconds * 1000} */`);
    case 'starrocks':
      return withHint(withoutLiterals(select), `/*+ SET_VAR(query_timeout = ${seconds}) */`);
    case 'mariadb':
      return `SET STATEMENT max_statement_time=${seconds} FOR\n${select}`;
    case 'other':
      return select;
  }
}

/** StarRocks and Doris read neither times nor texts that are told by a word before the quote. */
function withoutLiterals(select: string): string {
  return select
    .replace(/\bTIMESTAMP ('[\d :-]+')/g, 'CAST($1 AS DATETIME)')
    .replace(/\b_utf8mb4 X('[\da-f]*')/g, 'UNHEX($1)');
}

/** In the first SELECT a hint holds for the whole statement. */
function withHint(select: string, hint: string): string {
  return select.replace(/^SELECT /, `SELECT ${hint} `);
}
