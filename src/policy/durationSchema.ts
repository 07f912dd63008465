import { z } from 'zod';

import { DURATION, durationSeconds } from '../kpi/time/duration';

/** A length of time such as `10m`, between two others. */
export const duration = (shortest: string, longest: string) =>
  z
    .string()
    .regex(DURATION, 'must be a duration such as 10m')
    .refine(
      (text) =>
        DURATION.test(text) &&
        durationSeconds(text) >= durationSeconds(shortest) &&
        durationSeconds(text) <= durationSeconds(longest),
      `must be between ${shortest} and ${longest}`
    );
