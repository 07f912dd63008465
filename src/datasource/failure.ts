import { t } from '@grafana/i18n';

/** Why a statement, or a whole request, gave nothing. */
export interface Failure {
  /** What the server or Grafana said. */
  reason: string;
  /** How long it took, where it had a limit (both in seconds). */
  seconds?: number;
  limit?: number;
  /** What the MySQL data source's own test says, where that fails as well. */
  problem?: string;
  /** Grafana passed on so many rows alone (its `row_limit`): what was made of them would be wrong. */
  cutAfter?: number;
  /** Nothing at all was read, whatever was asked. */
  whole?: boolean;
}

/** Grafana passes on a few of the server's errors, and keeps the others to its log. */
export function isMasked(reason: string): boolean {
  return /please inspect Grafana server log|query failed/i.test(reason);
}

/**
 * What failed and what to do about it, for a person; `source` is the table (or SQL) that was read, which the catalogue
 * names, or the query itself (`inQuery`).
 */
export function failureText(failure: Failure, source?: string, inQuery = false): string {
  const { reason, seconds, limit, problem, cutAfter } = failure;
  if (cutAfter !== undefined) {
    const message =
      'Grafana cut the answer after {{rows}} rows (row_limit in its settings), and what is left would be wrong. Choose a shorter range or longer buckets, split by less, or filter.';
    return t('failure.cut', message, { rows: cutAfter });
  }
  if (limit !== undefined && isOverTime({ reason, seconds, limit })) {
    return timeoutText(limit);
  }
  if (isMasked(reason) && problem !== undefined && isMasked(problem)) {
    // Grafana tells Admins alone why it can't log in.
    const message = "The MySQL data source can't log in to its server. Let an Admin test it: its page says why.";
    return t('failure.login', message);
  }
  const said = (isMasked(reason) && problem) || reason;
  const advice =
    (inQuery && adviceOnNames(said)) ||
    adviceOn(said, source) ||
    t('advice.other', 'Test the MySQL data source; its own page shows more.');
  return `${said.trim().replace(/\.$/, '')}. ${advice}`;
}

/** Whether the server gave up because a statement took too long. */
export function isOverTime({ reason, seconds = 0, limit }: Failure): boolean {
  return OVER_TIME.test(reason) || (isMasked(reason) && limit !== undefined && seconds >= limit);
}

function timeoutText(limit: number): string {
  const message =
    'The server gave up after {{limit}} s, the time limit. Choose a shorter range, ask for an index that begins with the time column, or raise the limit in the settings of this data source.';
  return t('failure.timeout', message, { limit });
}

const OVER_TIME = /\b(3024|1969)\b|max_statement_time|maximum statement execution time/i;

const NO_TABLE = /doesn't exist|\b1146\b/i;
const NO_COLUMN = /unknown column|\b1054\b/i;

const SERVER_PROBLEMS: ReadonlyArray<[RegExp, () => string]> = [
  [
    OVER_TIME,
    () => t('advice.timeout', 'Choose a shorter range, or ask for an index that begins with the time column.'),
  ],
  [
    /\b(1040|1203|1226)\b|too many connections|max_user_connections/i,
    () =>
      t(
        'advice.connections',
        'Try again in a moment; if it stays so, lower the open connections of the MySQL data source, or raise what the server allows.'
      ),
  ],
  [
    /\b(1044|1045|3118|4151)\b|access denied for user|account is locked/i,
    () => t('advice.account', 'Mend the user, the password or the database in the MySQL data source.'),
  ],
  [
    /additional permissions|permissions needed/i,
    () => t('advice.permission', 'Ask an Admin of this Grafana for the permission to query the MySQL data source.'),
  ],
  [
    /connection refused|no such host|i\/o timeout|network is unreachable|failed to connect/i,
    () =>
      t('advice.unreachable', 'Does the server run, and may Grafana reach it? The MySQL data source has its address.'),
  ],
  [
    /\b1049\b|unknown database/i,
    () => t('advice.database', 'Mend the name of the database in the MySQL data source or in the catalogue.'),
  ],
];

function adviceOn(reason: string, source: string | undefined): string | undefined {
  const [, advice] = SERVER_PROBLEMS.find(([pattern]) => pattern.test(reason)) ?? [];
  if (advice) {
    return advice();
  }
  return source === undefined ? undefined : adviceOnSource(reason, source);
}

/** A query that names its table and columns itself is mended there. */
function adviceOnNames(reason: string): string | undefined {
  if (NO_TABLE.test(reason)) {
    return t('advice.query-table', 'Mend the name of the table in this query, or its database.');
  }
  return NO_COLUMN.test(reason) ? t('advice.query-column', 'Mend the name of that column in this query.') : undefined;
}

function adviceOnSource(reason: string, source: string): string | undefined {
  if (NO_TABLE.test(reason)) {
    return t(
      'advice.table',
      'Mend source.table in the catalogue, or choose the MySQL data source that has {{- source}}.',
      { source }
    );
  }
  if (NO_COLUMN.test(reason)) {
    return t('advice.column', 'Mend the name of that column in the catalogue; {{- source}} has none like it.', {
      source,
    });
  }
  if (/\b1064\b|error in your sql syntax/i.test(reason)) {
    return t('advice.syntax', 'Mend the SQL of that KPI in the catalogue: run it by itself to see where it breaks.');
  }
  if (isMasked(reason) || /denied|\b114[23]\b/i.test(reason)) {
    const message =
      "Grafana's log has the server's reason. Most often the account may not read {{- source}}: grant it SELECT there.";
    return t('advice.grant', message, { source });
  }
  return undefined;
}
