import type { Kpi } from '../kpi/catalogue/schema';
import { driversText } from './drivers';
import type { Policy } from './schema';
import { KPI_SOURCE } from './kpiSource';
import { koreanTriggerText } from './koreanTriggerText';
import { printed, type Watched } from './template';
import { subjectText, triggerText } from './triggerText';
import { worthText } from './worth';

/**
 * The rule's annotations, which Grafana fills in at each evaluation: they are what any contact point can print, ours or
 * somebody else's.
 */
export function ruleAnnotations(policy: Policy, kpis: readonly Kpi[]): Record<string, string> {
  const watched = watchedIn(policy, kpis);
  const worth = worthText(policy.trigger, kpis, policy.language);
  const drivers = driversText(policy, kpis);
  return {
    ...(policy.language === 'ko' ? koreanTriggerText : triggerText)(policy.trigger, watched),
    kpi_name: subjectText(policy.trigger, watched),
    ...(worth !== undefined && { worth }),
    ...(!policy.query && { [KPI_SOURCE]: encodeURIComponent(policy.datasourceUid) }),
    ...(policy.team && { team: printed(policy.team.name) }),
    ...(drivers !== undefined && { drivers }),
    ...(policy.language !== undefined && { language: policy.language }),
    ...(policy.runbook !== undefined && { runbook_url: printed(policy.runbook) }),
  };
}

function watchedIn({ query }: Policy, kpis: readonly Kpi[]): readonly Watched[] {
  return query ? [{ id: '', name: query.name, unit: query.unit ?? '', labels: query.labels }] : kpis;
}

/**
 * A template of our group, and where somebody deleted that, one of Grafana's own: a call of what is not there is an error,
 * and the message would be empty. Within the text that is rendered on its own our template may be empty, and empty is what
 * does not replace it where it is.
 */
function orElse(name: string, fallback: string): string {
  const call = `{{ define \\"${name}\\" }}{{ end }}{{ template \\"${name}\\" . }}`;
  return `{{ with tmpl.Inline "${call}" . }}{{ . }}{{ else }}${fallback}{{ end }}`;
}

const ITS_TITLE = '{{ template "default.title" . }}';
const ITS_TEXT = '{{ template "default.message" . }}';

/** The settings of contact points that we make: the words themselves are in the template group (see templateGroup). */
export const SLACK_TITLE = orElse('kpiwatch.slack.title', ITS_TITLE);
export const SLACK_TEXT = orElse('kpiwatch.slack.text', ITS_TEXT);
export const SLACK_COLOR = orElse('kpiwatch.color', '{{ if eq .Status "firing" }}#D63232{{ else }}#36A64F{{ end }}');
/** The body of a message with buttons, as Slack's chat.postMessage takes it. */
export const SLACK_BUTTONS = `{"channel":{{ .Vars.channel | data.ToJSON }},${orElse(
  'kpiwatch.slack.buttons',
  '"text":{{ tmpl.Exec "default.title" . | data.ToJSON }}'
)}}`;
export const PLAIN_TITLE = orElse('kpiwatch.title', ITS_TITLE);
export const PLAIN_TEXT = orElse('kpiwatch.plain', ITS_TEXT);
/** One line, for channels that have room for no more, to be piped on. */
export const SHORT = `tmpl.Inline \`${orElse('kpiwatch.short', ITS_TITLE)}\` . | reReplaceAll \`\\s+\` " "`;
