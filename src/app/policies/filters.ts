import { useSearchChange } from '../useSearchChange';
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

/** The filters, kept in the page's address. */
export function useFilters(): [Filters, (change: Partial<Filters>) => void] {
  const [params, change] = useSearchChange();
  const filters: Filters = {
    text: params.get('text') ?? '',
    state: STATUS_NAMES.find((name) => name === params.get('state')),
    owner: params.get('owner') ?? undefined,
    edited: params.get('edited') === 'true' || undefined,
  };
  return [filters, (changes) => change({ ...changes })];
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
