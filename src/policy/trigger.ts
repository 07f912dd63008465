import { z } from 'zod';

import type { Kpi } from '../kpi/catalogue/schema';
import { compileRuleExpected, compileRuleNow, type RuleWindow } from '../kpi/sql/rule';
import { durationSeconds } from '../kpi/time/duration';
import { expression, sqlQuery, threshold, type RuleQuery, type RuleServer } from './query';
import type { Trigger } from './schema';

const line = (type: string) => z.object({ type: z.literal(type), params: z.tuple([z.number()]).rest(z.number()) });
const conditionSchema = z.object({
  conditions: z.tuple([z.object({ evaluator: line('gt'), unloadEvaluator: line('lt') })]),
});

interface Asked extends RuleServer {
  /** When the rule is written (epoch seconds). */
  writtenAt: number;
}

/** What the queries of a trigger read. */
function ruleWindow({ window, minimumEvents }: Trigger, writtenAt: number): RuleWindow {
  return { seconds: durationSeconds(window), minimumEvents, writtenAt };
}

/** The lines that a stored rule's condition draws, as far as a trigger of ours could have drawn them. */
export function thresholdsOf(data: ReadonlyArray<{ refId: string; model: Record<string, unknown> }>): Partial<Trigger> {
  const condition = conditionSchema.safeParse(data.find(({ refId }) => refId === 'D')?.model).data?.conditions[0];
  const percent = (fraction: number) => Number((fraction * 100).toFixed(6));
  return condition
    ? { percent: percent(condition.evaluator.params[0]), recoverPercent: percent(condition.unloadEvaluator.params[0]) }
    : {};
}

/** A = now, B = expected, C = the drop as a fraction of expected, D = the condition with its own line for recovery. */
export function compileTrigger(trigger: Trigger, kpis: readonly Kpi[], asked: Asked): RuleQuery[] {
  const window = ruleWindow(trigger, asked.writtenAt);
  return [
    sqlQuery('A', asked, compileRuleNow(kpis, window), window.seconds),
    sqlQuery('B', asked, compileRuleExpected(kpis, window), window.seconds),
    // Where nothing is expected the divisor is 1, and the result is no drop.
    expression('C', { type: 'math', expression: '($B - $A) / ($B + ($B == 0))' }),
    threshold(
      'D',
      'C',
      { type: 'gt', params: [trigger.percent / 100] },
      { type: 'lt', params: [trigger.recoverPercent / 100] }
    ),
  ];
}
