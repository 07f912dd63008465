import { LENGTHS } from '../kpi/sql/judgement';
import { durationSeconds } from '../kpi/time/duration';
import { dimensionLabel } from '../kpi/sql/ruleBy';
import { amount, amountText, byKpi, COUNT, goNumber, goString, numberText, printed, type Watched } from './template';
import {
  dimensionOf,
  staleReach,
  type Change,
  type NoData,
  type SoFar,
  type Stale,
  type Threshold,
  type Trigger,
  type WindowChange,
} from './triggerSchema';

/** What a message says of a trigger: templates, which Grafana fills in at each evaluation. */
export interface TriggerText {
  /** What is wrong, in a line. */
  summary: string;
  /** The numbers behind it, and when it is reported. */
  description: string;
}

/** `$values.A` is now, `$values.B` expected, `$values.C` the change as a fraction, above 0 where it is bad. */
export function triggerText(trigger: Trigger, kpis: readonly Watched[]): TriggerText {
  const subject = subjectText(trigger, kpis);
  switch (trigger.kind) {
    case 'unusual':
    case 'fixed':
    case 'shifted':
      return changeText(trigger, kpis);
    case 'so-far':
      return soFarText(trigger, kpis);
    case 'threshold':
      return thresholdText(trigger, kpis);
    case 'no-data':
      return noDataText(trigger, subject);
    case 'stale':
      return staleText(trigger, subject);
    case 'rows':
      return {
        summary: `${subject}: rows ${trigger.change} in ${trigger.window}: ${ROWS_NOW}`,
        description: `By ${printed(trigger.time.column)}. Reported from ${numberText(trigger.atLeast)} rows, until fewer than ${numberText(trigger.untilFewer)}.`,
      };
  }
}

/** How many rows there are now; they have no unit. */
export const ROWS_NOW = '{{ with $values.A }}{{ humanize .Value }}{{ end }}';
export const ROWS_EXPECTED = `{{ with $values.B }}${COUNT}{{ end }}`;

function noDataText({ window, leastExpected }: NoData, subject: string): TriggerText {
  return {
    summary: `${subject}: {{ with $values.A }}{{ if eq .Value 0.0 }}no data{{ else }}data again{{ end }}{{ end }}`,
    description: `Rows in ${window}: ${ROWS_NOW}, expected ${ROWS_EXPECTED}. Reported when none came where at least ${numberText(leastExpected)} are expected.`,
  };
}

function staleText(trigger: Stale, subject: string): TriggerText {
  const seconds = goNumber(durationSeconds(trigger.age));
  const age = `{{ if ge .Value ${goNumber(staleReach(trigger))} }}more than {{ end }}{{ humanizeDuration .Value }}`;
  return {
    summary: `${subject}: {{ with $values.A }}{{ if gt .Value ${seconds} }}no new data for ${age}{{ else }}new data again{{ end }}{{ end }}`,
    description: `The newest row is {{ with $values.A }}${age}{{ end }} old. Reported when older than ${trigger.age}.`,
  };
}

function changeText(trigger: WindowChange, kpis: readonly Watched[]): TriggerText {
  return {
    summary: `${subjectText(trigger, kpis)} ${distance(trigger)} expected`,
    description: `Now ${amount(kpis, 'A')}, expected ${amount(kpis, 'B')}${windowText(trigger)}. ${linesText(trigger)}`,
  };
}

/** By the calendar of each KPI; the day that a quarter of an hour ends at midnight is the one before. */
function soFarText(trigger: SoFar, kpis: readonly Watched[]): TriggerText {
  const { direction, percent, recoverPercent } = trigger;
  return {
    summary: `${subjectText(trigger, kpis)} today ${distance(trigger)} usual`,
    description:
      `Today so far ${amount(kpis, 'A')}, usual by this time ${amount(kpis, 'B')}. ` +
      `Reported from ${percent} % ${direction === 'drop' ? 'behind' : 'ahead'}, until less than ${recoverPercent} %.`,
  };
}

