import type { Kpi } from '../kpi/catalogue/schema';
import { compileRuleDrivers, hasDrivers } from '../kpi/sql/ruleDrivers';
import { durationSeconds } from '../kpi/time/duration';
import { sqlQuery, type RuleQuery, type RuleServer } from './query';
import type { Policy } from './schema';
import { dimensionOf, type Fixed, type Unusual } from './triggerSchema';

/** Seconds that a breach is compared in where it is told in windows of several lengths at once. */
const UNUSUAL_WINDOW = 900;

interface Asked extends RuleServer {
  writtenAt: number;
}

type Driven = Pick<Policy, 'trigger' | 'whenUnread'>;

/**
 * What drives the change, in a ref of its own: its labels hold the words, and are none of the alert's.
 *
 * Grafana takes a query that fails for a rule that can't be read, also where no condition needs it. So it reads no more
 * rows than it can in time (see compileRuleDrivers), and a policy that keeps quiet where its numbers can't be read has
 * none: a breach would be lost.
 */
export function driverQueries(policy: Driven, kpis: readonly Kpi[], asked: Asked): RuleQuery[] {
  const trigger = drivenTrigger(policy);
  if (!trigger) {
    return [];
  }
  const seconds = trigger.kind === 'unusual' ? UNUSUAL_WINDOW : durationSeconds(trigger.window);
  const lines = { direction: trigger.direction, percent: trigger.percent };
  const sql = compileRuleDrivers(kpis, { ...lines, seconds, writtenAt: asked.writtenAt });
  return sql === undefined ? [] : [sqlQuery('P', asked, sql, seconds)];
}

/** The same in words, a template; undefined where nothing can be said. */
export function driversText(policy: Driven & Pick<Policy, 'language'>, kpis: readonly Kpi[]): string | undefined {
  return drivenTrigger(policy) && kpis.some(hasDrivers)
    ? `{{ with $values.P }}{{ with .Labels.drivers }}${sentence('{{ . }}', policy.language)}{{ end }}{{ end }}`
    : undefined;
}

/** The same with made-up numbers, for an example. */
export function driversExample(policy: Driven & Pick<Policy, 'language'>, kpi: Kpi): string | undefined {
  const trigger = drivenTrigger(policy);
  const [dimension] = kpi.dimensions;
  if (!trigger || !hasDrivers(kpi) || dimension === undefined) {
    return undefined;
  }
  const sign = trigger.direction === 'drop' ? '-' : '+';
  return sentence(`${dimension} A ${sign}${Math.round(trigger.percent) + 40} %`, policy.language);
}

function sentence(drivers: string, language: Policy['language']): string {
  return `${language === 'ko' ? '주요 원인' : 'Mostly'}: ${drivers}`;
}

/** What the policy judges by, where its message says what drives a change: a value that is judged for itself does. */
function drivenTrigger({ trigger, whenUnread }: Driven): Unusual | Fixed | undefined {
  const isChange = trigger.kind === 'unusual' || trigger.kind === 'fixed';
  return isChange && dimensionOf(trigger) === undefined && whenUnread !== 'keep' ? trigger : undefined;
}
