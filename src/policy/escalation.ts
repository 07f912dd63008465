import { z } from 'zod';

import { DURATION, durationSeconds } from '../kpi/time/duration';
import { duration } from './durationSchema';
import { teamRefSchema } from './teamRef';

/** A breach may be handed on so many times: each is a rule of its own. */
export const MOST_ESCALATIONS = 3;

const stepSchema = z.strictObject({
  /** How long nobody has answered by then. */
  after: duration('1m', '5d'),
  /** The Grafana contact point that is told as well, by name. */
  contactPoint: z.string().min(1),
  /** The team whose contact point that is. */
  team: teamRefSchema.optional(),
});

/** Who else is told of a breach that nobody acknowledges, each step later than the one before. */
export const escalationSchema = z
  .array(stepSchema)
  .min(1)
  .max(MOST_ESCALATIONS)
  .superRefine((steps, context) =>
    steps.forEach(({ after }, index) => {
      const before = steps[index - 1]?.after;
      if (
        before !== undefined &&
        isLength(before) &&
        isLength(after) &&
        durationSeconds(after) <= durationSeconds(before)
      ) {
        context.addIssue({ code: 'custom', path: [index, 'after'], message: 'must be later than the step before' });
      }
    })
  );

export type Escalation = z.infer<typeof escalationSchema>;

/** The label that tells an escalation from the rule that it hands on; its value is how long nobody had answered. */
export const ESCALATION_LABEL = 'escalation';

/**
 * The annotation that says how long before its alert the breach began, in nanoseconds: the alert begins when nobody has
 * answered for so long, and its message is to say since when something is off.
 */
export const WAITED = 'waited';

/** `2m` in nanoseconds. */
export function waitedText(after: string): string {
  return `${durationSeconds(after)}000000000`;
}

/** The uid of the rule of a policy's escalation, from 1 on. */
export function escalationUid(policyId: string, number: number): string {
  return `${policyId}-e${number}`;
}

function isLength(text: string): boolean {
  return DURATION.test(text);
}
