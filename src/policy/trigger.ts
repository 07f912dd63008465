import { z } from 'zod';

import type { Kpi } from '../kpi/catalogue/schema';
import { calibrationFor, valuesFor, type Calibrations } from '../kpi/detect/calibrations';
import type { Sensitivity } from '../kpi/detect/detector';
import { dayWindows } from '../kpi/detect/history';
import { compileRuleAge } from '../kpi/sql/age';
import { compileJudgement, REACH_SECONDS } from '../kpi/sql/judgement';
import { compileRuleExpected, compileRuleNow } from '../kpi/sql/rule';
import { rowsBy, rowsOf } from '../kpi/sql/rowsOf';
import { compileRuleBy, compileRuleNowBy } from '../kpi/sql/ruleBy';
import { compileSoFarNow, compileSoFarUsual } from '../kpi/sql/soFar';
import { durationSeconds } from '../kpi/time/duration';
import { durationOf } from './durationText';
import {
  math,
  reduce,
  seriesQuery,
  sqlQuery,
  threshold,
  type Evaluator,
  type RuleQuery,
  type RuleServer,
} from './query';
import {
  staleReach,
  type Change,
  type Fixed,
  type NoData,
  type Shifted,
  type SoFar,
  type Stale,
  type Threshold,
  type Trigger,
  type Unusual,
} from './triggerSchema';
import { worthQueries } from './worth';

const DAY = 86_400;

/** What KPIs are judged by. */
type KpiTrigger = Exclude<Trigger, Shifted>;

const evaluator = z.object({ type: z.string(), params: z.array(z.number()) });
const conditionSchema = z.object({
  conditions: z.tuple([z.object({ evaluator, unloadEvaluator: evaluator })]),
});

interface Asked extends RuleServer {
  /** When the rule is written (epoch seconds). */
  writtenAt: number;
  /** What is usual for the KPIs. */
  calibrations: Calibrations;
}

/** The trigger with the lines that a stored rule's condition draws, as far as a trigger of ours could have drawn them. */
export function withLinesOf(
  trigger: Trigger,
  data: ReadonlyArray<{ refId: string; model: Record<string, unknown> }>
): Trigger {
  const condition = conditionSchema.safeParse(data.find(({ refId }) => refId === 'D')?.model).data?.conditions[0];
  const [begins, ends] = linesOf(trigger);
  if (!condition || condition.evaluator.type !== begins.type || condition.unloadEvaluator.type !== ends.type) {
    return trigger;
  }
  return withLines(trigger, condition.evaluator.params, condition.unloadEvaluator.params);
}

function withLines(trigger: Trigger, begins: readonly number[], ends: readonly number[]): Trigger {
  const [first = NaN, second = NaN] = begins;
  const [recover = NaN, recoverSecond = NaN] = ends;
  const percent = (fraction: number) => Number((fraction * 100).toFixed(6));
  switch (trigger.kind) {
    case 'unusual':
      // Where a breach begins is in the statement; where it ends, in parts of that.
      return { ...trigger, recoverPercent: percent((trigger.percent / 100) * recover) };
    case 'fixed':
    case 'shifted':
    case 'so-far':
      return { ...trigger, percent: percent(first), recoverPercent: percent(recover) };
    case 'threshold':
      return trigger.side === 'outside'
        ? { ...trigger, low: first, high: second, recoverLow: recover, recoverHigh: recoverSecond }
        : { ...trigger, line: first, recover };
    case 'no-data':
      return trigger;
    case 'stale':
      return durationSeconds(trigger.age) === first ? trigger : { ...trigger, age: durationOf(first) };
    case 'rows':
      return { ...trigger, atLeast: first + 1, untilFewer: recover };
  }
}

/** When the condition of the trigger's rule begins to hold, and when it ends. */
export function linesOf(trigger: Trigger): [Evaluator, Evaluator] {
  switch (trigger.kind) {
    case 'unusual':
      return above(1, sensitivityOf(trigger).over);
    case 'fixed':
    case 'shifted':
    case 'so-far':
      return above(trigger.percent / 100, trigger.recoverPercent / 100);
    case 'threshold':
      return thresholdLines(trigger);
    case 'no-data':
      return above(0.5);
    case 'stale':
      return above(durationSeconds(trigger.age));
    case 'rows':
      return above(trigger.atLeast - 1, trigger.untilFewer);
  }
}

function above(line: number, recover = line): [Evaluator, Evaluator] {
  return [
    { type: 'gt', params: [line] },
    { type: 'lt', params: [recover] },
  ];
}

function thresholdLines(trigger: Threshold): [Evaluator, Evaluator] {
  switch (trigger.side) {
    case 'above':
      return above(trigger.line, trigger.recover);
    case 'below':
      return [
        { type: 'lt', params: [trigger.line] },
        { type: 'gt', params: [trigger.recover] },
      ];
    case 'outside':
      return [
        { type: 'outside_range', params: [trigger.low, trigger.high] },
        { type: 'within_range', params: [trigger.recoverLow, trigger.recoverHigh] },
      ];
  }
}

/**
 * A = now; of a change B = expected and C = the change as a fraction of expected, above 0 where it is bad; D = the
 * condition with its own line for recovery. What a drop costs comes after it (see worthQueries).
 */
export function compileTrigger(trigger: KpiTrigger, kpis: readonly Kpi[], asked: Asked): RuleQuery[] {
  return [
    ...readings(trigger, kpis, asked),
    threshold('D', judgedRef(trigger), ...linesOf(trigger)),
    ...worthQueries(trigger, kpis),
  ];
}

