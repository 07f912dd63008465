import { z } from 'zod';

import type { Kpi } from '../../kpi/catalogue/schema';
import { FAR } from '../../kpi/detect/detector';
import { minimumEventsFor } from '../../kpi/detect/judge';
import { isToldByMinute } from '../../kpi/detect/minutes';
import type { Direction } from '../../kpi/detect/noise';
import type { Trigger } from '../../policy/triggerSchema';

const number = z.number().or(z.nan());

export const TIME_TYPES = ['timestamp', 'datetime', 'date', 'epoch_s', 'epoch_ms'] as const;

/** What the fields of all kinds of triggers hold: a person may look at several before one is chosen. */
export const triggerFields = z.object({
  kind: z.enum(['unusual', 'fixed', 'so-far', 'threshold', 'no-data', 'stale', 'rows']),
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
  /** Fewest rows that must be expected for none to be a breach. */
  leastExpected: number,
  age: z.string(),
  change: z.enum(['created', 'changed', 'deleted']),
  time: z.object({ column: z.string(), type: z.enum(TIME_TYPES), zone: z.string() }),
  atLeast: number,
  untilFewer: number,
});

export type TriggerFields = z.infer<typeof triggerFields>;

/** What the fields say, of the kind that is chosen. */
export function triggerInput(fields: TriggerFields) {
  const { kind, direction, percent, window, recoverPercent, minimumEvents } = fields;
  const by = fields.by === '' ? undefined : fields.by;
  switch (kind) {
    case 'unusual':
      return { kind, direction, percent, recoverPercent, by };
    case 'fixed':
      return { kind, direction, percent, window, recoverPercent, minimumEvents, by };
    case 'so-far':
      return { kind, direction, percent, recoverPercent, minimumEvents };
    case 'threshold': {
      const { side, line, recover, low, high, recoverLow, recoverHigh } = fields;
      return side === 'outside'
        ? { kind, side, low, high, recoverLow, recoverHigh, window, by }
        : { kind, side, line, recover, window, by };
    }
    case 'no-data':
      return { kind, window, leastExpected: fields.leastExpected };
    case 'stale':
      return { kind, age: fields.age };
    case 'rows': {
      const { change, time, atLeast, untilFewer } = fields;
      return { kind, change, time: timeInput(time), window, atLeast, untilFewer };
    }
  }
}

/** Only a clock on a wall hangs in a zone. */
function timeInput({ column, type, zone }: TriggerFields['time']) {
  return type === 'datetime' || type === 'date' ? { column, type, zone } : { column, type };
}

/** The fields of a trigger that is there; those of a query have their own. */
export function triggerFieldsOf(trigger: Trigger): TriggerFields {
  const fields = { ...defaultTrigger([]), ...(trigger.kind === 'shifted' ? {} : trigger) };
  return { ...fields, time: { ...defaultTime([], 'created'), ...fields.time } };
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
    leastExpected: LEAST_EXPECTED,
    age: '30m',
    change: 'deleted',
    time: defaultTime(kpis, 'deleted'),
    atLeast: 100,
    untilFewer: 100,
  };
}

/** Of as many as are expected, none comes by chance once in 20,000 windows. */
const LEAST_EXPECTED = 10;

/** The column that most tables have for it, of the type of the one that the first KPI is counted by. */
export function defaultTime([first]: readonly Kpi[], change: TriggerFields['change']): TriggerFields['time'] {
  const { column = 'created_at', type = 'timestamp', ...rest } = first?.source.time ?? {};
  const zone = 'zone' in rest ? rest.zone : (first?.zone ?? 'UTC');
  return { column: { created: column, changed: 'updated_at', deleted: 'deleted_at' }[change], type, zone };
}

/** The fewest expected events that can show a change of so many percent. */
export function defaultMinimumEvents(percent: number): number {
  return minimumEventsFor(percent / 100);
}

/** A breach ends at half of the change that began it. */
export function defaultRecovery(percent: number): number {
  return Math.max(1, Math.round(percent / 2));
}
