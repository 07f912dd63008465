import { STATUS_TABLE } from '../src/kpi/sql/statusSampler';
import { normal, poisson, randomFrom, weighted, type Random } from './random';
import { expectedPerMinute, MEAN, SEOUL, type Source } from './rhythm';

/** What can be dropped, as people name it. */
export const STREAM_NAMES = [
  'orders',
  'payments',
  'searches',
  'page_views',
  'signups',
  'withdrawals',
  'registrations',
  'displays',
  'shipments',
  'samples',
  'deployments',
] as const;
export type StreamName = (typeof STREAM_NAMES)[number];

export type Row = Record<string, string | number | null>;

/** One thing that happens in the shop, and the row that it leaves. */
export interface ShopEvent<R extends Row = Row> {
  stream: StreamName;
  /** Epoch milliseconds. */
  at: number;
  /** In [0, 1): a drop by a fraction takes the events whose luck is below it. */
  luck: number;
  row: R;
  /** No order, no payment. */
  cause?: ShopEvent;
}

const MINUTE = 60_000;
const VISITORS_IN_A_QUARTER = 400;
const SEED = 20;

const REGIONS = { KR: 0.62, JP: 0.2, US: 0.11, TW: 0.07 };
const CATEGORIES = { fashion: 0.3, food: 0.25, living: 0.2, beauty: 0.15, electronics: 0.1 };
const METHODS = { card: 0.58, kakaopay: 0.2, naverpay: 0.14, transfer: 0.08 };
const region = weighted(REGIONS);
const category = weighted(CATEGORIES);
const method = weighted(METHODS);
const REGION = { region: Object.keys(REGIONS) };
const REGION_AND_CATEGORY = { ...REGION, category: Object.keys(CATEGORIES) };

const SERVERS = {
  'shop-db-1:3306': { second: 20, idle: 40, follows: false },
  'shop-db-2:3306': { second: 50, idle: 20, follows: true },
};
/** They are started anew every eight weeks. */
const MINUTES_UP = 8 * 7 * 24 * 60;

const MINUTES_BETWEEN_RELEASES = 95;
const RELEASED = [
  ['checkout', 'Order team'],
  ['search', 'Search team'],
  ['payment', 'Payment team'],
  ['front', 'Front team'],
] as const;

/** What half of the orders of a category cost at most, in won. */
const usualAmount = { fashion: 46_000, food: 24_000, living: 38_000, beauty: 29_000, electronics: 165_000 };

const ordersOfMinute = source('orders', (random, at, id) => {
  const kind = category(random);
  return {
    id,
    created_at: sqlTime(at),
    customer_id: customer(random),
    region: region(random),
    category: kind,
    amount: Math.max(10, Math.round((usualAmount[kind] * Math.exp(0.6 * normal(random))) / 100)) * 100,
    status: random() < 0.03 ? 'cancelled' : 'placed',
  };
});

const registrationsOfMinute = source('registrations', (random, at, id) => ({
  id,
  seller_id: 1 + Math.floor(random() * 4_000),
  registered_at: sqlTime(at),
  region: region(random),
  category: category(random),
}));

export interface Stream {
  table: string;
  /** Where the event's time is in its row. */
  timeColumn: string;
  /** How far that column's clock is ahead of UTC, in milliseconds. */
  aheadOfUtc: number;
  /** What a drop can be narrowed to: columns and their values. */
  dimensions: Record<string, string[]>;
  /** The events of one minute (minutes since the epoch): always the same for the same minute, in order of time. */
  eventsOfMinute(minute: number): ShopEvent[];
}

