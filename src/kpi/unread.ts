import { z } from 'zod';

/** For one reason, the KPIs (or tables of events) of a query that can't be read, by name. */
const unreadSchema = z.object({ names: z.array(z.string()), reason: z.string() });

export type Unread = z.infer<typeof unreadSchema>;

/**
 * An error of a query has them beside its message, so that a panel can tell a reason once, whatever it is that several
 * queries can't read for it.
 */
export const unreadOfError = z.object({ unread: z.array(unreadSchema) });
