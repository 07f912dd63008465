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
export const CASES: Readonly<Record<string, Watching>> = {
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
};

const USUAL: Watching = { window: '10m', dropPercent: 30, watchPercent: 15 };

/** How a KPI is looked at where nobody says otherwise. Samples of a system or a gauge are no events that chance brings. */
export function watchingOf({ id, area, value: { kind } }: Pick<Kpi, 'id' | 'area' | 'value'>): Watching {
  const isSampled = area === 'systems' || kind === 'last' || kind === 'maximum';
  return { ...(CASES[id] ?? USUAL), ...(isSampled && { minimumEvents: 1 }) };
}

/** A query of the Business KPI data source. */
export interface CaseTarget {
  refId: string;
  kpis: string[];
  view: 'drop' | 'drivers' | 'today';
  window: string;
}

/** What a sudden-drop panel asks of a KPI: how it stands, and where it can be told, why and how the day goes. */
export function caseTargets(kpi: Kpi, { window }: Watching = watchingOf(kpi)): CaseTarget[] {
  const ask = (refId: string, view: CaseTarget['view']) => ({ refId, kpis: [kpi.id], view, window });
  return [
    ask('A', 'drop'),
    ...(isSum(kpi) && kpi.dimensions.length > 0 ? [ask('B', 'drivers')] : []),
    ...(isSum(kpi) ? [ask('C', 'today')] : []),
  ];
}

/** The options of a sudden-drop panel for a KPI. */
export function caseOptions({ dropPercent, watchPercent, minimumEvents }: Watching) {
  return {
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
