import type { Kpi } from '../kpi/catalogue/schema';
import type { TriggerText } from './triggerText';
import { dimensionOf, type Change, type SoFar, type Threshold, type Trigger, type WindowChange } from './triggerSchema';
import { currencySign, numberText, unitText } from './template';

export const EXPECTED = 1000;
/** By how much more than its line a breach of an example is past it, in percent. */
const PAST = 12;

/** What a message will say of a breach, with made-up numbers. */
export function triggerExample(trigger: Trigger, kpi: Pick<Kpi, 'name' | 'unit'>): TriggerText {
  const subject = exampleSubject(trigger, kpi);
  switch (trigger.kind) {
    case 'unusual':
    case 'fixed':
    case 'shifted':
      return changeExample(trigger, subject, kpi.unit);
    case 'so-far':
      return soFarExample(trigger, subject, kpi.unit);
    case 'threshold':
      return thresholdExample(trigger, subject, kpi.unit);
    case 'no-data': {
      const least = numberText(trigger.leastExpected);
      return {
        summary: `${subject}: no data`,
        description: `Rows in ${trigger.window}: 0, expected ${least}. Reported when none came where at least ${least} are expected.`,
      };
    }
    case 'stale':
      return {
        summary: `${subject}: no new data for ${trigger.age}`,
        description: `The newest row is ${trigger.age} old. Reported when older than ${trigger.age}.`,
      };
    case 'rows': {
      const least = numberText(trigger.atLeast);
      return {
        summary: `${subject}: rows ${trigger.change} in ${trigger.window}: ${least}`,
        description: `By ${trigger.time.column}. Reported from ${least} rows, until fewer than ${numberText(trigger.untilFewer)}.`,
      };
    }
  }
}

export function exampleSubject(trigger: Trigger, { name }: Pick<Kpi, 'name'>): string {
  const by = dimensionOf(trigger);
  return by === undefined ? name : `${name}, ${by} …`;
}

function changeExample(trigger: WindowChange, subject: string, unit: string): TriggerText {
  const { kind, percent, recoverPercent } = trigger;
  const { isDrop, change, now } = numbersOf(trigger);
  const way = isDrop ? 'down' : 'up';
  return {
    summary: `${subject} ${change}% ${isDrop ? 'below' : 'above'} expected`,
    description:
      `Now ${exampleAmount(unit, now)}, expected ${exampleAmount(unit, EXPECTED)}, in ${kind === 'unusual' ? '5m' : trigger.window}. ` +
      `${kind === 'unusual' ? 'Unusual for this KPI; reported' : 'Reported'} from ${percent} % ${way}, until less than ${recoverPercent} %.`,
  };
}

function soFarExample(trigger: SoFar, subject: string, unit: string): TriggerText {
  const { percent, recoverPercent } = trigger;
  const { isDrop, change, now } = numbersOf(trigger);
  return {
    summary: `${subject} today ${change}% ${isDrop ? 'below' : 'above'} usual`,
    description:
      `Today so far ${exampleAmount(unit, now)}, usual by this time ${exampleAmount(unit, EXPECTED)}. ` +
      `Reported from ${percent} % ${isDrop ? 'behind' : 'ahead'}, until less than ${recoverPercent} %.`,
  };
}

/** A breach a little past its line. */
export function numbersOf({ direction, percent }: Change) {
  const isDrop = direction === 'drop';
  const change = isDrop ? Math.min(Math.round(percent) + PAST, 100) : Math.round(percent) + PAST;
  return { isDrop, change, now: (EXPECTED * (100 + (isDrop ? -change : change))) / 100 };
}

/** A number of an example as messages write it: of a thousand that are expected, or of what is likely in its unit. */
export function exampleAmount(unit: string, number: number): string {
  switch (unit) {
    case 'percentunit':
      return unitText(unit, number / 10_000);
    case 'percent':
    case 's':
      return unitText(unit, number / 100);
    default:
      return `${currencySign(unit)}${number < 1000 ? number : `${number / 1000}k`}`;
  }
}

/** A number a little past the line. */
export function pastLine(trigger: Threshold): number {
  const line = trigger.side === 'outside' ? trigger.high : trigger.line;
  const now = line + (trigger.side === 'below' ? -1 : 1) * (Math.abs(line) || 1) * (PAST / 100);
  return Number(now.toPrecision(4));
}

function thresholdExample(trigger: Threshold, subject: string, unit: string): TriggerText {
  const text = (number: number) => unitText(unit, number);
  const { side, window } = trigger;
  const lines = side === 'outside' ? `${text(trigger.low)} to ${text(trigger.high)}` : text(trigger.line);
  const recovery =
    side === 'outside'
      ? `inside ${text(trigger.recoverLow)} to ${text(trigger.recoverHigh)}`
      : `${side === 'above' ? 'below' : 'above'} ${text(trigger.recover)}`;
  return {
    summary: `${subject} ${side} ${lines}`,
    description: `Now ${text(pastLine(trigger))}, in ${window}. Reported ${side} ${lines}, until ${recovery}.`,
  };
}
