import { isSum, type Kpi } from './catalogue/schema';

/** How a KPI is looked at for a sudden drop or, where less is better, a sudden rise. */
export interface Watching {
  /** The length of time that is compared: long enough for events to be many. */
  window: string;
  /** A drop, from so many percent below expected on. */
  dropPercent: number;
  /** Worth watching, from so many percent on. */
  watchPercent: number;
  /** Fewer expected events than this are too few to judge; the fewest that can show such a drop, where nobody says. */
  minimumEvents?: number;
}

/** What a shop can't afford to miss, by the ids that the presets of the catalogue give. Rare events take longer windows. */
export const CASES = {
  orders: { window: '10m', dropPercent: 50, watchPercent: 25 },
  payments: { window: '10m', dropPercent: 50, watchPercent: 25 },
  revenue: { window: '10m', dropPercent: 50, watchPercent: 25 },
  searches: { window: '10m', dropPercent: 50, watchPercent: 25 },
  registrations: { window: '1h', dropPercent: 50, watchPercent: 25 },
  displays: { window: '1h', dropPercent: 50, watchPercent: 25 },
  shipments: { window: '30m', dropPercent: 50, watchPercent: 25 },
  signups: { window: '1h', dropPercent: 50, watchPercent: 25 },
  withdrawals: { window: '6h', dropPercent: 50, watchPercent: 25 },
  db_connections_used: { window: '10m', dropPercent: 50, watchPercent: 25 },
  db_slow_queries: { window: '1h', dropPercent: 100, watchPercent: 50 },
} satisfies Record<string, Watching>;

export type CaseId = keyof typeof CASES;

export function isCase(id: string): id is CaseId {
  return Object.hasOwn(CASES, id);
}

const USUAL: Watching = { window: '10m', dropPercent: 30, watchPercent: 15 };

type Looked = Pick<Kpi, 'id' | 'area' | 'value'>;

/** Samples of a system or a gauge are no events that chance brings. */
export function isSampled({ area, value: { kind } }: Pick<Looked, 'area' | 'value'>): boolean {
  return area === 'systems' || kind === 'last' || kind === 'maximum';
}

/** How a KPI is looked at where nobody says otherwise. */
export function watchingOf(kpi: Looked): Watching {
  return usualWatching(kpi.id, isSampled(kpi));
}

/** The same, where no more is known of a KPI than its id and whether it is sampled. */
export function usualWatching(id: string, sampled = false): Watching {
  return { ...(isCase(id) ? CASES[id] : USUAL), ...(sampled && { minimumEvents: 1 }) };
}

/** A query of the Business KPI data source. */
export interface CaseTarget {
  refId: string;
  kpis: string[];
  view: 'drop' | 'today';
  window: string;
}

/** What a sudden-drop panel asks of a KPI: how it stands, and of what adds up, how the day goes. */
export function caseTargets(kpi: Kpi, { window }: Watching = watchingOf(kpi)): CaseTarget[] {
  const ask = (refId: string, view: CaseTarget['view']) => ({ refId, kpis: [kpi.id], view, window });
  return [ask('A', 'drop'), ...(isSum(kpi) ? [ask('B', 'today')] : [])];
}

/** The options of a sudden-drop panel that judges so. */
export function caseOptions({ dropPercent, watchPercent, minimumEvents }: Watching) {
  return {
    version: 3,
    preset: 'own',
    layout: 'tiles',
    sort: 'query',
    dropPercent,
    watchPercent,
    ...(minimumEvents !== undefined && { minimumEvents }),
    showSparkline: true,
  };
}

const PANEL = 'kpiwatch-suddendrop-panel';
const DATA_SOURCE = 'kpiwatch-businesskpi-datasource';

/** A sudden-drop panel of a KPI, ready for a dashboard. */
export function readyPanel(kpi: Kpi, datasourceUid: string, watching = watchingOf(kpi)) {
  const datasource = { type: DATA_SOURCE, uid: datasourceUid };
  return {
    type: PANEL,
    title: kpi.name,
    ...(kpi.description !== undefined && { description: kpi.description }),
    gridPos: { x: 0, y: 0, w: 12, h: 8 },
    datasource,
    targets: caseTargets(kpi, watching).map((target) => ({ ...target, datasource })),
    options: caseOptions(watching),
    fieldConfig: { defaults: {}, overrides: [] },
  };
}

/** Somebody has chosen a case in the editor of a panel; whoever edits that panel's query may take it up. */
export const CASE_CHOSEN = 'kpiwatch-case-chosen';

/** The KPI (by name) that the query asks for now. `unknown`: its catalogue has no such KPI. */
export type CaseAnswer = { kpi: string } | 'unknown';

/** Both editors are on one page, and hear each other by Grafana's events alone. */
export interface CaseChosen {
  id: CaseId;
  answer: (answer: CaseAnswer) => void;
}
