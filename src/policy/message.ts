import type { Kpi } from '../kpi/catalogue/schema';
import { ACKNOWLEDGE_PATH } from './acknowledge';
import { REMINDER_LABEL } from './cadence';
import { LENGTHS } from '../kpi/sql/judgement';
import type { Policy, Trigger } from './schema';

/** Grafana's template language takes text between quotes as Go does; a name must not end the string or the action. */
function goString(text: string): string {
  return JSON.stringify(text).replace(/[{}]/g, (brace) => `\\u00${brace.charCodeAt(0).toString(16)}`);
}

/** A template that prints the text as it is, braces and all: labels and annotations of a rule are templates. */
export function printed(text: string): string {
  return /[{}]/.test(text) ? `{{ ${goString(text)} }}` : text;
}

/** The text that `printed` made a template of; any other template as it is. */
export function unprinted(template: string): string {
  const [, quoted] = /^\{\{ ("(?:[^"\\{}]|\\.)*") \}\}$/.exec(template) ?? [];
  const text: unknown = quoted === undefined ? template : JSON.parse(quoted);
  return String(text);
}

/** A template that chooses by the alert's KPI. */
function byKpi(kpis: readonly Kpi[], text: (kpi: Kpi) => string): string {
  const texts = new Set(kpis.map(text));
  const [only] = texts;
  if (texts.size === 1 && only !== undefined) {
    return only;
  }
  return (
    kpis
      .map((kpi, index) => `{{ ${index === 0 ? 'if' : 'else if'} eq $labels.kpi ${goString(kpi.id)} }}${text(kpi)}`)
      .join('') + '{{ end }}'
  );
}

/** `₩` for `currencyKRW`: the sign that stands before an amount, or nothing for what is no currency. */
function currencySign(unit: string): string {
  const [, code] = /^currency([A-Z]{3})$/.exec(unit) ?? [];
  if (code === undefined) {
    return '';
  }
  const parts = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: code,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? '';
}

const amount = (kpis: readonly Kpi[], ref: 'A' | 'B') =>
  `${byKpi(kpis, ({ unit }) => printed(currencySign(unit)))}{{ with $values.${ref} }}{{ humanize .Value }}{{ end }}`;

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

/**
 * The rule's annotations, which Grafana fills in at each evaluation: they are what any contact point can print, ours or
 * somebody else's. `$values.A` is now, `$values.B` expected, `$values.C` the change as a fraction, above 0 where it is bad.
 */
export function ruleAnnotations(policy: Policy, kpis: readonly Kpi[]): Record<string, string> {
  const { trigger } = policy;
  const name = byKpi(kpis, (kpi) => printed(kpi.name));
  return {
    summary: `${name} ${distance(trigger)} expected`,
    kpi_name: name,
    description: `Now ${amount(kpis, 'A')}, expected ${amount(kpis, 'B')}${windowText(trigger)}. ${linesText(trigger)}`,
    ...(policy.runbook !== undefined && { runbook_url: printed(policy.runbook) }),
  };
}

/** A template that prints a field as Slack wants plain text: what people and databases wrote is no link and no mention. */
const plain = (field: string) =>
  `{{ ${field} | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;" }}`;

/** The title of a Slack message, for any number of alerts of one policy. */
export const SLACK_TITLE = [
  '{{ if eq .Status "firing" }}',
  '{{ if eq .CommonLabels.severity "critical" }}:rotating_light:{{ else }}:warning:{{ end }} ',
  '[{{ .CommonLabels.severity | toUpper }}] ',
  '{{ else }}:white_check_mark: [RESOLVED] {{ end }}',
  plain('.CommonLabels.alertname'),
].join('');

/** The title of a message over any other channel. */
export const PLAIN_TITLE =
  '{{ if eq .Status "firing" }}[{{ .CommonLabels.severity | toUpper }}] {{ else }}[RESOLVED] {{ end }}{{ .CommonLabels.alertname }}';

/** Slack writes it in the reader's own zone; the text behind the bar is for readers that can't. */
const slackTime = (field: string) =>
  `<!date^{{ .${field}.Unix }}^{date_short_pretty} {time}|{{ .${field}.UTC.Format "2006-01-02 15:04" }} UTC>`;

const slackLinks = [
  '{{ if .PanelURL }}<{{ .PanelURL }}|Panel> · {{ end }}',
  '{{ with .Annotations.runbook_url }}<{{ . }}|Runbook> · {{ end }}',
  '{{ if .GeneratorURL }}<{{ .GeneratorURL }}|Rule>{{ end }}',
].join('');

/** Grafana's link to a new silence names the alert; our page takes it from there, and needs no form to be filled in. */
const slackSilence = [
  '{{ if .SilenceURL }}',
  ` · <{{ reReplaceAll "/alerting/silence/new" "${ACKNOWLEDGE_PATH}" .SilenceURL }}|Acknowledge>`,
  ' · <{{ .SilenceURL }}|Silence>',
  '{{ end }}',
].join('');

/** A reminder stands in the message beside the alert that it reminds of, and says nothing new. */
const unlessReminder = `{{ if not .Labels.${REMINDER_LABEL} }}`;

/** The text of a Slack message: what fell, by how much, now and expected, since when, whose it is, and where to go. */
export const SLACK_TEXT = [
  `{{ range .Alerts.Firing }}${unlessReminder}`,
  `*${plain('.Annotations.summary')}*\n`,
  `${plain('.Annotations.description')}\n`,
  `Since ${slackTime('StartsAt')} · Severity: {{ .Labels.severity }} · Owner: ${plain('.Labels.owner')}\n`,
  `${slackLinks}${slackSilence}\n\n`,
  '{{ end }}{{ end }}',
  `{{ range .Alerts.Resolved }}${unlessReminder}`,
  `*${plain('.Annotations.kpi_name')} back to normal*\n`,
  `${plain('.Annotations.description')}\n`,
  `From ${slackTime('StartsAt')} to ${slackTime('EndsAt')} · Owner: ${plain('.Labels.owner')}\n`,
  `${slackLinks}\n\n`,
  '{{ end }}{{ end }}',
].join('');

/** The same for channels that take plain text. */
export const PLAIN_TEXT = [
  `{{ range .Alerts.Firing }}${unlessReminder}`,
  '{{ .Annotations.summary }}\n{{ .Annotations.description }}\n',
  'Since {{ .StartsAt.UTC.Format "2006-01-02 15:04" }} UTC · Severity: {{ .Labels.severity }} · Owner: {{ .Labels.owner }}\n',
  '{{ if .PanelURL }}Panel: {{ .PanelURL }}\n{{ end }}',
  '{{ with .Annotations.runbook_url }}Runbook: {{ . }}\n{{ end }}',
  `{{ if .SilenceURL }}Acknowledge: {{ reReplaceAll "/alerting/silence/new" "${ACKNOWLEDGE_PATH}" .SilenceURL }}\n{{ end }}\n`,
  '{{ end }}{{ end }}',
  `{{ range .Alerts.Resolved }}${unlessReminder}`,
  '{{ .Annotations.kpi_name }} back to normal\n{{ .Annotations.description }}\n\n',
  '{{ end }}{{ end }}',
].join('');
