/** The streams that have a rhythm of their own; payments, shipments and displays follow orders and registrations. */
export type Source = 'orders' | 'searches' | 'page_views' | 'signups' | 'withdrawals' | 'registrations';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Seoul has had no daylight saving since 1988. */
export const SEOUL = 9 * HOUR;

/** Events a minute, averaged over a week. */
export const MEAN: Record<Source, number> = {
  orders: 12,
  searches: 15,
  page_views: 25,
  signups: 2.5,
  withdrawals: 0.4,
  registrations: 3,
};

/** How busy each hour of a day in Seoul is, relative to the others. */
const SHOPPERS = {
  weekday: [
    0.75, 0.56, 0.48, 0.45, 0.45, 0.48, 0.58, 0.72, 0.86, 0.95, 1, 1.06, 1.2, 1.14, 1.05, 1.04, 1.08, 1.15, 1.3, 1.56,
    1.75, 1.6, 1.34, 1.02,
  ],
  weekend: [
    0.95, 0.72, 0.56, 0.48, 0.46, 0.46, 0.5, 0.58, 0.76, 0.96, 1.16, 1.3, 1.36, 1.4, 1.44, 1.48, 1.5, 1.5, 1.56, 1.7,
    1.86, 1.7, 1.42, 1.1,
  ],
};
const SELLERS = {
  weekday: [
    0.55, 0.48, 0.45, 0.45, 0.45, 0.48, 0.55, 0.75, 1.05, 1.45, 1.65, 1.6, 1.3, 1.55, 1.75, 1.75, 1.65, 1.5, 1.25, 1.1,
    1.05, 0.95, 0.8, 0.65,
  ],
  weekend: [
    0.5, 0.46, 0.45, 0.45, 0.45, 0.45, 0.48, 0.52, 0.6, 0.7, 0.8, 0.82, 0.78, 0.8, 0.84, 0.84, 0.82, 0.8, 0.78, 0.78,
    0.8, 0.76, 0.68, 0.58,
  ],
};

const SHOPPING_WEEK = weekOf(SHOPPERS);
const SELLING_WEEK = weekOf(SELLERS);

/** Expected events a minute of a stream at an instant (epoch milliseconds); its mean over a week is MEAN. */
export function expectedPerMinute(source: Source, at: number): number {
  const week = source === 'registrations' ? SELLING_WEEK : SHOPPING_WEEK;
  const hours = (at + SEOUL) / HOUR;
  const hour = Math.floor(hours);
  const here = week[hour % week.length] ?? 1;
  const next = week[(hour + 1) % week.length] ?? 1;
  return MEAN[source] * (here + (next - here) * (hours - hour));
}

/** 168 hours with mean 1. The epoch began on a Thursday, so the week does too. */
function weekOf({ weekday, weekend }: { weekday: number[]; weekend: number[] }): number[] {
  const hours = [weekday, weekday, weekend, weekend, weekday, weekday, weekday].flat();
  const mean = hours.reduce((sum, value) => sum + value, 0) / hours.length;
  return hours.map((value) => value / mean);
}
