/** Fewer references than this say nothing. */
export const MINIMUM_REFERENCES = 2;

/** What a KPI was in one window: its value, and how many events (rows) made it. */
export interface WindowValue {
  value: number;
  events: number;
}

/** The middle of the values; the mean of the middle two where their number is even. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? NaN : (low + high) / 2;
}

/**
 * What the references say now should be: their median, value and events alike. A reference without a single event is a
 * gap (the shop was not open yet, the feed was down) and is left out. Undefined with fewer than two left.
 */
export function expectedOf(references: readonly WindowValue[]): WindowValue | undefined {
  const usable = references.filter(({ events }) => events > 0);
  if (usable.length < MINIMUM_REFERENCES) {
    return undefined;
  }
  return { value: median(usable.map(({ value }) => value)), events: median(usable.map(({ events }) => events)) };
}
