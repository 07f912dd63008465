import type { Kpi } from '../kpi/catalogue/schema';
import { LENGTHS } from '../kpi/sql/judgement';
import { amount, byKpi, printed } from './template';
import type { Trigger } from './triggerSchema';

/** What a message says of a trigger: templates, which Grafana fills in at each evaluation. */
export interface TriggerText {
  /** What is wrong, in a line. */
  summary: string;
  /** The numbers behind it, and when it is reported. */
  description: string;
}

/** `$values.A` is now, `$values.B` expected, `$values.C` the change as a fraction, above 0 where it is bad. */
export function triggerText(trigger: Trigger, kpis: readonly Kpi[]): TriggerText {
  return {
    summary: `${nameText(kpis)} ${distance(trigger)} expected`,
    description: `Now ${amount(kpis, 'A')}, expected ${amount(kpis, 'B')}${windowText(trigger)}. ${linesText(trigger)}`,
  };
}

/** The name of the alert's KPI. */
export function nameText(kpis: readonly Kpi[]): string {
  return byKpi(kpis, (kpi) => printed(kpi.name));
}

/** How far off, in words: an alert that resolves may well be on the other side of what was expected. */
function distance({ direction }: Trigger): string {
  const side = direction === 'drop' ? 'below' : 'above';
  return `{{ with $values.C }}{{ if gt .Value 0.0 }}{{ humanizePercentage .Value }} ${side}{{ else }}not ${side}{{ end }}{{ end }}`;
}

/** How long the judged window is. Of several the rule says which by a number; see `compileJudgement`. */
function windowText(trigger: Trigger): string {
  if (trigger.kind === 'fixed') {
    return `, in ${trigger.window}`;
  }
  const texts = LENGTHS.map(
    (seconds, index) => `{{ ${index === 0 ? 'if' : 'else if'} eq .Value ${index + 4}.0 }}, in ${seconds / 60}m`
  );
  return `{{ with $values.N }}${texts.join('')}{{ end }}{{ end }}`;
}

function linesText({ kind, direction, percent, recoverPercent }: Trigger): string {
  const from = `from ${percent} % ${direction === 'drop' ? 'down' : 'up'}, until less than ${recoverPercent} %.`;
  return kind === 'fixed' ? `Reported ${from}` : `Unusual for this KPI; reported ${from}`;
}
