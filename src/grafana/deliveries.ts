import { z } from 'zod';

import { request } from './http';

/** A message that a contact point could not deliver, and after which none went through yet. */
export interface FailedDelivery {
  /** When it was tried (epoch milliseconds). */
  at: number;
  /** What the service answered, or why none was reached; without the addresses that it may name. */
  reason: string;
}

const receiversSchema = z.array(
  z.object({
    name: z.string(),
    integrations: z
      .array(z.object({ lastNotifyAttempt: z.string().nullish(), lastNotifyAttemptError: z.string().nullish() }))
      .nullish(),
  })
);

/** The contact points whose newest message did not arrive, by their names. */
export async function readFailedDeliveries(): Promise<Map<string, FailedDelivery>> {
  const receivers = await request(receiversSchema, {
    task: 'read-deliveries',
    url: '/api/alertmanager/grafana/config/api/v1/receivers',
  });
  return new Map(
    receivers.flatMap(({ name, integrations }) =>
      (integrations ?? []).flatMap(({ lastNotifyAttempt, lastNotifyAttemptError }) =>
        lastNotifyAttemptError
          ? [
              [
                name,
                { at: Date.parse(lastNotifyAttempt ?? ''), reason: withoutAddresses(lastNotifyAttemptError) },
              ] as const,
            ]
          : []
      )
    )
  );
}

/** The address of a webhook is a secret, and everybody may see the list. */
function withoutAddresses(reason: string): string {
  return reason.replace(/https?:\/\/[^\s"']+/g, '…');
}
