import { z } from 'zod';

import type { Kpi } from '../kpi/catalogue/schema';
import { calibrationFor, type Calibrations } from '../kpi/detect/calibrations';
import type { Sensitivity } from '../kpi/detect/detector';
import { dayWindows } from '../kpi/detect/history';
import { compileJudgement, REACH_SECONDS } from '../kpi/sql/judgement';
import { compileRuleExpected, compileRuleNow } from '../kpi/sql/rule';
import { durationSeconds } from '../kpi/time/duration';
import { math, reduce, seriesQuery, sqlQuery, threshold, type RuleQuery, type RuleServer } from './query';
import type { Trigger } from './triggerSchema';

type Unusual = Extract<Trigger, { kind: 'unusual' }>;
type Fixed = Extract<Trigger, { kind: 'fixed' }>;

const line = (type: string) => z.object({ type: z.literal(type), params: z.tuple([z.number()]).rest(z.number()) });
const conditionSchema = z.object({
  conditions: z.tuple([z.object({ evaluator: line('gt'), unloadEvaluator: line('lt') })]),
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
  if (!condition) {
    return trigger;
  }
  const [begins, ends] = [condition.evaluator.params[0], condition.unloadEvaluator.params[0]];
  const percent = (fraction: number) => Number((fraction * 100).toFixed(6));
  return trigger.kind === 'fixed'
    ? { ...trigger, percent: percent(begins), recoverPercent: percent(ends) }
    : // Where a breach begins is in the statement; where it ends, in parts of that.
      { ...trigger, recoverPercent: percent((trigger.percent / 100) * ends) };
}

/**
 * A = now, B = expected, C = the change as a fraction of expected, above 0 where it is bad, D = the condition with its
 * own line for recovery.
 */
export function compileTrigger(trigger: Trigger, kpis: readonly Kpi[], asked: Asked): RuleQuery[] {
  return trigger.kind === 'unusual' ? unusualQueries(trigger, kpis, asked) : fixedQueries(trigger, kpis, asked);
}

function fixedQueries(trigger: Fixed, kpis: readonly Kpi[], asked: Asked): RuleQuery[] {
  const { window, minimumEvents, percent, recoverPercent } = trigger;
  const read = { seconds: durationSeconds(window), minimumEvents, writtenAt: asked.writtenAt };
  return [
    sqlQuery('A', asked, compileRuleNow(kpis, read), read.seconds),
    sqlQuery('B', asked, compileRuleExpected(kpis, read), read.seconds),
    changeOf(trigger),
    threshold('D', 'C', { type: 'gt', params: [percent / 100] }, { type: 'lt', params: [recoverPercent / 100] }),
  ];
}

/**
 * One statement tells everything, so that a KPI's rows are read once: Q. From its series come A and B, N (which window
 * it is, see LENGTHS) and E, how near it is to a breach: above 1 it is one.
 */
function unusualQueries(trigger: Unusual, kpis: readonly Kpi[], asked: Asked): RuleQuery[] {
  const { direction } = trigger;
  const { writtenAt, calibrations } = asked;
  const sensitivity = sensitivityOf(trigger);
  const sql = compileJudgement(
    kpis.map((kpi) => ({
      kpi,
      calibration: calibrationFor(kpi, direction, calibrations),
      spoilt: dayWindows(kpi.holidays ?? [], kpi.zone),
    })),
    { direction, sensitivity, writtenAt }
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
    threshold('D', 'E', { type: 'gt', params: [1] }, { type: 'lt', params: [sensitivity.over] }),
  ];
}

/** When a change is a breach, and when that is over. */
export function sensitivityOf({ percent, recoverPercent }: Pick<Unusual, 'percent' | 'recoverPercent'>): Sensitivity {
  return { least: percent / 100, over: recoverPercent / percent };
}

/** Where nothing is expected the divisor is 1, and the result is no change. */
function changeOf({ direction }: Trigger): RuleQuery {
  return math('C', direction === 'drop' ? '($B - $A) / ($B + ($B == 0))' : '($A - $B) / ($B + ($B == 0)) * ($B > 0)');
}
