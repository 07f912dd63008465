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

/** The settings of contact points that we make: the words themselves are in the template group (see templateGroup). */
export const SLACK_TITLE = '{{ template "kpiwatch.slack.title" . }}';
export const SLACK_TEXT = '{{ template "kpiwatch.slack.text" . }}';
export const SLACK_COLOR = '{{ template "kpiwatch.color" . }}';
/** The body of a message with buttons, as Slack's chat.postMessage takes it. */
export const SLACK_BUTTONS = '{"channel":{{ .Vars.channel | data.ToJSON }},{{ template "kpiwatch.slack.buttons" . }}}';
export const PLAIN_TITLE = '{{ template "kpiwatch.title" . }}';
export const PLAIN_TEXT = '{{ template "kpiwatch.plain" . }}';
/** One line, for channels that have room for no more, to be piped on. */
export const SHORT = 'tmpl.Exec "kpiwatch.short" . | reReplaceAll `\\s+` " "';
