import { z } from 'zod';

import { REDUCERS, type Policy, type WatchedQuery } from '../../policy/schema';
import type { Shifted } from '../../policy/triggerSchema';
import { triggerInput, type TriggerFields } from './triggerForm';

const number = z.number().or(z.nan());

/** What the fields of a query hold. */
export const queryFields = z.object({
  /** Of its data source. */
  uid: z.string(),
  type: z.string(),
  name: z.string(),
  unit: z.string(),
  area: z.enum(['business', 'systems']),
  reduce: z.enum(REDUCERS),
  labels: z.array(z.string()),
  model: z.record(z.string(), z.unknown()),
});

/** What the fields of a change against earlier windows hold. */
export const shiftedFields = z.object({
  direction: z.enum(['drop', 'rise']),
  percent: number,
  window: z.string(),
  against: z.array(z.string()),
  recoverPercent: number,
  minimum: number,
  delay: z.string(),
});

export type QueryFields = z.infer<typeof queryFields>;
export type ShiftedFields = z.infer<typeof shiftedFields>;

export const NO_QUERY: QueryFields = {
  uid: '',
  type: '',
  name: '',
  unit: '',
  area: 'business',
  reduce: 'mean',
  labels: [],
  model: {},
};

/** What is offered to compare with: weeks know what a Sunday is, days are there sooner. */
export const AGAINST = {
  weeks: ['7d', '14d', '21d', '28d'],
  days: ['1d', '2d', '3d'],
  week: ['7d'],
  day: ['1d'],
} as const;

export const DEFAULT_SHIFTED: ShiftedFields = {
  direction: 'drop',
  percent: 30,
  window: '10m',
  against: [...AGAINST.weeks],
  recoverPercent: 15,
  minimum: 0,
  delay: '0s',
};

/** What the fields say of a query, as a policy has it. */
export function queryInput({ uid: _uid, unit, labels, ...query }: QueryFields) {
  return {
    ...query,
    unit: unit === '' ? undefined : unit,
    labels: labels.length > 0 ? labels : undefined,
  };
}

/** What the fields say of when a query is in breach, of the kind that is chosen. */
export function queryTriggerInput({ judged, shifted, trigger }: JudgedFields) {
  const { delay, ...rest } = shifted;
  return judged === 'threshold'
    ? triggerInput({ ...trigger, kind: 'threshold', by: '' })
    : { kind: 'shifted', ...rest, delay: delay === '0s' ? undefined : delay };
}

interface JudgedFields {
  judged: 'shifted' | 'threshold';
  shifted: ShiftedFields;
  trigger: TriggerFields;
}

/** The fields of a policy's query. */
export function queryFieldsOf({ datasourceUid, query }: Pick<Policy, 'datasourceUid' | 'query'>): QueryFields {
  return query ? { ...NO_QUERY, ...query, uid: datasourceUid } : NO_QUERY;
}

export function shiftedFieldsOf({ kind: _kind, ...shifted }: Shifted): ShiftedFields {
  return { ...DEFAULT_SHIFTED, ...shifted };
}

/** A query as its editor hands it over, without what only a panel needs. */
export function modelOf(query: object): WatchedQuery['model'] {
  const {
    refId: _refId,
    datasource: _datasource,
    hide: _hide,
    key: _key,
    ...model
  } = z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(query)));
  return model;
}
