import { LoadingState, type IconName, type PanelData } from '@grafana/data';
import { t } from '@grafana/i18n';
import { z } from 'zod';

import { groupBy } from '../kpi/groupBy';
import { unreadOfError } from '../kpi/unread';

/** Something to say in a tile's place. */
export interface Notice {
  icon: IconName;
  title: string;
  text: string;
  role?: 'alert';
  /** It is of KPIs that are shown, and say themselves that they can't be read. */
  isOfTiles?: boolean;
}

/** The KPIs that a panel shows, by name. */
export interface Shown {
  all: readonly string[];
  /** Those of them that can't be read. */
  unread: readonly string[];
}

/** So many names stand in a title. */
const NAMED = 3;

const errorSchema = z.object({
  refId: z.string().optional(),
  status: z.number().optional(),
  message: z.string().optional(),
  statusText: z.string().optional(),
  data: z.object({ message: z.string().optional() }).optional(),
  ...unreadOfError.partial().shape,
});

/** A data source that gives up as a whole is reported in `error`, failed queries in `errors`. */
const failureSchema = z.object({ error: errorSchema.optional(), errors: z.array(errorSchema).optional() });

type QueryFailure = z.infer<typeof errorSchema>;

/** What failed of an answer of a data source. */
function failuresIn(answer: unknown): QueryFailure[] {
  const { error, errors = [] } = failureSchema.catch({}).parse(answer);
  return errors.length > 0 ? errors : error ? [error] : [];
}

/** In the words of whoever refused, as far as there are any. */
function wordsOf({ data, message, statusText }: QueryFailure): string | undefined {
  return data?.message ?? message ?? statusText;
}

/** Why an answer of a data source is none; undefined of one that failed in nothing. */
export function failureText(answer: unknown): string | undefined {
  const failures = failuresIn(answer);
  return failures.length > 0 ? failures.map((failure) => wordsOf(failure) ?? noReason()).join(' ') : undefined;
}

/** What failed, each reason once: whatever queries and KPIs it is of. */
export function errorNotices(data: PanelData, shown: Shown): Notice[] {
  const failures = failuresIn(data);
  const unnamed = failures.length === 0 && data.state === LoadingState.Error;
  const reasons = (unnamed ? [{}] : failures).flatMap(reasonsOf);
  return groupBy(reasons, ({ reason }) => reason).map(([text, alike]) => {
    const names = unique(alike.flatMap((one) => one.names));
    const isOfTiles = names.length > 0 && names.every((name) => shown.unread.includes(name));
    const isForbidden = alike.some((one) => one.isForbidden);
    return {
      icon: isForbidden ? 'lock' : 'exclamation-circle',
      title: isForbidden
        ? t('notice.forbidden', 'No permission')
        : isOfTiles
          ? unreadTitle(names, shown)
          : failedTitle(unique(alike.map(({ query }) => query)), names),
      text,
      role: 'alert',
      isOfTiles,
    };
  });
}

/** Why a query failed, of which KPIs (of none where it failed as a whole). */
interface Reason {
  query: string;
  names: string[];
  reason: string;
  isForbidden: boolean;
}

function reasonsOf(failure: QueryFailure): Reason[] {
  const { refId: query = '', status, unread } = failure;
  const isForbidden = status === 403;
  if (unread && !isForbidden) {
    return unread.map((one) => ({ ...one, query, isForbidden }));
  }
  return [{ query, names: [], reason: isForbidden ? forbidden() : (wordsOf(failure) ?? noReason()), isForbidden }];
}

function unreadTitle(names: readonly string[], { all }: Shown): string {
  return names.length > NAMED && all.every((name) => names.includes(name))
    ? t('notice.unread-all', 'None of the {{count}} KPIs can be read', { count: all.length })
    : t('notice.unread', "Can't be read: {{- names}}", { names: namesText(names) });
}

function failedTitle(queries: readonly string[], names: readonly string[]): string {
  const query = queries.join(', ');
  return names.length > 0
    ? t('notice.error-of', 'Query {{- query}} failed: {{- names}}', { query, names: namesText(names) })
    : t('notice.error', 'Query {{- query}} failed', { query });
}

function namesText(names: readonly string[]): string {
  const more = names.length - NAMED;
  return more > 1
    ? t('notice.more', '{{- names}} and {{count}} more', { names: names.slice(0, NAMED).join(', '), count: more })
    : names.join(', ');
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function noReason(): string {
  return t('notice.error-help', 'The data source gave no reason. Open Inspect, then Query, in the menu of the panel.');
}

function forbidden(): string {
  return t(
    'notice.forbidden-help',
    'You may not query this data source. Ask an admin of this Grafana for the permission to query it.'
  );
}

/** Data that is no reading: another data source, or another view. */
export function foreignNotice(): Notice {
  return {
    icon: 'info-circle',
    title: t('notice.foreign', 'This data cannot be compared with earlier days'),
    text: t(
      'notice.foreign-help',
      'This panel needs numbers over time. Edit the panel: choose KPIs of a Business KPI data source with the view "Sudden drop", or a query of another data source that gives a time series.'
    ),
  };
}

/** No data, and no error. */
export function nothingNotice(): Notice {
  return {
    icon: 'chart-line',
    title: t('notice.nothing', 'No KPI chosen'),
    text: t(
      'notice.nothing-help',
      'Edit the panel, choose a Business KPI data source, and pick one or more KPIs by name, or a preset.'
    ),
  };
}
