import { kpiOf } from '../../kpi/sql/testing';
import { compileTrigger } from '../../policy/trigger';
import type { Trigger } from '../../policy/triggerSchema';
import { triggerProblem } from './triggerProblem';

const asked = {
  mysqlUid: 'mysql',
  dialect: 'other',
  timeLimit: 30,
  writtenAt: 1_795_000_000,
  calibrations: {},
} as const;
const time = { column: 'at', type: 'timestamp' } as const;
const orders = kpiOf({ name: 'Orders', dimensions: ['region'] });
const mean = kpiOf({ name: 'Mean', value: { kind: 'average', column: 'amount' } });
const own = kpiOf({ name: 'Own', source: { kind: 'sql', sql: 'SELECT at FROM orders WHERE {time}', time } });
const daily = kpiOf({ name: 'Daily', source: { time: { column: 'day', type: 'date', zone: 'UTC' } } });

const change = { direction: 'drop', percent: 20, recoverPercent: 10 } as const;
const soFar = { kind: 'so-far', ...change, minimumEvents: 1 } as const;
const rows = { kind: 'rows', change: 'deleted', time, window: '10m', atLeast: 1, untilFewer: 1 } as const;
const byRegion = { kind: 'fixed', ...change, window: '10m', minimumEvents: 1, by: 'region' } as const;

it.each<[Exclude<Trigger, { kind: 'shifted' }>, ReturnType<typeof kpiOf>, RegExp]>([
  [{ kind: 'unusual', ...change }, daily, /^Told day by day, .*: Daily\./],
  [soFar, mean, /do not add up over a day: Mean$/],
  [rows, own, /no column tells when they changed: Own$/],
  [byRegion, mean, /^“region” is no dimension in the catalogue of: Mean$/],
])('says why a KPI can’t be judged so, and nothing of one that can: %#', (trigger, kpi, problem) => {
  expect(triggerProblem(trigger, [orders, kpi])).toMatch(problem);
  expect(triggerProblem(trigger, [orders])).toBeUndefined();
  expect(() => compileTrigger(trigger, [orders], asked)).not.toThrow();
});
