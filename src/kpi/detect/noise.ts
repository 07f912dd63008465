/** How much a KPI strays from what is expected of it over windows of one length, on usual days. */
export interface Noise {
  /** Variance per unit expected: 1 is that of independent events, more is burstier. In units of the KPI. */
  dispersion: number;
  /** What does not average out: usual error of the expectation itself, as a fraction of it. */
  spread: number;
  /** By hour of day on the wall: how many times noisier than the two above say; never below 1. */
  hours: number[];
  /** Surprise from which a window breaches. */
  threshold: number;
}

/** A window of the past: what it was, what had been expected of it, and when. */
export interface Sample {
  now: number;
  expected: number;
  /** Hour on the wall (0 to 23), and day. */
  hour: number;
  day: number;
}

export type Direction = 'drop' | 'rise';

/** A window breaches when its surprise is at least this: about once a year, were chance alone at work. */
const LEAST_THRESHOLD = 4.4;
/** ... and at least this much more than the worst surprise of a usual day, for KPIs with a rough life. */
const BEYOND_USUAL_WORST = 1.2;
/** ... but no more than this: an outage must not hide behind rough days. */
const MOST_THRESHOLD = 8;
/** No KPI is known better than this. */
const LEAST_SPREAD = 0.02;
/** An hour's own noise counts as much as the day's when it rests on this many independent windows. */
const HOUR_TRUST = 10;
const HOURS_NEEDED = 4;
const SAMPLES_NEEDED = 5;
const DAYS_NEEDED = 3;
/** Makes the median of absolute deviations a standard deviation. */
const MAD_TO_DEVIATION = 1.4826;

/**
 * How surprising `now` is, in standard deviations: the square root of twice the log-likelihood ratio between what is
 * and what was expected, over the KPI's own noise. For small changes it is (expected - now) / deviation; for deep drops
 * of few events, where counts are lopsided, it is sharper.
 */
export function surprise(now: number, expected: number, noise: Noise, hour: number): number {
  const ratio = now > 0 ? now * Math.log(now / expected) : 0;
  return Math.sqrt(Math.max(0, (2 * (expected - now + ratio)) / variance(expected, noise))) / (noise.hours[hour] ?? 1);
}

/** How many usual deviations `expected` is: a change by a hundredth of it is a hundredth of them. */
export function precision(expected: number, noise: Noise, hour: number): number {
  return Math.sqrt(expected / variance(expected, noise)) / (noise.hours[hour] ?? 1);
}

/** Per unit expected. */
function variance(expected: number, { dispersion, spread }: Noise): number {
  return dispersion + spread ** 2 * expected;
}

/** What windows of one length were in the past. */
export interface Past {
  /** A fair sample of them. */
  samples: readonly Sample[];
  /** How many samples in a row share their steps: they tell less than as many independent ones. */
  overlapping: number;
  /** All that strayed far enough to be a breach. */
  extremes: readonly Sample[];
}

/**
 * The noise of windows of one length; undefined when there is too little to tell.
 * @param counts whether the KPI counts events: then chance alone gives it a dispersion of 1
 */
export function fitNoise({ samples, overlapping, extremes }: Past, counts: boolean): Noise | undefined {
  const hours = byHour(samples);
  const days = new Set(samples.map(({ day }) => day));
  if (hours.length < HOURS_NEEDED || days.size < DAYS_NEEDED) {
    return undefined;
  }
  const { dispersion, spread } = fitVariance(hours, counts);
  const factors = Array.from({ length: 24 }, () => 1);
  for (const { hour, expected, variance, size } of hours) {
    const independent = size / overlapping;
    const ratio = variance / (dispersion + spread ** 2 * expected);
    factors[hour] = Math.max(1, Math.sqrt((independent * ratio + HOUR_TRUST) / (independent + HOUR_TRUST)));
  }
  const noise = { dispersion, spread, hours: factors, threshold: LEAST_THRESHOLD };
  const rough = BEYOND_USUAL_WORST * usualWorst(extremes, days, noise);
  return { ...noise, threshold: Math.min(MOST_THRESHOLD, Math.max(LEAST_THRESHOLD, rough)) };
}

interface HourNoise {
  hour: number;
  expected: number;
  variance: number;
  size: number;
}

function byHour(samples: readonly Sample[]): HourNoise[] {
  const groups: Sample[][] = Array.from({ length: 24 }, () => []);
  for (const sample of samples) {
    groups[sample.hour]?.push(sample);
  }
  return groups.flatMap((group, hour) => {
    if (group.length < SAMPLES_NEEDED) {
      return [];
    }
    const deviations = group.map(({ now, expected }) => Math.abs(expected - now) / Math.sqrt(expected));
    const expected = group.reduce((total, sample) => total + sample.expected, 0) / group.length;
    return [{ hour, expected, variance: (MAD_TO_DEVIATION * middle(deviations)) ** 2, size: group.length }];
  });
}

/** Least squares of variance = dispersion + spread² × expected, both at least their floors; hours weigh alike. */
function fitVariance(hours: readonly HourNoise[], counts: boolean): Pick<Noise, 'dispersion' | 'spread'> {
  const typical = middle(hours.map(({ variance }) => variance));
  let [w, wx, wxx, wy, wxy] = [0, 0, 0, 0, 0];
  for (const { expected: x, variance: y } of hours) {
    const weight = 1 / (y + 0.2 * typical || 1) ** 2;
    w += weight;
    wx += weight * x;
    wxx += weight * x * x;
    wy += weight * y;
    wxy += weight * x * y;
  }
  const determinant = w * wxx - wx * wx;
  const solvable = determinant > 1e-9 * w * wxx;
  const slope = solvable ? Math.max(0, (w * wxy - wx * wy) / determinant) : 0;
  const free = (wy - slope * wx) / w;
  const dispersion = Math.max(free, counts ? 1 : 0);
  const squared = dispersion === free ? slope : Math.max(0, (wxy - dispersion * wx) / wxx);
  return { dispersion, spread: Math.max(LEAST_SPREAD, Math.sqrt(squared)) };
}

/** The median over days of the day's greatest surprise; days with incidents are too few to move it. */
function usualWorst(extremes: readonly Sample[], days: ReadonlySet<number>, noise: Noise): number {
  const worst = new Map([...days].map((day) => [day, 0]));
  for (const { now, expected, hour, day } of extremes) {
    worst.set(day, Math.max(worst.get(day) ?? 0, surprise(now, expected, noise, hour)));
  }
  return middle([...worst.values()]);
}

function middle(values: readonly number[]): number {
  return Float64Array.from(values).sort()[values.length >> 1] ?? NaN;
}