/** Where it stands to the line now: an alert that resolves, or is about to, is no longer past it. */
function thresholdText(trigger: Threshold, kpis: readonly Watched[]): TriggerText {
  const text = (number: number) => amountText(kpis, number);
  const { side, window } = trigger;
  const [line, recovery] =
    side === 'outside'
      ? [
          `${text(trigger.low)} to ${text(trigger.high)}`,
          `inside ${text(trigger.recoverLow)} to ${text(trigger.recoverHigh)}`,
        ]
      : [text(trigger.line), `${side === 'above' ? 'below' : 'above'} ${text(trigger.recover)}`];
  const where = whetherPast(trigger, side, `no longer ${side}`);
  return {
    summary: `${subjectText(trigger, kpis)} ${where} ${line}`,
    description: `Now ${amount(kpis, 'A')}, in ${window}. Reported ${side} ${line}, until ${recovery}.`,
  };
}

/** A template that prints one of two texts: whether it is past its line now, or not. */
export function whetherPast(trigger: Threshold, past: string, within: string): string {
  const isPast =
    trigger.side === 'outside'
      ? `or (lt .Value ${goNumber(trigger.low)}) (gt .Value ${goNumber(trigger.high)})`
      : `${trigger.side === 'above' ? 'gt' : 'lt'} .Value ${goNumber(trigger.line)}`;
  return `{{ with $values.A }}{{ if ${isPast} }}${past}{{ else }}${within}{{ end }}{{ end }}`;
}

/** What the alert is about: its KPI, and the value of the dimension where each is judged for itself. */
export function subjectText(trigger: Trigger, kpis: readonly Watched[]): string {
  const by = dimensionOf(trigger);
  const name = byKpi(kpis, ({ name, labels = [] }) => `${printed(name)}${labels.map(labelText).join('')}`);
  return by === undefined ? name : `${name}, ${by} {{ index $labels ${goString(dimensionLabel(by))} }}`;
}

function labelText(label: string): string {
  return `{{ with $labels.${label} }} {{ . }}{{ end }}`;
}

function distance({ direction }: Change): string {
  return direction === 'drop'
    ? distanceText('below', 'not below')
    : distanceText('above', 'not above', 'more than 1000% above');
}

/** As a panel says it: nobody needs the hundredths of a per cent. */
const WHOLE_PERCENTAGE = '{{ printf "%.2f" .Value | humanizePercentage }}';

/**
 * How far off, in words: an alert that resolves may well be on the other side of what was expected. A rise has no end,
 * and Grafana would write 39,980 % as 3.998e+04%: from tenfold on it is `far`.
 */
export function distanceText(beyond: string, within: string, far?: string): string {
  const tenfold = far === undefined ? '' : `if ge .Value 10.0 }}${far}{{ else `;
  return `{{ with $values.C }}{{ ${tenfold}if gt .Value 0.0 }}${WHOLE_PERCENTAGE} ${beyond}{{ else }}${within}{{ end }}{{ end }}`;
}

function windowText(trigger: WindowChange): string {
  return trigger.kind === 'unusual' ? judgedWindow((minutes) => `, in ${minutes}m`) : `, in ${trigger.window}`;
}

/** How long the judged window is. Of several the rule says which by a number; see `compileJudgement`. */
export function judgedWindow(text: (minutes: number) => string): string {
  const texts = LENGTHS.map(
    (seconds, index) => `{{ ${index === 0 ? 'if' : 'else if'} eq .Value ${index + 4}.0 }}${text(seconds / 60)}`
  );
  return `{{ with $values.N }}${texts.join('')}{{ end }}{{ end }}`;
}

function linesText({ kind, direction, percent, recoverPercent }: WindowChange): string {
  const from = `from ${percent} % ${direction === 'drop' ? 'down' : 'up'}, until less than ${recoverPercent} %.`;
  return kind === 'unusual' ? `Unusual for this KPI; reported ${from}` : `Reported ${from}`;
}
