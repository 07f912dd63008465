import type { Kpi } from '../../kpi/catalogue/schema';
import type { DropState } from '../../kpi/detect/judge';
import { useSearchChange } from '../useSearchChange';
import type { ListedKpi } from './listing';

export const AREAS: ReadonlyArray<Kpi['area']> = ['customers', 'sellers', 'systems', 'own'];

/** Worst first. */
export const STATES: readonly DropState[] = ['drop', 'error', 'watch', 'stale', 'no-reference', 'low-traffic', 'ok'];

/** What the catalogue is narrowed to. */
export interface KpiFilters {
  text: string;
  area?: Kpi['area'];
  state?: DropState;
  /** Uid of a data source. */
  source?: string;
  watched?: 'yes' | 'no';
}

/** The filters, kept in the page's address. */
export function useKpiFilters(): [KpiFilters, (change: Partial<KpiFilters>) => void] {
  const [params, change] = useSearchChange();
  const watched = params.get('watched');
  const filters: KpiFilters = {
    text: params.get('text') ?? '',
    area: AREAS.find((area) => area === params.get('area')),
    state: STATES.find((state) => state === params.get('state')),
    source: params.get('source') ?? undefined,
    watched: watched === 'yes' || watched === 'no' ? watched : undefined,
  };
  return [filters, (changes) => change({ ...changes })];
}

export function passes(
  { text, area, state, source, watched }: KpiFilters,
  { kpi, source: its, policies }: ListedKpi,
  standing: DropState | undefined
): boolean {
  const searched = [kpi.id, kpi.name, kpi.description, kpi.owner].join('\n').toLowerCase();
  return (
    text
      .toLowerCase()
      .split(/\s+/)
      .every((word) => searched.includes(word)) &&
    (area === undefined || kpi.area === area) &&
    (state === undefined || standing === state) &&
    (source === undefined || its.uid === source) &&
    (watched === undefined || (policies !== undefined && policies.length > 0 === (watched === 'yes')))
  );
}
