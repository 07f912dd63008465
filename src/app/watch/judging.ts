import { measuredIn, type Calibrations } from '../../kpi/detect/calibrations';
import type { KpiJudging } from '../../kpi/watch';
import type { Policy } from '../../policy/schema';
import { calibrationsOf, type StoredRule } from '../../policy/stored';
import { sensitivityOf } from '../../policy/trigger';

/** They are long, and rules are the same objects for as long as nothing changes. */
const read = new WeakMap<StoredRule, Calibrations>();

/**
 * How a policy that goes by what is usual judges one of its KPIs as a whole; `first` is the rule that it rides on.
 * Undefined for one that judges values of a dimension: it says nothing of the whole.
 */
export function judgingOf({ trigger }: Policy, first: StoredRule, kpi: string): KpiJudging | undefined {
  if (trigger.kind !== 'unusual' || trigger.by !== undefined) {
    return undefined;
  }
  const calibrations = read.get(first) ?? calibrationsOf(first);
  read.set(first, calibrations);
  const { direction } = trigger;
  return { direction, sensitivity: sensitivityOf(trigger), calibration: measuredIn(calibrations, kpi, { direction }) };
}