export const STREAMS: Record<StreamName, Stream> = {
  orders: {
    table: 'orders',
    timeColumn: 'created_at',
    aheadOfUtc: 0,
    dimensions: REGION_AND_CATEGORY,
    eventsOfMinute: ordersOfMinute,
  },
  payments: {
    table: 'payments',
    timeColumn: 'paid_at',
    aheadOfUtc: 0,
    dimensions: { ...REGION, method: Object.keys(METHODS) },
    eventsOfMinute: follower('payments', ordersOfMinute, { minutesLater: 1, share: 0.96 }, (random, at, order) => ({
      order_id: order.id,
      paid_at: sqlTime(at),
      region: order.region,
      method: method(random),
      amount: order.amount,
      status: random() < 0.04 ? 'failed' : 'succeeded',
    })),
  },
  searches: {
    table: 'searches',
    timeColumn: 'searched_at',
    aheadOfUtc: 0,
    dimensions: REGION_AND_CATEGORY,
    eventsOfMinute: source('searches', (random, at) => ({
      searched_at: sqlTime(at),
      region: region(random),
      category: category(random),
      results: random() < 0.04 ? 0 : Math.floor(Math.exp(3.5 + normal(random))),
    })),
  },
  page_views: {
    table: 'page_views',
    timeColumn: 'viewed_at',
    aheadOfUtc: 0,
    dimensions: REGION_AND_CATEGORY,
    eventsOfMinute: source('page_views', (random, at) => ({
      viewed_at: sqlTime(at),
      visitor_id: visitor(random, at),
      region: region(random),
      category: category(random),
      impressions: 8 + Math.floor(random() * 25),
    })),
  },
  signups: {
    table: 'signups',
    timeColumn: 'created_at',
    aheadOfUtc: 0,
    dimensions: REGION,
    eventsOfMinute: source('signups', (random, at) => ({ created_at: sqlTime(at), region: region(random) })),
  },
  withdrawals: {
    table: 'withdrawals',
    timeColumn: 'created_at',
    aheadOfUtc: 0,
    dimensions: REGION,
    eventsOfMinute: source('withdrawals', (random, at) => ({ created_at: sqlTime(at), region: region(random) })),
  },
  registrations: {
    table: 'products',
    timeColumn: 'registered_at',
    aheadOfUtc: 0,
    dimensions: REGION_AND_CATEGORY,
    eventsOfMinute: registrationsOfMinute,
  },
  displays: {
    table: 'products',
    timeColumn: 'displayed_at',
    aheadOfUtc: 0,
    dimensions: REGION_AND_CATEGORY,
    eventsOfMinute: follower(
      'displays',
      registrationsOfMinute,
      { minutesLater: 5, share: 0.94 },
      (_random, at, product) => ({
        id: product.id,
        displayed_at: sqlTime(at),
        region: product.region,
        category: product.category,
      })
    ),
  },
  shipments: {
    table: 'shipments',
    timeColumn: 'shipped_at',
    aheadOfUtc: SEOUL,
    dimensions: REGION_AND_CATEGORY,
    eventsOfMinute: follower('shipments', ordersOfMinute, { minutesLater: 180, share: 0.75 }, (_random, at, order) => ({
      order_id: order.id,
      shipped_at: sqlTime(at + SEOUL),
      region: order.region,
      category: order.category,
    })),
  },
  samples: {
    table: STATUS_TABLE,
    timeColumn: 'sampled_at',
    aheadOfUtc: 0,
    dimensions: { server: Object.keys(SERVERS) },
    eventsOfMinute: samplesOfMinute,
  },
  deployments: {
    table: 'deployments',
    timeColumn: 'deployed_at',
    aheadOfUtc: 0,
    dimensions: {},
    eventsOfMinute: deploymentsOfMinute,
  },
};

/** New releases of the shop's services, some a day, at any hour: the shop has teams in three time zones. */
function deploymentsOfMinute(minute: number): ShopEvent[] {
  if (minute % MINUTES_BETWEEN_RELEASES !== 0) {
    return [];
  }
  const at = minute * MINUTE;
  const release = minute / MINUTES_BETWEEN_RELEASES;
  const [service, team] = RELEASED[release % RELEASED.length] ?? ['shop', 'Front team'];
  const version = `${Math.floor(release / 100)}.${release % 100}.0`;
  const row = { deployed_at: sqlTime(at), finished_at: sqlTime(at + 4 * MINUTE), service, version, team };
  return [{ stream: 'deployments', at, luck: 0.5, row }];
}

