import type { Policy, Severity, WatchedQuery } from './schema';
import type { Threshold } from './triggerSchema';

/** What a team can't afford to miss, ready to be watched. */
export interface Preset {
  id: PresetId;
  area: 'customers' | 'sellers' | 'systems';
  severity: Severity;
  watches: WatchesKpi | WatchesQuery;
}

/** A KPI of that id, as the presets of the catalogue name it, judged by what is usual for it or by a line. */
interface WatchesKpi {
  kpi: string;
  line?: Line;
}

/** What Prometheus knows of a system, by the names that the usual exporters give. */
interface WatchesQuery {
  expr: string;
  unit: string;
  reduce: WatchedQuery['reduce'];
  line: Line;
}

/** In the unit of the KPI or query, over a window. */
type Line = Pick<Extract<Threshold, { side: 'above' | 'below' }>, 'side' | 'line' | 'recover' | 'window'>;

const DAY = 86_400;

const drop = (area: Preset['area'], severity: Severity, kpi: string) => ({ area, severity, watches: { kpi } });

const system = (severity: Severity, watches: WatchesKpi | WatchesQuery) => ({
  area: 'systems' as const,
  severity,
  watches,
});

const above = (line: number, recover: number, window = '10m'): Line => ({ side: 'above', line, recover, window });

const SERVER_ERRORS = 'http_server_requests_seconds_count{status=~"5.."}[5m]';

const BY_ID = {
  orders: drop('customers', 'critical', 'orders'),
  payments: drop('customers', 'critical', 'payments'),
  revenue: drop('customers', 'critical', 'revenue'),
  searches: drop('customers', 'warning', 'searches'),
  registrations: drop('sellers', 'warning', 'registrations'),
  displays: drop('sellers', 'warning', 'displays'),
  shipments: drop('sellers', 'warning', 'shipments'),
  cpu: system('warning', {
    expr: '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m]))',
    unit: 'percentunit',
    reduce: 'mean',
    line: above(0.9, 0.8),
  }),
  errors: system('critical', {
    expr: `sum by (job) (rate(${SERVER_ERRORS})) / sum by (job) (rate(http_server_requests_seconds_count[5m]))`,
    unit: 'percentunit',
    reduce: 'mean',
    line: above(0.05, 0.02, '5m'),
  }),
  memory: system('warning', {
    expr: '1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes',
    unit: 'percentunit',
    reduce: 'mean',
    line: above(0.9, 0.85),
  }),
  connections: system('critical', { kpi: 'db_connections_used', line: above(0.8, 0.7, '5m') }),
  gc: system('warning', {
    expr: 'sum by (instance) (rate(jvm_gc_pause_seconds_sum{action="end of major GC"}[5m]))',
    unit: 'percentunit',
    reduce: 'mean',
    line: above(0.1, 0.05),
  }),
  latency: system('warning', {
    expr: 'histogram_quantile(0.95, sum by (job, le) (rate(http_server_requests_seconds_bucket[5m])))',
    unit: 's',
    reduce: 'mean',
    line: above(1, 0.8),
  }),
  lag: system('warning', {
    expr: 'sum by (consumergroup, topic) (kafka_consumergroup_lag)',
    unit: 'short',
    reduce: 'mean',
    line: above(10_000, 5_000),
  }),
  disk: system('warning', {
    expr: '1 - node_filesystem_avail_bytes{fstype!~"tmpfs|overlay|squashfs"} / node_filesystem_size_bytes{fstype!~"tmpfs|overlay|squashfs"}',
    unit: 'percentunit',
    reduce: 'last',
    line: above(0.9, 0.85),
  }),
  certificates: system('warning', {
    expr: 'probe_ssl_earliest_cert_expiry - time()',
    unit: 's',
    reduce: 'last',
    line: { side: 'below', line: 14 * DAY, recover: 15 * DAY, window: '10m' },
  }),
} satisfies Record<string, Omit<Preset, 'id'>>;

export type PresetId = keyof typeof BY_ID;

const isPresetId = (id: string): id is PresetId => Object.hasOwn(BY_ID, id);

export const PRESETS: readonly Preset[] = Object.keys(BY_ID)
  .filter(isPresetId)
  .map((id) => ({ id, ...BY_ID[id] }));

export function findPreset(id: string | null): Preset | undefined {
  return PRESETS.find((preset) => preset.id === id);
}

/** Whether a policy watches what the preset does. */
export function isWatchedBy({ watches }: Preset, { kpis, query }: Pick<Policy, 'kpis' | 'query'>): boolean {
  return 'kpi' in watches ? kpis.includes(watches.kpi) : query?.model.expr === watches.expr;
}

/** The model of a Prometheus query. */
export function prometheusModel(expr: string): Record<string, unknown> {
  return { expr, range: true, instant: false, editorMode: 'code', legendFormat: '__auto' };
}
