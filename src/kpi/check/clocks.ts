import { z } from 'zod';

import { isZone } from '../time/zone';

const clockRow = z.object({
  now: z.coerce.number(),
  session_zone: z.string(),
  global_zone: z.string(),
  system_zone: z.string().nullish(),
});

/** The clocks that a server and its people go by. */
export interface Clocks {
  /** The server's, in epoch seconds. */
  now: number;
  /** In which zones local times are likely to be, the likeliest first. */
  zones: readonly [string, ...string[]];
  /** The zone of the connection, as the server says it. */
  session: string;
}

/** What the answer to CLOCK_SQL tells, for people in `zone`. Throws a ZodError for an answer of another shape. */
export function clocksOf(row: unknown, zone: string): Clocks {
  const { now, session_zone, global_zone, system_zone } = clockRow.parse(row);
  const server = [global_zone === 'SYSTEM' ? (system_zone ?? '') : global_zone].map((name) =>
    name === '+00:00' ? 'UTC' : name
  );
  const [first = 'UTC', ...others] = new Set([...server, zone, 'UTC'].filter(isZone));
  return { now, zones: [first, ...others], session: session_zone === 'SYSTEM' ? (system_zone ?? '') : session_zone };
}