/** The ref that the condition is on. */
function judgedRef({ kind }: KpiTrigger): string {
  return { unusual: 'E', fixed: 'C', 'so-far': 'C', threshold: 'A', 'no-data': 'C', stale: 'A', rows: 'A' }[kind];
}

/** What is read and reckoned for the condition. */
function readings(trigger: KpiTrigger, kpis: readonly Kpi[], asked: Asked): RuleQuery[] {
  switch (trigger.kind) {
    case 'unusual':
      return unusualQueries(trigger, kpis, asked);
    case 'fixed':
      return fixedQueries(trigger, kpis, asked);
    case 'so-far':
      return soFarQueries(trigger, kpis, asked);
    case 'threshold':
      return [nowQuery(trigger, kpis, asked)];
    case 'no-data':
      return noDataQueries(trigger, kpis.map(rowsOf), asked);
    case 'stale':
      return [ageQuery(trigger, kpis, asked)];
    case 'rows':
      return [
        nowQuery(
          trigger,
          kpis.map((kpi) => rowsBy(kpi, trigger.time)),
          asked
        ),
      ];
  }
}

function nowQuery({ window, by }: { window: string; by?: string }, kpis: readonly Kpi[], asked: Asked): RuleQuery {
  const read = { seconds: durationSeconds(window), writtenAt: asked.writtenAt };
  const sql = by === undefined ? compileRuleNow(kpis, read) : compileRuleNowBy(kpis, by, read);
  return sqlQuery('A', asked, sql, read.seconds);
}

function soFarQueries(trigger: SoFar, kpis: readonly Kpi[], asked: Asked): RuleQuery[] {
  const { minimumEvents } = trigger;
  const judging = { minimumEvents, writtenAt: asked.writtenAt };
  return [
    sqlQuery('A', asked, compileSoFarNow(kpis, judging), DAY),
    sqlQuery('B', asked, compileSoFarUsual(kpis, judging), DAY),
    changeOf(trigger),
  ];
}

/** C is 1 where no row came and some are expected. */
function noDataQueries({ window, leastExpected }: NoData, counts: readonly Kpi[], asked: Asked): RuleQuery[] {
  const read = { seconds: durationSeconds(window), minimumEvents: leastExpected, writtenAt: asked.writtenAt };
  return [
    sqlQuery('A', asked, compileRuleNow(counts, read), read.seconds),
    sqlQuery('B', asked, compileRuleExpected(counts, read), read.seconds),
    math('C', '($A == 0) * ($B > 0)'),
  ];
}

function ageQuery(trigger: Stale, kpis: readonly Kpi[], asked: Asked): RuleQuery {
  const reach = staleReach(trigger);
  return sqlQuery('A', asked, compileRuleAge(kpis, { reach, writtenAt: asked.writtenAt }), reach);
}

function fixedQueries(trigger: Fixed, kpis: readonly Kpi[], asked: Asked): RuleQuery[] {
  const { window, by, minimumEvents } = trigger;
  const read = { seconds: durationSeconds(window), minimumEvents, writtenAt: asked.writtenAt };
  return by === undefined
    ? [
        sqlQuery('A', asked, compileRuleNow(kpis, read), read.seconds),
        sqlQuery('B', asked, compileRuleExpected(kpis, read), read.seconds),
        changeOf(trigger),
      ]
    : [
        seriesQuery('Q', asked, compileRuleBy(kpis, by, read), read.seconds),
        reduce('A', 'Q', 'last'),
        reduce('S', 'Q', 'sum'),
        math('B', '$S - $A'),
        changeOf(trigger),
      ];
}

/**
 * One statement tells everything, so that a KPI's rows are read once: Q. From its series come A and B, N (which window
 * it is, see LENGTHS) and E, how near it is to a breach: above 1 it is one.
 */
function unusualQueries(trigger: Unusual, kpis: readonly Kpi[], asked: Asked): RuleQuery[] {
  const { direction, by } = trigger;
  const { writtenAt, calibrations } = asked;
  const sensitivity = sensitivityOf(trigger);
  const sql = compileJudgement(
    kpis.map((kpi) => ({
      kpi,
      calibration: calibrationFor(kpi, trigger, calibrations),
      values: valuesFor(kpi, trigger, calibrations),
      spoilt: dayWindows(kpi.holidays ?? [], kpi.zone),
    })),
    { direction, sensitivity, writtenAt, by }
  );
  return [
    seriesQuery('Q', asked, sql, REACH_SECONDS),
    reduce('A', 'Q', 'last'),
    reduce('M', 'Q', 'min'),
    reduce('S', 'Q', 'sum'),
    reduce('N', 'Q', 'count'),
    math('B', '$S - $A - $M'),
    changeOf(trigger),
    math('E', '-$M'),
  ];
}

/** When a change is a breach, and when that is over. */
export function sensitivityOf({ percent, recoverPercent }: Pick<Unusual, 'percent' | 'recoverPercent'>): Sensitivity {
  return { least: percent / 100, over: recoverPercent / percent };
}

/** Where nothing is expected the divisor is 1, and the result is no change. */
function changeOf({ direction }: Change): RuleQuery {
  return math('C', direction === 'drop' ? '($B - $A) / ($B + ($B == 0))' : '($A - $B) / ($B + ($B == 0)) * ($B > 0)');
}
