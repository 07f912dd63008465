import { STATUS_TABLE } from '../sql/statusSampler';
import { catalogueSchema, LONGEST_ID, type Catalogue, type Kpi } from './schema';
import { CATALOGUE_VERSION } from './version';

const count = { kind: 'count' };

/** Where shops usually keep such rows; a person puts their own names there. */
function rows(table: string, column: string, ...filters: object[]) {
  return { kind: 'table', table, time: { column, type: 'timestamp' }, filters };
}

const succeeded = { column: 'status', op: '=', value: 'succeeded' };
const payments = rows('payments', 'paid_at', succeeded);
const pageViews = rows('page_views', 'viewed_at');
const visitors = { kind: 'distinct', column: 'visitor_id' };
const amount = { column: 'amount' };
const percent = { unit: 'percentunit' };
const customers = { area: 'customers' };
const sellers = { area: 'sellers' };
/** What a server says of itself, stored by the event that `samplerStatements` writes. */
const status = {
  area: 'systems',
  source: rows(STATUS_TABLE, 'sampled_at'),
  dimensions: ['server'],
  goodDirection: 'down',
};

const PRESETS = [
  { id: 'orders', name: 'Orders', ...customers, source: rows('orders', 'created_at'), value: count },
  { id: 'payments', name: 'Payments', ...customers, source: payments, value: count },
  {
    id: 'payment_success',
    name: 'Payment success',
    description: 'Payments that went through, of all that were tried.',
    ...customers,
    source: rows('payments', 'paid_at'),
    value: { kind: 'ratio', numerator: { ...count, filters: [succeeded] }, denominator: count },
    ...percent,
  },
  { id: 'revenue', name: 'Revenue', ...customers, source: payments, value: { kind: 'sum', ...amount } },
  {
    id: 'order_value',
    name: 'Average order value',
    ...customers,
    source: rows('orders', 'created_at'),
    value: { kind: 'average', ...amount },
  },
  { id: 'searches', name: 'Searches', ...customers, source: rows('searches', 'searched_at'), value: count },
  { id: 'page_views', name: 'Page views', ...customers, source: pageViews, value: count },
  { id: 'visitors', name: 'Visitors', ...customers, source: pageViews, value: visitors },
  {
    id: 'impressions',
    name: 'Impressions',
    ...customers,
    source: pageViews,
    value: { kind: 'sum', column: 'impressions' },
  },
  {
    id: 'conversion',
    name: 'Conversion',
    description: 'Orders for each visitor.',
    ...customers,
    source: rows('orders', 'created_at'),
    value: { kind: 'ratio', numerator: count, denominator: { ...visitors, source: pageViews } },
    ...percent,
  },
  { id: 'signups', name: 'Sign-ups', ...customers, source: rows('signups', 'created_at'), value: count },
  {
    id: 'withdrawals',
    name: 'Withdrawals',
    description: 'Customers who closed their account.',
    ...customers,
    source: rows('withdrawals', 'created_at'),
    value: count,
    goodDirection: 'down',
  },
  {
    id: 'registrations',
    name: 'Product registrations',
    ...sellers,
    source: rows('products', 'registered_at'),
    value: count,
  },
  {
    id: 'displays',
    name: 'Products put on display',
    ...sellers,
    source: rows('products', 'displayed_at'),
    value: count,
  },
  { id: 'shipments', name: 'Shipments', ...sellers, source: rows('shipments', 'shipped_at'), value: count },
  {
    id: 'db_connections_used',
    name: 'Connections used',
    description: 'Open connections, of those that MySQL allows.',
    ...status,
    value: {
      kind: 'ratio',
      numerator: { kind: 'sum', column: 'connections' },
      denominator: { kind: 'sum', column: 'connections_limit' },
    },
    ...percent,
  },
  {
    id: 'db_threads_running',
    name: 'Threads running',
    description: 'Statements that MySQL works on at once, at most.',
    ...status,
    value: { kind: 'maximum', column: 'threads_running' },
  },
  {
    id: 'db_slow_queries',
    name: 'Slow queries',
    description: 'Statements that took longer than long_query_time.',
    ...status,
    value: { kind: 'sum', column: 'slow_queries' },
  },
  {
    id: 'db_replication_lag',
    name: 'Replication lag',
    description: 'How far the replica that is furthest behind is behind at least, to the minute.',
    ...status,
    value: { kind: 'maximum', column: 'replication_lag' },
    unit: 's',
  },
];

/** The business KPIs that a shop begins with, by its calendar; tables and columns are guesses to be mended. */
export function presetKpis(zone: string): Kpi[] {
  return catalogueSchema.parse({ version: CATALOGUE_VERSION, kpis: PRESETS.map((kpi) => ({ ...kpi, zone })) }).kpis;
}

/** The catalogue with one KPI more, under an id that is free. */
export function withKpi(catalogue: Catalogue, kpi: Kpi): Catalogue {
  const id = freeId(
    kpi.id,
    catalogue.kpis.map((other) => other.id)
  );
  return { ...catalogue, kpis: [...catalogue.kpis, { ...kpi, id }] };
}

/** That id, or one like it that nothing has: `orders_2` beside `orders`. */
export function freeId(id: string, taken: readonly string[]): string {
  const others = new Set(taken);
  const like = id.slice(0, LONGEST_ID - String(taken.length + 1).length - 1);
  const ids = [id, ...taken.map((_, index) => `${like}_${index + 2}`)];
  return ids.find((one) => !others.has(one)) ?? id;
}
