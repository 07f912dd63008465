import { config } from '@grafana/runtime';
import { z } from 'zod';

import { isSilencing, silenceMatchers, type BreachRef } from '../policy/acknowledge';
import { ANYTHING, request } from './http';

/** Who has taken a breach, until when (epoch milliseconds), and what they say. */
export interface Acknowledgement {
  id: string;
  by: string;
  since: number;
  until: number;
  note: string;
}

const URL = '/api/alertmanager/grafana/api/v2';

const time = z.string().transform((text) => Date.parse(text));

const silenceSchema = z.object({
  id: z.string(),
  createdBy: z.string(),
  comment: z.string(),
  startsAt: time,
  endsAt: time,
  status: z.object({ state: z.string() }),
  matchers: z.array(
    z.object({ name: z.string(), value: z.string(), isRegex: z.boolean(), isEqual: z.boolean().default(true) })
  ),
});

export type Silence = z.infer<typeof silenceSchema>;

/** Every silence that the person may read, over or not. */
export function listSilences(): Promise<Silence[]> {
  return request(z.array(silenceSchema), { task: 'read-silences', url: `${URL}/silences` });
}

/** Who has the breach: the acknowledgement that lasts longest, undefined when nobody has it. */
export function acknowledgementOf(silences: readonly Silence[], breach: BreachRef): Acknowledgement | undefined {
  const [longest] = silences
    .filter(({ status, matchers }) => status.state === 'active' && isSilencing(matchers, breach))
    .sort((a, b) => b.endsAt - a.endsAt);
  return (
    longest && {
      id: longest.id,
      by: longest.createdBy,
      since: longest.startsAt,
      until: longest.endsAt,
      note: longest.comment,
    }
  );
}

export async function findAcknowledgement(breach: BreachRef): Promise<Acknowledgement | undefined> {
  return acknowledgementOf(await listSilences(), breach);
}

/**
 * Takes the breach for so many seconds: its messages stop. When somebody else has it already nothing changes, and who
 * that is comes back.
 */
export async function acknowledge(
  breach: BreachRef,
  { seconds, note, now }: { seconds: number; note: string; now: number }
): Promise<Acknowledgement | undefined> {
  const theirs = await findAcknowledgement(breach);
  if (!theirs) {
    await request(ANYTHING, {
      task: 'acknowledge',
      method: 'POST',
      url: `${URL}/silences`,
      body: {
        matchers: silenceMatchers(breach),
        startsAt: new Date(now).toISOString(),
        endsAt: new Date(now + seconds * 1000).toISOString(),
        createdBy: currentUser(),
        comment: note,
      },
    });
  }
  return theirs;
}

/** Lets an acknowledgement end now: messages go on. */
export async function endAcknowledgement(id: string): Promise<void> {
  await request(ANYTHING, {
    task: 'end-acknowledgement',
    method: 'DELETE',
    url: `${URL}/silence/${encodeURIComponent(id)}`,
  });
}

/** The person's name, else how they sign in. */
export function currentUser(): string {
  const { name, login } = config.bootData.user;
  return name === '' ? login : name;
}
