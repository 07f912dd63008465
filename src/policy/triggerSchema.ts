import { z } from 'zod';

import type { Direction } from '../kpi/detect/noise';
import { duration } from './durationSchema';

/** A rise by more than ten times is told by a threshold. */
const MOST_PERCENT = 1000;

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
    /** Nothing is below a strength of 0: a breach would never end. */
    recoverPercent: z.number().min(1).max(MOST_PERCENT),
  })
  .superRefine(checkLines);

/** Judged by the change alone, over one window. */
const fixedSchema = z
  .strictObject({
    kind: z.literal('fixed'),
    ...lines,
    window: duration('1m', '1d'),
    /** Fewer expected events than this in `window` are too few to judge. */
    minimumEvents: z.number().int().min(1).max(1_000_000_000),
  })
  .superRefine(checkLines);

/** When a policy breaches. */
export const triggerSchema = z.discriminatedUnion('kind', [unusualSchema, fixedSchema]);

export type Trigger = z.infer<typeof triggerSchema>;
