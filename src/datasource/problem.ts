import type { DataQueryError } from '@grafana/data';
import { t } from '@grafana/i18n';

import { groupBy } from '../kpi/groupBy';
import type { Unread } from '../kpi/unread';

/** Why something that a query asks for can't be told. */
export interface Problem {
  refId: string;
  /** The KPI, or the table of events; none where the query itself can't be read. */
  name?: string;
  /** The table (or SQL) that its reason speaks of. */
  source?: string;
  /** For a person, of all the sources that fail alike. */
  reason: (sources?: string) => string;
  /** Its reason says already what it is of: nothing at all was read, or it has the name. */
  isSelfContained?: boolean;
}

interface QueryError extends DataQueryError {
  refId: string;
  unread: Unread[];
}

/** So many names stand in a sentence. */
const NAMED = 3;

/** What failed: an error a query, as Grafana shows them, in which each reason stands once. */
export function errorsOf(problems: readonly Problem[]): QueryError[] {
  return groupBy(problems, ({ refId }) => refId).map(([refId, own]) => {
    const groups = groupBy(own, keyOf).map(([, alike]) => {
      const names = unique(alike.flatMap(({ name }) => name ?? []));
      const sources = unique(alike.flatMap(({ source }) => source ?? []));
      const reason = alike[0]?.reason(sources.join(', ') || undefined) ?? '';
      const needsNames = names.length > 0 && alike.some(({ isSelfContained }) => !isSelfContained);
      return { names, reason, text: needsNames ? `${namesText(names)}: ${reason}` : reason };
    });
    return {
      refId,
      message: groups.map(({ text }) => text).join('\n'),
      unread: groups.map(({ names, reason }) => ({ names, reason })),
    };
  });
}

export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Reasons are alike where they differ in nothing but the table that they speak of. */
function keyOf({ source, reason }: Problem): string {
  return reason(source === undefined ? undefined : '…');
}

function namesText(names: readonly string[]): string {
  const more = names.length - NAMED;
  return more > 1
    ? t('errors.more', '{{- names}} and {{count}} more', { names: names.slice(0, NAMED).join(', '), count: more })
    : names.join(', ');
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
