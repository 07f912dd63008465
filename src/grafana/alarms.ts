import { z } from 'zod';

import { request } from './http';

const DAY = 86_400_000;
/** How far back alarms are looked for. */
const ALARM_DAYS = 28;
/** The newest changes of state that are looked through; Grafana answers no more than it is asked for. */
const MOST = 5000;

const changesSchema = z.array(z.object({ alertId: z.number(), newState: z.string(), time: z.number() }));

/** When each rule last began to fire (epoch milliseconds), by its number in Grafana; none within the last weeks has none. */
export async function readLastAlarms(now: number): Promise<Map<number, number>> {
  const params = { type: 'alert', from: String(now - ALARM_DAYS * DAY), to: String(now), limit: String(MOST) };
  const changes = await request(changesSchema, { task: 'read-alarms', url: '/api/annotations', params });
  const last = new Map<number, number>();
  for (const { alertId, newState, time } of changes) {
    if (newState.startsWith('Alerting')) {
      last.set(alertId, Math.max(time, last.get(alertId) ?? 0));
    }
  }
  return last;
}
