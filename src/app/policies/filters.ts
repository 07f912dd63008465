import { useSearchParams } from 'react-router-dom';

import { STATUS_NAMES, type PolicyRow, type StatusName } from './row';

/** What the list is narrowed to. */
export interface Filters {
  text: string;
  state?: StatusName;
  owner?: string;
  /** Those alone that somebody changed elsewhere. */
  edited?: boolean;
}

export const NO_FILTERS: Filters = { text: '', state: undefined, owner: undefined, edited: undefined };

/** The filters, kept in the page's address: it can be bookmarked and sent. */
export function useFilters(): [Filters, (change: Partial<Filters>) => void] {
  const [params, setParams] = useSearchParams();
  const filters: Filters = {
    text: params.get('text') ?? '',
    state: STATUS_NAMES.find((name) => name === params.get('state')),
    owner: params.get('owner') ?? undefined,
    edited: params.get('edited') === 'true' || undefined,
  };
  const change = (changes: Partial<Filters>) =>
    setParams(
      (previous) => {
        const next = new URLSearchParams(previous);
        for (const [name, value] of Object.entries(changes)) {
          if (value) {
            next.set(name, String(value));
          } else {
            next.delete(name);
          }
        }
        return next;
      },
      { replace: true }
    );
  return [filters, change];
}

export function matches({ text, state, owner, edited }: Filters, row: PolicyRow): boolean {
  const searched = [row.title, row.sentence, row.policy?.owner, ...(row.policy?.kpis ?? [])].join('\n').toLowerCase();
  return (
    text
      .toLowerCase()
      .split(/\s+/)
      .every((word) => searched.includes(word)) &&
    (state === undefined || row.status.state === state) &&
    (owner === undefined || row.policy?.owner === owner) &&
    (edited === undefined || row.edited)
  );
}
