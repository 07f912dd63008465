import { dateTime, isDateTime, type DateTime, type RawTimeRange } from '@grafana/data';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

import type { Dashboard } from './dashboard';

export interface DashboardUrl {
  range: RawTimeRange;
  /** As Grafana writes it, `5s`; empty for never. */
  refresh: string;
  /** The id of the one panel that is to be seen. */
  viewPanel?: number;
  /** What was chosen of a variable. */
  chosen(variable: string): string | undefined;
  set(changes: Record<string, string | DateTime | undefined>): void;
}

/** What of a dashboard stands in the address, under Grafana's names, and else in the dashboard. */
export function useDashboardUrl({ time, refresh = '' }: Pick<Dashboard, 'time' | 'refresh'>): DashboardUrl {
  const [query, setQuery] = useSearchParams();
  const from = query.get('from');
  const to = query.get('to');
  const range = useMemo(() => ({ from: instant(from) ?? time.from, to: instant(to) ?? time.to }), [from, to, time]);
  const set = useCallback(
    (changes: Record<string, string | DateTime | undefined>) =>
      setQuery((before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value === undefined) {
            after.delete(name);
          } else {
            after.set(name, isDateTime(value) ? String(value.valueOf()) : value);
          }
        }
        return after;
      }),
    [setQuery]
  );
  const [, viewPanel] = /^(?:panel-)?(\d+)$/.exec(query.get('viewPanel') ?? '') ?? [];
  return {
    range,
    refresh: query.get('refresh') ?? refresh,
    viewPanel: viewPanel === undefined ? undefined : Number(viewPanel),
    chosen: (variable) => query.get(`var-${variable}`) ?? undefined,
    set,
  };
}

/** `now-3h` stays what it is, epoch milliseconds and ISO 8601 become a time; what is neither counts as nothing. */
function instant(text: string | null): string | DateTime | undefined {
  if (text === null || text === '') {
    return undefined;
  }
  if (text.startsWith('now')) {
    return text;
  }
  const time = dateTime(/^\d+$/.test(text) ? Number(text) : text);
  return time.isValid() ? time : undefined;
}
