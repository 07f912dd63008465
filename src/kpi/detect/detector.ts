import { z } from 'zod';

import { surprise, type Direction, type Noise } from './noise';

/** Lengths of the judged windows, seconds: short ones see outages at once, long ones shallow drops and low traffic. */
export const SCALES: readonly number[] = [60, 120, 180, 300, 600, 900, 1800, 3600];
/** Fewer references than this say nothing. */
const LEAST_REFERENCES = 2;
/** How far the last two hours may move what is expected. The low ceiling keeps a campaign's end from being a drop. */
const LEVEL = { drop: { least: 0.5, most: 1.1 }, rise: { least: 1 / 1.1, most: 2 } } as const;
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
  /** The sum over the window's observed steps. */
  now: number;
  /** The same slot on the reference days, brought to the window's length and day of the week. Gaps are left out. */
  references: readonly number[];
  /** What the KPI was in the two hours before, beside the same hours of its references: 1 is as usual. */
  level: number;
}

/** The smallest change that is a breach, as a fraction of what is expected. */
export interface LeastChange {
  drop: number;
  rise: number;
}

const LEAST_CHANGE: LeastChange = { drop: 0.25, rise: 0.5 };

interface Evidence {
  seconds: number;
  now: number;
  expected: number;
  /** (expected - now) / expected; negative for a rise. */
  drop: number;
  /** In the KPI's own usual deviations. */
  surprise: number;
  /** The surprise at which this window breaches. */
  threshold: number;
}

/** Unknown is not green: `no-reference` and `low-traffic` say why nothing can be said. */
export interface Verdict {
  state: 'ok' | 'breach' | 'low-traffic' | 'no-reference';
  /** The window that says most: of a breach the most surprising one, else the longest. */
  evidence?: Evidence;
}

/** Is this KPI dropping (or rising, as its calibration says)? `hour` is the hour on the wall in the KPI's zone. */
export function judgeWindows(
  windows: readonly ScaleWindows[],
  hour: number,
  calibration: Calibration,
  least: LeastChange = LEAST_CHANGE
): Verdict {
  const { direction } = calibration;
  let breach: Evidence | undefined;
  let longest: Evidence | undefined;
  let judgeable = false;
  for (const scale of windows) {
    const noise = calibration.scales.find(({ seconds }) => seconds === scale.seconds)?.noise;
    const expected = expectedNow(scale, direction);
    if (noise === undefined || expected === undefined) {
      continue;
    }
    const { seconds, now } = scale;
    const drop = (expected - now) / expected;
    const evidence = {
      seconds,
      now,
      expected,
      drop,
      surprise: surprise(now, expected, noise, hour),
      threshold: noise.threshold,
    };
    if (
      isFar(now, expected, direction, least) &&
      evidence.surprise >= noise.threshold &&
      evidence.surprise > (breach?.surprise ?? 0)
    ) {
      breach = evidence;
    }
    judgeable ||= surprise(expected * JUDGEABLE_SHARE, expected, noise, hour) >= noise.threshold;
    longest = evidence;
  }
  if (breach !== undefined) {
    return { state: 'breach', evidence: breach };
  }
  return longest === undefined
    ? { state: 'no-reference' }
    : { state: judgeable ? 'ok' : 'low-traffic', evidence: longest };
}

/** Whether a window strayed far enough, the bad way, to matter to people. */
export function isFar(now: number, expected: number, direction: Direction, least: LeastChange = LEAST_CHANGE): boolean {
  const drop = (expected - now) / expected;
  return direction === 'drop' ? drop >= least.drop : -drop >= least.rise;
}

/** The value at which a window of `expected` begins to breach: the edge of the band of what is usual. */
export function breachEdge(expected: number, noise: Noise, hour: number, direction: Direction): number {
  let usual = expected;
  let far = direction === 'drop' ? 0 : expected * 100;
  for (let halvings = 0; halvings < 40; halvings++) {
    const middle = (usual + far) / 2;
    const breaches = isFar(middle, expected, direction) && surprise(middle, expected, noise, hour) >= noise.threshold;
    [usual, far] = breaches ? [usual, middle] : [middle, far];
  }
  return far;
}

/** What the references and today's level say the window should hold; undefined with too few references. */
export function expectedNow({ references, level }: ScaleWindows, direction: Direction): number | undefined {
  const { least, most } = LEVEL[direction];
  const expected = calmMedian(references, direction) * Math.min(most, Math.max(least, level));
  return expected > 0 ? expected : undefined;
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
