import { z } from 'zod';

/** A team as a policy names it: by its id, and by its name for where nobody knows the id. */
export const teamRefSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  name: z.string().trim().min(1).max(120),
});

export type TeamRef = z.infer<typeof teamRefSchema>;
