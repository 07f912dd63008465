import { LoadingState, type IconName, type PanelData } from '@grafana/data';
import { t } from '@grafana/i18n';
import { z } from 'zod';

/** Something to say in a tile's place. */
export interface Notice {
  icon: IconName;
  title: string;
  text: string;
  role?: 'alert';
}

const errorSchema = z.object({
  refId: z.string().optional(),
  status: z.number().optional(),
  message: z.string().optional(),
  statusText: z.string().optional(),
  data: z.object({ message: z.string().optional() }).optional(),
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

/** What failed; one notice a query. */
export function errorNotices(data: PanelData): Notice[] {
  const failures = failuresIn(data);
  const unnamed = failures.length === 0 && data.state === LoadingState.Error;
  return (unnamed ? [{}] : failures).map(errorNotice);
}

function noReason(): string {
  return t('notice.error-help', 'The data source gave no reason. Open Inspect, then Query, in the menu of the panel.');
}

/** A query failed: in the words of whoever refused it, and what to do. */
function errorNotice(error: QueryFailure): Notice {
  if (error.status === 403) {
    return {
      icon: 'lock',
      title: t('notice.forbidden', 'No permission'),
      text: t(
        'notice.forbidden-help',
        'You may not query this data source. Ask an admin of this Grafana for the permission to query it.'
      ),
      role: 'alert',
    };
  }
  return {
    icon: 'exclamation-circle',
    title: t('notice.error', 'Query {{- query}} failed', { query: error.refId ?? '' }),
    text: wordsOf(error) ?? noReason(),
    role: 'alert',
  };
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