/** What the events of the shop's two database servers would store of them: busy when the shop is. */
function samplesOfMinute(minute: number): ShopEvent[] {
  const random = randomOf('samples', minute);
  const busy = expectedPerMinute('searches', minute * MINUTE) / MEAN.searches;
  return Object.entries(SERVERS).map(([server, { second, idle, follows }]) => {
    const at = minute * MINUTE + second * 1_000;
    const slow = poisson(0.4 * busy, random);
    return {
      stream: 'samples',
      at,
      luck: random(),
      row: {
        sampled_at: sqlTime(at),
        server,
        connections: Math.round(idle * (1 + 1.5 * busy) + 4 * Math.abs(normal(random))),
        connections_limit: 400,
        threads_running: 1 + poisson(2 * busy, random),
        slow_queries: slow,
        slow_queries_total: Math.round((minute % MINUTES_UP) * 0.4) + slow,
        replication_lag: follows ? lag(random()) : null,
      },
    };
  });
}

/** Seldom half a minute behind, and hardly ever more. */
function lag(luck: number): number {
  return luck < 0.002 ? 90 : luck < 0.02 ? 30 : 0;
}

function source<R extends Row>(stream: Source, row: (random: Random, at: number, id: number) => R) {
  return (minute: number): Array<ShopEvent<R>> => {
    const random = randomOf(stream, minute);
    const count = poisson(expectedPerMinute(stream, (minute + 0.5) * MINUTE), random);
    return inOrder(Array.from({ length: count }, () => within(minute, random))).map((at, index) => ({
      stream,
      at,
      luck: random(),
      row: row(random, at, minute * 1_000 + index),
    }));
  };
}

function follower<C extends Row, R extends Row>(
  stream: StreamName,
  causesOfMinute: (minute: number) => Array<ShopEvent<C>>,
  { minutesLater, share }: { minutesLater: number; share: number },
  row: (random: Random, at: number, cause: C) => R
) {
  return (minute: number): Array<ShopEvent<R>> => {
    const random = randomOf(stream, minute);
    const causes = causesOfMinute(minute - minutesLater).filter(() => random() < share);
    const times = inOrder(causes.map(() => within(minute, random)));
    return causes.map((cause, index) => {
      const at = times[index] ?? minute * MINUTE;
      return { stream, at, luck: random(), row: row(random, at, cause.row), cause };
    });
  };
}

function randomOf(stream: StreamName, minute: number): Random {
  return randomFrom(SEED, STREAM_NAMES.indexOf(stream), minute);
}

function within(minute: number, random: Random): number {
  return minute * MINUTE + Math.floor(random() * MINUTE);
}

function inOrder(times: number[]): number[] {
  return times.sort((a, b) => a - b);
}

/** Who comes within a quarter of an hour views several pages: there are fewer visitors than views. */
function visitor(random: Random, at: number): number {
  const quarter = Math.floor(at / (15 * MINUTE));
  return (quarter % 1_000_000) * VISITORS_IN_A_QUARTER + Math.floor(random() * VISITORS_IN_A_QUARTER);
}

/** A few people visit often, most seldom. */
function customer(random: Random): number {
  return 1 + Math.floor(400_000 * random() ** 2);
}

const SECONDS = Array.from({ length: 60 }, (_, second) => String(second).padStart(2, '0'));
/** Millions of times are written, and most of them in the minute of the one before. */
let lastMinute = { minute: 0, text: '1970-01-01 00:00:' };

/** `2026-03-01 12:34:56`, in UTC. */
function sqlTime(at: number): string {
  const minute = Math.floor(at / MINUTE);
  if (minute !== lastMinute.minute) {
    lastMinute = { minute, text: new Date(at).toISOString().slice(0, 17).replace('T', ' ') };
  }
  return lastMinute.text + SECONDS[Math.floor((at % MINUTE) / 1000)];
}
