import { z } from 'zod';

import { columnName } from '../kpi/catalogue/filter';
import { timeColumn } from '../kpi/catalogue/schema';
import type { Direction } from '../kpi/detect/noise';
import { durationSeconds } from '../kpi/time/duration';
import { duration } from './durationSchema';

const DAY = 86_400;

/** A rise by more than ten times is told by a threshold. */
const MOST_PERCENT = 1000;

const window = duration('1m', '1d');

/** The dimension of which each value is judged for itself; the KPI as a whole is, where there is none. */
const by = columnName.optional();

/** Which change is the bad one. */
const direction = z.enum(['drop', 'rise']);

const lines = {
  direction,
  /** A breach: beyond what is expected, the bad way, by more than this many percent. */
  percent: z.number().min(1).max(MOST_PERCENT),
  /** The breach ends when the KPI is off by less than this. */
  recoverPercent: z.number().min(0).max(MOST_PERCENT),
};

/** Nothing can fall by more than all of it, and a breach must not end before it begins. */
function checkLines(
  { direction: way, percent, recoverPercent }: { direction: Direction; percent: number; recoverPercent: number },
  context: z.RefinementCtx
): void {
  if (way === 'drop' && percent > 99) {
    context.addIssue({ code: 'custom', path: ['percent'], message: 'must be 99 or less' });
  }
  if (recoverPercent >= percent) {
    const message = 'must be lower than the change that is reported';
    context.addIssue({ code: 'custom', path: ['recoverPercent'], message });
  }
}

/** Judged by what is usual for the KPI, over several windows at once. */
const unusualSchema = z
  .strictObject({
    kind: z.literal('unusual'),
    ...lines,
    by,
    /** Nothing is below a strength of 0: a breach would never end. */
    recoverPercent: z.number().min(1).max(MOST_PERCENT),
  })
  .superRefine(checkLines);

/** Judged by the change alone, over one window. */
const fixedSchema = z
  .strictObject({
    kind: z.literal('fixed'),
    ...lines,
    window,
    by,
    /** Fewer expected events than this in `window` are too few to judge. */
    minimumEvents: z.number().int().min(1).max(1_000_000_000),
  })
  .superRefine(checkLines);

/** Beyond it a sum of integers is no longer told to the last digit. */
const MOST = Number.MAX_SAFE_INTEGER;

const limit = z.number().min(-MOST).max(MOST);

const oneLine = { kind: z.literal('threshold'), line: limit, recover: limit, window, by };

/** Judged by lines of its own, in the KPI's unit. A breach ends past the line for recovery, which may be the same. */
const thresholdSchema = z.discriminatedUnion('side', [
  z
    .strictObject({ ...oneLine, side: z.literal('above') })
    .refine(({ line, recover }) => recover <= line, { path: ['recover'], error: 'must not be above the line' }),
  z
    .strictObject({ ...oneLine, side: z.literal('below') })
    .refine(({ line, recover }) => recover >= line, { path: ['recover'], error: 'must not be below the line' }),
  z
    .strictObject({
      kind: z.literal('threshold'),
      side: z.literal('outside'),
      low: limit,
      high: limit,
      recoverLow: limit,
      recoverHigh: limit,
      window,
      by,
    })
    .superRefine(checkRange),
]);

/** The range for recovery lies in the other one, and both have an inside. */
function checkRange(
  { low, high, recoverLow, recoverHigh }: { low: number; high: number; recoverLow: number; recoverHigh: number },
  { addIssue }: z.RefinementCtx
): void {
  const refuse = (path: string, message: string) => addIssue({ code: 'custom', path: [path], message });
  if (low >= high) {
    refuse('high', 'must be above the lower line');
  } else if (recoverLow < low) {
    refuse('recoverLow', 'must not be below the lower line');
  } else if (recoverHigh > high || recoverHigh <= recoverLow) {
    refuse('recoverHigh', 'must lie between the lower line for recovery and the upper line');
  }
}

/** Not a single row came in a window in which rows are expected. */
const noDataSchema = z.strictObject({
  kind: z.literal('no-data'),
  window,
  /** Where fewer rows are expected, none may come by chance. */
  leastExpected: z.number().int().min(1).max(1_000_000_000),
});

/** The newest row is older than this. */
const staleSchema = z.strictObject({ kind: z.literal('stale'), age: duration('1m', '7d') });

/** At least so many rows of the KPI's table were created, changed or deleted, as a time column of it tells. */
const rowsSchema = z
  .strictObject({
    kind: z.literal('rows'),
    change: z.enum(['created', 'changed', 'deleted']),
    time: timeColumn,
    window,
    atLeast: z.number().int().min(1).max(1_000_000_000),
    /** The breach ends with fewer than this. */
    untilFewer: z.number().int().min(1).max(1_000_000_000),
  })
  .refine(({ atLeast, untilFewer }) => untilFewer <= atLeast, {
    path: ['untilFewer'],
    error: 'must not be above the number',
  });

/** As many earlier windows can be put in order by the arithmetic that Grafana's server has. */
const MOST_REFERENCES = 4;

/** Judged by the change alone, of a query of any data source, against the same window some time ago. */
const shiftedSchema = z
  .strictObject({
    kind: z.literal('shifted'),
    ...lines,
    window,
    /** How long ago the windows are that say what is expected: their median. */
    against: z
      .array(duration('1h', '90d'))
      .min(1)
      .max(MOST_REFERENCES)
      .refine((ago) => new Set(ago).size === ago.length, 'must name each time once'),
    /** Where less than this is expected, nothing is judged. */
    minimum: z.number().min(0).max(MOST),
    /** For so long the newest data may be incomplete: all windows end that much earlier. */
    delay: duration('0s', '1d').optional(),
  })
  .superRefine(checkLines);

/** The day of the KPI's calendar until now, beside what is usual by this time of the day. */
const soFarSchema = z
  .strictObject({
    kind: z.literal('so-far'),
    ...lines,
    /** Fewer expected events than this by now are too few to judge. */
    minimumEvents: z.number().int().min(1).max(1_000_000_000),
  })
  .superRefine(checkLines);

/** When a policy breaches. */
export const triggerSchema = z.discriminatedUnion('kind', [
  unusualSchema,
  fixedSchema,
  soFarSchema,
  thresholdSchema,
  noDataSchema,
  staleSchema,
  rowsSchema,
  shiftedSchema,
]);

export type Trigger = z.infer<typeof triggerSchema>;
/** Judged by how far the KPI is off from what is expected. */
export type Change = Extract<Trigger, { direction: Direction }>;
/** Of a window that ends now. */
export type WindowChange = Exclude<Change, { kind: 'so-far' }>;
export type Unusual = Extract<Trigger, { kind: 'unusual' }>;
export type Fixed = Extract<Trigger, { kind: 'fixed' }>;
export type Threshold = Extract<Trigger, { kind: 'threshold' }>;
export type Shifted = Extract<Trigger, { kind: 'shifted' }>;
export type SoFar = Extract<Trigger, { kind: 'so-far' }>;
export type NoData = Extract<Trigger, { kind: 'no-data' }>;
export type Stale = Extract<Trigger, { kind: 'stale' }>;
export type RowsChanged = Extract<Trigger, { kind: 'rows' }>;

/** The dimension of which each value is judged for itself, if there is one. */
export function dimensionOf(trigger: Trigger): string | undefined {
  return 'by' in trigger ? trigger.by : undefined;
}

/** How far back the newest row is looked for, seconds: what is older counts as that old. */
export function staleReach({ age }: Stale): number {
  return Math.max(DAY, 2 * durationSeconds(age));
}
