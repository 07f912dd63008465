import type { Kpi } from '../../kpi/catalogue/schema';
import { backtestFixed, backtestLine, backtestSoFar, backtestUnusual, type Backtest } from '../../kpi/detect/backtest';
import { minutesWindow } from '../../kpi/detect/minutes';
import type { Step } from '../../kpi/detect/replay';
import { durationSeconds } from '../../kpi/time/duration';
import { sensitivityOf } from '../../policy/trigger';
import type { Trigger } from '../../policy/triggerSchema';
import { BACKTEST_DAYS, type KpiHistory } from './learning';

const DAY = 86_400;

/** What the trigger would have done; undefined as long as that is not known. */
export function backtestOf(
  kpi: Kpi,
  trigger: Trigger,
  { minutes, range }: KpiHistory,
  steps: readonly Step[] | undefined
): Backtest | undefined {
  const days = { from: range.to - BACKTEST_DAYS * DAY, to: minutesWindow(kpi, range).to };
  switch (trigger.kind) {
    case 'unusual':
      return steps && backtestUnusual(steps, trigger.direction, sensitivityOf(trigger));
    case 'fixed':
      return backtestFixed(kpi, minutes, days, {
        direction: trigger.direction,
        seconds: durationSeconds(trigger.window),
        begins: trigger.percent / 100,
        ends: trigger.recoverPercent / 100,
        minimumEvents: trigger.minimumEvents,
      });
    case 'so-far':
      return backtestSoFar(kpi, minutes, days, {
        direction: trigger.direction,
        begins: trigger.percent / 100,
        ends: trigger.recoverPercent / 100,
        minimumEvents: trigger.minimumEvents,
      });
    case 'shifted':
      // No KPI is judged so.
      return undefined;
    case 'threshold':
      return backtestLine(kpi, minutes, days, durationSeconds(trigger.window), rangesOf(trigger));
    default:
      return undefined;
  }
}

/** Inside which values all is well, and inside which a breach ends. */
function rangesOf(trigger: Extract<Trigger, { kind: 'threshold' }>) {
  switch (trigger.side) {
    case 'above':
      return { begins: { low: -Infinity, high: trigger.line }, ends: { low: -Infinity, high: trigger.recover } };
    case 'below':
      return { begins: { low: trigger.line, high: Infinity }, ends: { low: trigger.recover, high: Infinity } };
    case 'outside':
      return {
        begins: { low: trigger.low, high: trigger.high },
        ends: { low: trigger.recoverLow, high: trigger.recoverHigh },
      };
  }
}
