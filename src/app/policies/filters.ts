import { teamsOf } from '../../policy/team';
import { useSearchChange } from '../useSearchChange';
import { STATUS_NAMES, type PolicyRow, type StatusName } from './row';

/** What the list is narrowed to. */
export interface Filters {
  text: string;
  state?: StatusName;
  owner?: string;
  /** The id of a team that is told, at once or when nobody answers. */
  team?: string;
  /** Those alone that somebody changed elsewhere. */
  edited?: boolean;
  /** Which page of the list, from 1. */
  page?: number;
}

export const NO_FILTERS: Filters = {
  text: '',
  state: undefined,
  owner: undefined,
  team: undefined,
  edited: undefined,
  page: undefined,
};

/** The filters, kept in the page's address. */
export function useFilters(): [Filters, (change: Partial<Filters>) => void] {
  const [params, change] = useSearchChange();
  const filters: Filters = {
    text: params.get('text') ?? '',
    state: STATUS_NAMES.find((name) => name === params.get('state')),
    owner: params.get('owner') ?? undefined,
    team: params.get('team') ?? undefined,
    edited: params.get('edited') === 'true' || undefined,
    page: Number(params.get('page')) || undefined,
  };
  // Another choice begins on its first page.
  return [filters, (changes) => change({ page: undefined, ...changes })];
}

export function matches({ text, state, owner, team, edited }: Filters, row: PolicyRow): boolean {
  return (
    (state === undefined || row.status.state === state) &&
    (owner === undefined || row.policy?.owner === owner) &&
    (team === undefined || (row.policy !== undefined && teamsOf(row.policy).some(({ id }) => id === team))) &&
    (edited === undefined || row.edited) &&
    hasWords(row, text.toLowerCase().split(/\s+/).filter(Boolean))
  );
}

function hasWords({ searched }: PolicyRow, words: readonly string[]): boolean {
  return words.length === 0 || words.every((word) => searched().includes(word));
}
