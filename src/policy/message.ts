import type { Kpi } from '../kpi/catalogue/schema';
import { ACKNOWLEDGE_PATH } from './acknowledge';
import { REMINDER_LABEL } from './cadence';
import type { Policy } from './schema';
import { printed } from './template';
import { subjectText, triggerText } from './triggerText';

/**
 * The rule's annotations, which Grafana fills in at each evaluation: they are what any contact point can print, ours or
 * somebody else's.
 */
export function ruleAnnotations(policy: Policy, kpis: readonly Kpi[]): Record<string, string> {
  return {
    ...triggerText(policy.trigger, kpis),
    kpi_name: subjectText(policy.trigger, kpis),
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
