import { z } from 'zod';

import { surprise, type Direction, type Noise } from './noise';

/** Fewer references than this say nothing. */
export const LEAST_REFERENCES = 2;
/** How far the last two hours may move what is expected. The low ceiling keeps a campaign's end from being a drop. */
export const LEVEL = { drop: { least: 0.5, most: 1.1 }, rise: { least: 0.9, most: 2 } } as const;
/** A change from which people should know, as a fraction of what is expected: the least that breaches by default. */
export const FAR = { drop: 0.25, rise: 0.5 } as const;
/** A breach is over when what showed it is less than this share of it. */
const OVER = 0.5;
/** Where a rise is bad, so many events are expected at least: of none, the first one would be a rise without bounds. */
export const LEAST_EVENTS = 1;
/** What half of what is expected must be able to show, for a KPI's traffic to be enough. */
const JUDGEABLE_SHARE = 0.5;

const noiseSchema = z.object({
  dispersion: z.number().nonnegative(),
  spread: z.number().positive(),
  hours: z.array(z.number().min(1)).length(24),
  threshold: z.number().positive(),
});

/** A KPI's own habits, measured from history when a policy is saved; small enough to be written into a rule. */
export const calibrationSchema = z.object({
  version: z.literal(1),
  direction: z.enum(['drop', 'rise']),
  /** Whether values are numbers of events, which come one by one. */
  counts: z.boolean(),
  /** When it was measured, epoch seconds. */
  at: z.number(),
  /** How busy each weekday is, from Thursday. */
  weekdays: z.array(z.number().positive()).length(7),
  /** By length of window in seconds; lengths that could not be measured are left out. */
  scales: z.array(z.object({ seconds: z.number().positive(), noise: noiseSchema })),
});

export type Calibration = z.infer<typeof calibrationSchema>;

/** What the newest window of one length was, and what its references say; sums over half-open windows. */
export interface ScaleWindows {
  seconds: number;
  /** What the window's mean rests on: observed steps, or the events of a mean or a ratio. */
  weight: number;
  /** The sum over the window's observed steps. */
  now: number;
  /** The same slot on the reference days, brought to the window's weight and day of the week. Gaps are left out. */
  references: readonly number[];
  /** What the KPI was in the two hours before, beside the same hours of its references: 1 is as usual. */
  level: number;
}

/** When a change is a breach, and when it is over. */
export interface Sensitivity {
  /** The smallest change that is a breach, as a fraction of what is expected. */
  least: number;
  /** The share of a breach's strength below which it is over. */
  over: number;
}

/** What one window says. */
interface Evidence {
  seconds: number;
  weight: number;
  now: number;
  expected: number;
  /** (expected - now) / expected; negative for a rise. */
  drop: number;
  /** In the KPI's own usual deviations. */
  surprise: number;
  /** The surprise at which this window breaches. */
  threshold: number;
  /** How near to a breach: the lesser of change and surprise, in parts of what a breach takes. From 1 on it is one. */
  strength: number;
}

/** Unknown is not green: `no-reference` and `low-traffic` say why nothing can be said. */
export interface Verdict {
  /** `watch`: no breach, but one that began would not be over. */
  state: 'ok' | 'watch' | 'breach' | 'low-traffic' | 'no-reference';
  /** The window that says most; where none says anything, the longest. */
  evidence?: Evidence;
}

/** Is this KPI dropping (or rising, as its calibration says)? `hour` is the hour on the wall in the KPI's zone. */
export function judgeWindows(
  windows: readonly ScaleWindows[],
  hour: number,
  calibration: Calibration,
  { least, over }: Sensitivity = { least: FAR[calibration.direction], over: OVER }
): Verdict {
  let strongest: Evidence | undefined;
  let longest: Evidence | undefined;
  let judgeable = false;
  for (const scale of windows) {
    const noise = calibration.scales.find(({ seconds }) => seconds === scale.seconds)?.noise;
    const expected = expectedNow(scale, calibration);
    if (noise === undefined || expected === undefined) {
      continue;
    }
    const { seconds, weight, now } = scale;
    const { threshold } = noise;
    const drop = (expected - now) / expected;
    const surprised = surprise(now, expected, noise, hour);
    const strength = Math.min((calibration.direction === 'drop' ? drop : -drop) / least, surprised / threshold);
    longest = { seconds, weight, now, expected, drop, surprise: surprised, threshold, strength };
    // Of several that say as much, the longest shows best how much is missing.
    strongest = strength >= (strongest?.strength ?? -Infinity) ? longest : strongest;
    // A rise has no bounds, and shows sooner or later.
    judgeable ||=
      calibration.direction === 'rise' || surprise(expected * JUDGEABLE_SHARE, expected, noise, hour) >= threshold;
  }
  if (strongest === undefined) {
    return { state: 'no-reference' };
  }
  if (strongest.strength >= over) {
    return { state: strongest.strength >= 1 ? 'breach' : 'watch', evidence: strongest };
  }
  return { state: judgeable ? 'ok' : 'low-traffic', evidence: longest };
}

/** Whether a window strayed far enough, the bad way, to matter to people. */
export function isFar(now: number, expected: number, direction: Direction): boolean {
  const drop = (expected - now) / expected;
  return (direction === 'drop' ? drop : -drop) >= FAR[direction];
}

/** The value at which a window of `expected` begins to breach: the edge of the band of what is usual. */
export function breachEdge(
  expected: number,
  noise: Noise,
  hour: number,
  direction: Direction,
  least: number = FAR[direction]
): number {
  let usual = direction === 'drop' ? expected * (1 - least) : expected * (1 + least);
  if (surprise(usual, expected, noise, hour) >= noise.threshold) {
    return usual;
  }
  let far = direction === 'drop' ? 0 : usual * 2;
  while (direction === 'rise' && surprise(far, expected, noise, hour) < noise.threshold) {
    far *= 2;
  }
  for (let halvings = 0; halvings < 40; halvings++) {
    const middle = (usual + far) / 2;
    [usual, far] = surprise(middle, expected, noise, hour) >= noise.threshold ? [usual, middle] : [middle, far];
  }
  return far;
}

/** What the references and today's level say the window should hold; undefined with too few references. */
export function expectedNow(
  { references, level }: Pick<ScaleWindows, 'references' | 'level'>,
  { direction, counts }: Pick<Calibration, 'direction' | 'counts'>
): number | undefined {
  const { least, most } = LEVEL[direction];
  const expected = calmMedian(references, direction) * Math.min(most, Math.max(least, level));
  const floor = direction === 'rise' && counts ? LEAST_EVENTS : 0;
  const raised = Math.max(floor, expected);
  return raised > 0 ? raised : undefined;
}

/**
 * The median; of an even number the middle one that is nearer to no breach. So one reference spoilt by a campaign does
 * not make a usual day a drop. NaN with fewer than two.
 */
export function calmMedian(values: readonly number[], direction: Direction): number {
  if (values.length < LEAST_REFERENCES) {
    return NaN;
  }
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[direction === 'drop' ? (sorted.length - 1) >> 1 : sorted.length >> 1] ?? NaN;
}
