import { z } from 'zod';

import { precision, surprise, type Direction, type Noise } from './noise';

/** Fewer references than this say nothing. */
export const LEAST_REFERENCES = 2;
/** How far the last two hours may move what is expected. The low ceiling keeps a campaign's end from being a drop. */
export const LEVEL = { drop: { least: 0.5, most: 1.1 }, rise: { least: 0.9, most: 2 } } as const;
/** A change from which people should know, as a fraction of what is expected: the least that breaches by default. */
export const FAR = { drop: 0.25, rise: 0.5 } as const;
/** A breach is over when what showed it is less than this share of it. */
const OVER = 0.5;
/** A window of this many seconds or more whose change is over tells that longer ones look at what was. */
export const LEAST_BACK = 180;
/** So many usual deviations from a breach it tells that for sure. */
export const SURE = 3;
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

/** What one window says, whatever change matters to people. */
export interface Weighed {
  seconds: number;
  weight: number;
  now: number;
  expected: number;
  /** (expected - now) / expected; negative for a rise. */
  drop: number;
  /** In the KPI's own usual deviations. */
  surprise: number;
  /** How many of these all that is expected is. */
  precision: number;
  /** The surprise above which this window breaches. */
  threshold: number;
  /** Whether its traffic is enough to show that half is missing. */
  judgeable: boolean;
}

interface Evidence extends Weighed {
  /** How near to a breach: the lesser of change and surprise, in parts of what a breach takes. Above 1 it is one. */
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
  sensitivity = defaultSensitivity(calibration.direction)
): Verdict {
  return verdictOf(weigh(windows, hour, calibration), calibration.direction, sensitivity);
}

export function defaultSensitivity(direction: Direction): Sensitivity {
  return { least: FAR[direction], over: OVER };
}

/** How much each window strays, in the KPI's own terms; one that was not calibrated, or has no references, says nothing. */
export function weigh(windows: readonly ScaleWindows[], hour: number, calibration: Calibration): Weighed[] {
  return windows.flatMap((scale) => {
    const noise = calibration.scales.find(({ seconds }) => seconds === scale.seconds)?.noise;
    const expected = expectedNow(scale, calibration);
    if (noise === undefined || expected === undefined) {
      return [];
    }
    const { seconds, weight, now } = scale;
    const { threshold } = noise;
    const surprised = (value: number) => surprise(value, expected, noise, hour);
    // A rise has no bounds, and shows sooner or later.
    const judgeable = calibration.direction === 'rise' || surprised(expected * JUDGEABLE_SHARE) > threshold;
    const drop = (expected - now) / expected;
    const told = { surprise: surprised(now), precision: precision(expected, noise, hour), threshold, judgeable };
    return [{ seconds, weight, now, expected, drop, ...told }];
  });
}

/**
 * What windows say together, shortest first, of changes that are bad in `direction`. Windows that are longer than one
 * which is back speak of what was: they begin no breach and, where that is for sure, uphold none.
 */
export function verdictOf(windows: readonly Weighed[], direction: Direction, { least, over }: Sensitivity): Verdict {
  let strongest: Evidence | undefined;
  let longest: Evidence | undefined;
  let most = Infinity;
  for (const weighed of windows) {
    const { seconds, drop, surprise: surprised, threshold } = weighed;
    const change = direction === 'drop' ? drop : -drop;
    const strength = Math.min(change / least, surprised / threshold, most);
    if (seconds >= LEAST_BACK && change < least * over) {
      most = Math.min(most, (least - change) * weighed.precision > SURE ? 0 : 1);
    }
    longest = { ...weighed, strength };
    // Of several that say as much, the longest shows best how much is missing.
    strongest = strength >= (strongest?.strength ?? -Infinity) ? longest : strongest;
  }
  if (strongest === undefined) {
    return { state: 'no-reference' };
  }
  if (strongest.strength >= over) {
    return { state: strongest.strength > 1 ? 'breach' : 'watch', evidence: strongest };
  }
  return { state: windows.some(({ judgeable }) => judgeable) ? 'ok' : 'low-traffic', evidence: longest };
}

/** Whether a window strayed far enough, the bad way, to matter to people. */
export function isFar(now: number, expected: number, direction: Direction): boolean {
  const drop = (expected - now) / expected;
  return (direction === 'drop' ? drop : -drop) >= FAR[direction];
}

/** The value beyond which a window of `expected` breaches: the edge of the band of what is usual. */
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
