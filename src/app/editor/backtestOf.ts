import type { Kpi } from '../../kpi/catalogue/schema';
import { addsUpFromMinutes, backtestFixed, backtestUnusual, type Backtest } from '../../kpi/detect/backtest';
import { minutesWindow } from '../../kpi/detect/minutes';
import type { Step } from '../../kpi/detect/replay';
import { durationSeconds } from '../../kpi/time/duration';
import type { Trigger } from '../../policy/triggerSchema';
import { sensitivityOf } from '../../policy/trigger';
import { BACKTEST_DAYS, type KpiHistory } from './learning';

const DAY = 86_400;

/** Whether a KPI's minutes tell what the trigger would have done. */
export function canBacktest(kpi: Kpi, trigger: Trigger): boolean {
  return trigger.kind === 'unusual' || addsUpFromMinutes(kpi);
}

/** What the trigger would have done; undefined as long as that is not known. */
export function backtestOf(
  kpi: Kpi,
  trigger: Trigger,
  { minutes, range }: KpiHistory,
  steps: readonly Step[] | undefined
): Backtest | undefined {
  const { direction } = trigger;
  if (trigger.kind === 'unusual') {
    return steps && backtestUnusual(steps, direction, sensitivityOf(trigger));
  }
  return backtestFixed(
    kpi,
    minutes,
    { from: range.to - BACKTEST_DAYS * DAY, to: minutesWindow(kpi, range).to },
    {
      direction,
      seconds: durationSeconds(trigger.window),
      begins: trigger.percent / 100,
      ends: trigger.recoverPercent / 100,
      minimumEvents: trigger.minimumEvents,
    }
  );
}
