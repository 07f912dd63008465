import type { Kpi } from '../kpi/catalogue/schema';
import { compileRuleExpected, compileRuleNow, type RuleWindow } from '../kpi/sql/rule';
import { durationSeconds } from '../kpi/time/duration';
import { expression, sqlQuery, threshold, type RuleQuery, type RuleServer } from './query';
import type { Trigger } from './schema';

interface Asked extends RuleServer {
  /** When the rule is written (epoch seconds). */
  writtenAt: number;
}

/** What the queries of a trigger read. */
function ruleWindow({ window, minimumEvents }: Trigger, writtenAt: number): RuleWindow {
  return { seconds: durationSeconds(window), minimumEvents, writtenAt };
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
