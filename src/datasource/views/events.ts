import { t } from '@grafana/i18n';

import { eventTableSchema, type EventTable } from '../../kpi/catalogue/eventTable';
import { issueOf } from '../../kpi/catalogue/issues';
import { MOST_EVENTS } from '../../kpi/sql/events';
import type { TimeWindow } from '../../kpi/time/windows';
import { issueText } from '../issueText';
import type { EventRow } from '../rows';
import type { BusinessKpiQuery } from '../types';
import { marksFrame } from './marks';

/** Rows of a table as marks. Throws for a table that is not told wholly, or that can't be one. */
export function eventsView({ events: draft, filters }: BusinessKpiQuery, range: TimeWindow) {
  const events = tableOf(draft, filters);
  return {
    events,
    window: range,
    frame: (rows: readonly EventRow[]) => {
      const shown = rows.slice(0, MOST_EVENTS);
      const message = 'Shown are the {{count}} newest events. Filter, or choose a shorter range, to see others.';
      const marks = shown.map(({ second, end, text, tags }) => ({
        from: range.from + second,
        to: end === null ? undefined : range.from + end,
        lines: [text.join(' · ')],
        tags,
      }));
      const notice = rows.length > shown.length ? t('events.newest', message, { count: MOST_EVENTS }) : undefined;
      return marksFrame(events.table, marks, notice);
    },
  };
}

function tableOf(draft: BusinessKpiQuery['events'], filters: EventTable['filters']): EventTable {
  const { table, time, end, text, tags } = draft ?? {};
  const zoned = time?.type === 'datetime' || time?.type === 'date';
  const parsed = eventTableSchema.safeParse({
    table,
    time: { column: time?.column, type: time?.type, ...(zoned && { zone: time.zone }) },
    end: end === '' ? undefined : end,
    text,
    tags,
    filters,
  });
  if (!parsed.success) {
    const reason = parsed.error.issues.map((issue) => issueText(issueOf(issue))).join('; ');
    throw new Error(t('errors.events', 'The events table is not told yet: {{- reason}}.', { reason }));
  }
  return parsed.data;
}
