import { z } from 'zod';

import type { Kpi } from '../../kpi/catalogue/schema';
import { FAR } from '../../kpi/detect/detector';
import { minimumEventsFor } from '../../kpi/detect/judge';
import { isToldByMinute } from '../../kpi/detect/minutes';
import type { Direction } from '../../kpi/detect/noise';
import type { Trigger } from '../../policy/triggerSchema';

const number = z.number().or(z.nan());

/** What the fields of all kinds of triggers hold: a person may look at several before one is chosen. */
export const triggerFields = z.object({
  kind: z.enum(['unusual', 'fixed', 'threshold']),
  direction: z.enum(['drop', 'rise']),
  percent: number,
  window: z.string(),
  minimumEvents: number,
  recoverPercent: number,
  /** A dimension; empty for the KPI as a whole. */
  by: z.string(),
  side: z.enum(['above', 'below', 'outside']),
  line: number,
  recover: number,
  low: number,
  high: number,
  recoverLow: number,
  recoverHigh: number,
});

export type TriggerFields = z.infer<typeof triggerFields>;

/** What the fields say, of the kind that is chosen. */
export function triggerInput(fields: TriggerFields) {
  const { kind, direction, percent, window, recoverPercent, minimumEvents } = fields;
  const by = fields.by === '' ? undefined : fields.by;
  switch (kind) {
    case 'unusual':
      return { kind, direction, percent, recoverPercent };
    case 'fixed':
      return { kind, direction, percent, window, recoverPercent, minimumEvents, by };
    case 'threshold': {
      const { side, line, recover, low, high, recoverLow, recoverHigh } = fields;
      return side === 'outside'
        ? { kind, side, low, high, recoverLow, recoverHigh, window, by }
        : { kind, side, line, recover, window, by };
    }
  }
}

/** The fields of a trigger that is there. */
export function triggerFieldsOf(trigger: Trigger): TriggerFields {
  return { ...defaultTrigger([]), ...trigger };
}

/** Which change is bad, of the first of the KPIs. */
export function defaultDirection([first]: readonly Kpi[]): Direction {
  return first?.goodDirection === 'down' ? 'rise' : 'drop';
}

/** What is told day by day is judged by the day. */
export function defaultJudging(kpis: readonly Kpi[]): Pick<TriggerFields, 'kind' | 'window'> {
  return kpis.every(isToldByMinute) ? { kind: 'unusual', window: '10m' } : { kind: 'fixed', window: '1d' };
}

export function defaultTrigger(kpis: readonly Kpi[]): TriggerFields {
  const direction = defaultDirection(kpis);
  const percent = FAR[direction] * 100;
  return {
    ...defaultJudging(kpis),
    direction,
    percent,
    minimumEvents: defaultMinimumEvents(percent),
    recoverPercent: defaultRecovery(percent),
    by: '',
    side: 'above',
    // Nobody but the person knows these.
    line: NaN,
    recover: NaN,
    low: NaN,
    high: NaN,
    recoverLow: NaN,
    recoverHigh: NaN,
  };
}

/** The fewest expected events that can show a change of so many percent. */
export function defaultMinimumEvents(percent: number): number {
  return minimumEventsFor(percent / 100);
}

/** A breach ends at half of the change that began it. */
export function defaultRecovery(percent: number): number {
  return Math.max(1, Math.round(percent / 2));
}
