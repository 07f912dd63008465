import { ACKNOWLEDGE_PATH } from './acknowledge';
import { APP_ID } from './app';
import { REMINDER_LABEL } from './cadence';
import { ESCALATION_LABEL, WAITED } from './escalation';
import { hash } from './hash';
import { KPI_SOURCE } from './kpiSource';
import { SEVERITIES, type Severity } from './schema';
import { EARLIER_TEXTS } from './earlierTexts';
import {
  LANGUAGES,
  MENTIONS,
  OUR_TEXTS,
  TEXT_PARTS,
  textsSchema,
  type Language,
  type TextPart,
  type Texts,
} from './texts';

/** The title of the one group of Grafana's message templates that is ours. */
export const TEMPLATE_GROUP = 'KPI Watch';

/** What a rule's annotation `language` says where its messages are not in English. */
const isKorean = (annotations: string) => `eq .${annotations}.language "ko"`;

/** Slack would take what people and databases wrote for a link or a mention. */
const escaped = '| reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;"';

const trimmed = '| reReplaceAll `^\\s+|\\s+$` ""';

/** A reminder stands in the message beside the alert that it reminds of, and says nothing new. */
const unlessReminder = `{{ if not .Labels.${REMINDER_LABEL} }}`;

/** Grafana's link to a new silence names the alert; our page takes it from there, and needs no form to be filled in. */
const acknowledgeUrl = `reReplaceAll "/alerting/silence/new" "${ACKNOWLEDGE_PATH}" .SilenceURL`;

/** The link to the rule becomes those of our pages: nothing else in a message says where Grafana is. */
const policyUrl = `reReplaceAll "/alerting/grafana/([^/?]+?)(-[re][0-9]+)?/view" "/a/${APP_ID}/policies/$1" .GeneratorURL`;
const kpiUrl = `.GeneratorURL | reReplaceAll "/alerting/grafana/[^/?]+/view" (printf "/a/${APP_ID}/kpis/%s/%s" .Annotations.${KPI_SOURCE} .Labels.kpi)`;

/** A query is no KPI, nor are numbers that can't be read. */
const HAS_KPI = `and .GeneratorURL .Annotations.${KPI_SOURCE} .Labels.kpi`;

/** More breaches than these in one message with buttons, and Slack would refuse it (50 blocks). */
const MOST_WITH_BUTTONS = 15;

/** The words around a text, which nobody needs to write otherwise. */
interface Words {
  since: string;
  /** Of a breach that is over. */
  from: string;
  to: string;
  severity: string;
  /** What the label of the severity says; routes match the label as it is. */
  severities: Record<Severity, string>;
  /** Where alerts of several severities share a message. */
  anySeverity: string;
  team: string;
  owner: string;
  panel: string;
  dashboard: string;
  kpi: string;
  runbook: string;
  policy: string;
  acknowledge: string;
  /** How long nobody had answered. */
  unanswered: string;
  silence: string;
  more: string;
}

const WORDS: Record<Language, Words> = {
  en: {
    since: 'Since',
    from: 'From',
    to: 'to',
    severity: 'Severity',
    severities: { critical: 'critical', warning: 'warning', info: 'info' },
    anySeverity: 'alert',
    team: 'Team',
    owner: 'Owner',
    panel: 'Panel',
    dashboard: 'Dashboard',
    kpi: 'KPI',
    runbook: 'Runbook',
    policy: 'Policy',
    acknowledge: 'Acknowledge',
    unanswered: 'Nobody has acknowledged it for',
    silence: 'Silence',
    more: 'More than can be shown here; all of them:',
  },
  ko: {
    since: '시작',
    from: '기간',
    to: '~',
    severity: '심각도',
    severities: { critical: '긴급', warning: '경고', info: '알림' },
    anySeverity: '알림',
    team: '팀',
    owner: '담당',
    panel: '패널',
    dashboard: '대시보드',
    kpi: 'KPI',
    runbook: '런북',
    policy: '정책',
    acknowledge: '확인',
    unanswered: '확인 없이 지난 시간',
    silence: '음소거',
    more: '여기에 다 표시할 수 없습니다. 전체:',
  },
};

/** The group's content with these texts in it. */
export function templateGroup(texts: Texts): string {
  return [
    '{{/* The messages of KPI Watch. Change them there: Apps, KPI Watch, Policies, Messages. */}}',
    ...LANGUAGES.flatMap((language) =>
      TEXT_PARTS.map((part) => editable(`kpiwatch.${language}.${part}`, texts[language][part]))
    ),
    ...SEVERITIES.map((severity) => define(`kpiwatch.mention.${severity}`, mentionText(texts.mention[severity]))),
    ...LANGUAGES.flatMap((language) => channelTexts(language, WORDS[language])),
    define('kpiwatch.status', STATUS),
    define('kpiwatch.color', COLOUR),
    define('kpiwatch.mention', MENTION),
    ...['title', 'short', 'plain', 'slack.title', 'slack.text', 'slack.buttons'].map((name) =>
      define(
        `kpiwatch.${name}`,
        `{{ if ${isKorean('CommonAnnotations')} }}{{ template "kpiwatch.ko.${name}" . }}{{ else }}{{ template "kpiwatch.en.${name}" . }}{{ end }}`
      )
    ),
  ].join('\n');
}

/** The texts in a group's content; undefined where somebody wrote it so that they can't be told. */
export function textsIn(content: string): Texts | undefined {
  const part = (name: string) => editablePattern(name).exec(content)?.[1];
  const mention = (severity: string) =>
    MENTIONS.find((one) => content.includes(define(`kpiwatch.mention.${severity}`, mentionText(one))));
  const words = (language: Language) =>
    Object.fromEntries(TEXT_PARTS.map((name) => [name, part(`kpiwatch.${language}.${name}`)]));
  return textsSchema.safeParse({
    en: words('en'),
    ko: words('ko'),
    mention: Object.fromEntries(SEVERITIES.map((severity) => [severity, mention(severity)])),
  }).data;
}

/**
 * How what Grafana stores stands to what this release writes of the same texts: `other` where another release wrote it,
 * or somebody changed what is around the texts, and `foreign` where the texts themselves can't be told any more.
 */
export function groupStanding(content: string | undefined): 'fine' | 'missing' | 'other' | 'foreign' {
  if (content === undefined) {
    return 'missing';
  }
  const texts = textsIn(content);
  return texts === undefined ? 'foreign' : templateGroup(texts) === content ? 'fine' : 'other';
}

/** The group as this release writes it, with the texts that people wrote; with our own where they can't be told. */
export function groupAgain(content: string | undefined): string {
  return templateGroup((content === undefined ? undefined : textsToday(content)) ?? OUR_TEXTS);
}

/** The texts in a group's content, where nobody changed what an earlier release wrote as this release has them. */
export function textsToday(content: string): Texts | undefined {
  const texts = textsIn(content);
  return texts && { ...texts, en: wordsToday(texts, 'en'), ko: wordsToday(texts, 'ko') };
}

/** Which texts of a group's content people wrote, so that they stay as they are whatever this release says. */
export function ownTextsIn(content: string): Array<{ language: Language; part: TextPart }> {
  const texts = textsIn(content);
  return LANGUAGES.flatMap((language) =>
    TEXT_PARTS.filter((part) => texts && !isOurs(texts[language][part], OUR_TEXTS[language][part])).map((part) => ({
      language,
      part,
    }))
  );
}

function wordsToday(texts: Texts, language: Language): Texts[Language] {
  const today = OUR_TEXTS[language];
  const of = (part: TextPart) => (isOurs(texts[language][part], today[part]) ? today[part] : texts[language][part]);
  return { title: of('title'), text: of('text'), short: of('short') };
}

function isOurs(text: string, today: string): boolean {
  return text === today.trim() || EARLIER_TEXTS.has(hash(text));
}

function define(name: string, text: string): string {
  return `{{ define "${name}" }}${text}{{ end }}`;
}

/** The comment behind it tells where a text ends that has ends of its own. */
function editable(name: string, text: string): string {
  return `{{ define "${name}" -}}\n${text.trim()}\n{{- end }}{{/* ${name} */}}`;
}

function editablePattern(name: string): RegExp {
  const quoted = name.replaceAll('.', '\\.');
  return new RegExp(
    `\\{\\{ define "${quoted}" -\\}\\}\\n([\\s\\S]*?)\\n\\{\\{- end \\}\\}\\{\\{/\\* ${quoted} \\*/\\}\\}`
  );
}

function mentionText(mention: Texts['mention'][keyof Texts['mention']]): string {
  return mention === 'none' ? '' : `<!${mention}> `;
}

/**
 * What a message is of: `firing` or `resolved`. After a restart of Grafana a reminder may end a minute after the breach
 * that it reminds of, and Grafana calls what it tells of the end firing.
 */
const STATUS = [
  `{{ $status := .Status }}{{ range .Alerts.Resolved }}${unlessReminder}{{ $status = "resolved" }}{{ end }}{{ end }}`,
  `{{ range .Alerts.Firing }}${unlessReminder}{{ $status = "firing" }}{{ end }}{{ end }}{{ $status }}`,
].join('');

const IS_OPEN = 'eq (tmpl.Exec "kpiwatch.status" .) "firing"';

/** Of the bar beside a message in Slack. */
const COLOUR = [
  `{{ if not (${IS_OPEN}) }}#36A64F{{ else if eq .CommonLabels.severity "critical" }}#D63232`,
  '{{ else if eq .CommonLabels.severity "warning" }}#E8912D{{ else }}#3871DC{{ end }}',
].join('');

const MENTION = [
  `{{ if ${IS_OPEN} }}`,
  ...SEVERITIES.map(
    (severity) =>
      `{{ if eq .CommonLabels.severity "${severity}" }}{{ template "kpiwatch.mention.${severity}" . }}{{ end }}`
  ),
  '{{ end }}',
].join('');

const EMOJI = [
  `{{ if ${IS_OPEN} }}`,
  '{{ if eq .CommonLabels.severity "critical" }}:rotating_light:{{ else }}:warning:{{ end }}',
  '{{ else }}:white_check_mark:{{ end }}',
].join('');

function channelTexts(language: Language, words: Words): string[] {
  const name = `kpiwatch.${language}`;
  return [
    define(`${name}.severity`, severityText(words)),
    define(`${name}.slack.title`, `${EMOJI} {{ tmpl.Exec "${name}.title" . ${trimmed} ${escaped} }}`),
    define(`${name}.slack.alert`, slackAlert(name, words)),
    define(`${name}.slack.links`, slackLinks(words)),
    define(`${name}.slack.policy`, slackPolicy(words)),
    define(`${name}.slack.text`, slackText(name)),
    define(`${name}.slack.actions`, slackActions(words)),
    define(`${name}.slack.buttons`, slackButtons(name, words)),
    define(`${name}.plain`, plainText(name, words)),
  ];
}

/** A label of the severity in words; its dot are labels. */
function severityText({ severities, anySeverity }: Words): string {
  const words = SEVERITIES.map((severity) => `if eq .severity "${severity}" }}${severities[severity]}`);
  return `{{ ${words.join('{{ else ')}{{ else }}{{ or .severity "${anySeverity}" }}{{ end }}`;
}

const UTC = '{{ .UTC.Format "2006-01-02 15:04" }} UTC';

/** Slack writes it in the reader's own zone; the text behind the bar is for readers that can't. */
const SLACK_TIME = `<!date^{{ .Unix }}^{date_short_pretty} {time}|${UTC}>`;

/** When the breach began, which is before the alert of a rule that waited. Nothing but a literal can be told as a length. */
const began = (time: string) =>
  [
    `{{ if match \`^[0-9]+$\` (or .Annotations.${WAITED} "") }}`,
    `{{ tmpl.Inline (printf \`{{ with .StartsAt.Add -%s }}${time}{{ end }}\` .Annotations.${WAITED}) . }}`,
    `{{ else }}{{ with .StartsAt }}${time}{{ end }}{{ end }}`,
  ].join('');

/** Whose it is; a team that is its own owner is named once. */
function whose({ team, owner }: Words, escape = ''): string {
  return [
    `{{ with .Annotations.team }} · ${team}: {{ . ${escape} }}{{ end }}`,
    `{{ if ne .Labels.owner .Annotations.team }} · ${owner}: {{ .Labels.owner ${escape} }}{{ end }}`,
  ].join('');
}

/** What a breach is, its first line in bold, since when, and whose it is. */
function slackAlert(name: string, words: Words): string {
  const { since, from, to, severity, unanswered } = words;
  return [
    `{{ tmpl.Exec "${name}.text" . ${trimmed} ${escaped} | reReplaceAll \`^([^\\n]+)\` "*$1*" }}\n`,
    `{{ if eq .Status "firing" }}${since} ${began(SLACK_TIME)} · ${severity}: {{ template "${name}.severity" .Labels }}`,
    `{{ else }}${from} ${began(SLACK_TIME)} ${to} {{ with .EndsAt }}${SLACK_TIME}{{ end }}{{ end }}`,
    whose(words, escaped),
    escalated(unanswered),
  ].join('');
}

/** Why a message comes to somebody who was not told at first. */
function escalated(unanswered: string): string {
  return `{{ if eq .Status "firing" }}{{ with .Labels.${ESCALATION_LABEL} }} · ${unanswered} {{ . }}{{ end }}{{ end }}`;
}

/** What a person does first comes first. */
function slackLinks({ panel, kpi, runbook, policy, acknowledge, silence }: Words): string {
  const isOpen = 'and .SilenceURL (eq .Status "firing")';
  return [
    `{{ if ${isOpen} }}<{{ ${acknowledgeUrl} }}|${acknowledge}> · {{ end }}`,
    `{{ if .PanelURL }}<{{ .PanelURL }}|${panel}> · {{ end }}`,
    `{{ if ${HAS_KPI} }}<{{ ${kpiUrl} }}|${kpi}> · {{ end }}`,
    `{{ with .Annotations.runbook_url }}<{{ . }}|${runbook}> · {{ end }}`,
    `{{ if .GeneratorURL }}<{{ ${policyUrl} }}|${policy}>{{ end }}`,
    `{{ if ${isOpen} }} · <{{ .SilenceURL }}|${silence}>{{ end }}`,
  ].join('');
}

/** In a message with buttons the policy is a link in the text: of buttons, five are enough. */
function slackPolicy({ policy }: Words): string {
  return `{{ if .GeneratorURL }} · <{{ ${policyUrl} }}|${policy}>{{ end }}`;
}

function slackText(name: string): string {
  const alerts = (status: string) =>
    `{{ range .Alerts.${status} }}${unlessReminder}{{ template "${name}.slack.alert" . }}\n{{ template "${name}.slack.links" . }}\n\n{{ end }}{{ end }}`;
  // A line at least: where all of it is reminders there is nothing to say, and nothing is what Grafana's own words replace.
  return `{{ template "kpiwatch.mention" . }}${alerts('Firing')}${alerts('Resolved')}\n`;
}

/** Buttons that are links: a click on one needs nobody who listens. */
function slackActions({ acknowledge, dashboard, kpi, runbook, silence, policy }: Words): string {
  const button = (label: string, url: string, style = '') =>
    `(coll.Dict "type" "button" "text" (coll.Dict "type" "plain_text" "text" "${label}") "url" (${url})${style})`;
  const add = (condition: string, made: string) =>
    `{{ if ${condition} }}{{ $buttons = coll.Append ${made} $buttons }}{{ end }}`;
  return [
    '{{ $buttons := coll.Slice }}',
    add('and .SilenceURL (eq .Status "firing")', button(acknowledge, acknowledgeUrl, ' "style" "primary"')),
    add('.PanelURL', button(dashboard, 'print .PanelURL')),
    add(HAS_KPI, button(kpi, kpiUrl)),
    add('.Annotations.runbook_url', button(runbook, 'print .Annotations.runbook_url')),
    add('and .SilenceURL (eq .Status "firing")', button(silence, 'print .SilenceURL')),
    add('and .GeneratorURL (not $buttons)', button(policy, policyUrl)),
    '{{ coll.Dict "type" "actions" "elements" $buttons | data.ToJSON }}',
  ].join('');
}

/** What a message with buttons has beside its channel, as members of a JSON object. */
function slackButtons(name: string, { more }: Words): string {
  const section = (text: string) => `coll.Dict "type" "section" "text" (coll.Dict "type" "mrkdwn" "text" (${text}))`;
  return [
    '{{ $blocks := coll.Slice }}{{ range $index, $alert := .Alerts }}',
    `{{ if lt $index ${MOST_WITH_BUTTONS} }}{{ if not .Labels.${REMINDER_LABEL} }}`,
    `{{ $blocks = coll.Append (${section(`printf "%s%s" (tmpl.Exec "${name}.slack.alert" .) (tmpl.Exec "${name}.slack.policy" .)`)}) $blocks }}`,
    `{{ if or .GeneratorURL .PanelURL (and .SilenceURL (eq .Status "firing")) }}{{ $blocks = coll.Append (tmpl.Exec "${name}.slack.actions" . | data.JSON) $blocks }}{{ end }}`,
    '{{ end }}{{ end }}{{ end }}',
    `{{ if gt (len .Alerts) ${MOST_WITH_BUTTONS} }}{{ $blocks = coll.Append (${section(`printf "${more} %d" (len .Alerts)`)}) $blocks }}{{ end }}`,
    `"text":{{ printf "%s%s" (tmpl.Exec "kpiwatch.mention" .) (tmpl.Exec "${name}.slack.title" .) | data.ToJSON }},`,
    '"attachments":{{ coll.Slice (coll.Dict "color" (tmpl.Exec "kpiwatch.color" .) "blocks" $blocks) | data.ToJSON }}',
  ].join('');
}

/** For channels that take plain text. */
function plainText(name: string, words: Words): string {
  const { since, severity, panel, kpi, runbook, policy, acknowledge, unanswered } = words;
  return [
    `{{ range .Alerts.Firing }}${unlessReminder}`,
    `{{ tmpl.Exec "${name}.text" . ${trimmed} }}\n`,
    `${since} ${began(UTC)} · ${severity}: {{ template "${name}.severity" .Labels }}${whose(words)}${escalated(unanswered)}\n`,
    `{{ if .SilenceURL }}${acknowledge}: {{ ${acknowledgeUrl} }}\n{{ end }}`,
    `{{ if .PanelURL }}${panel}: {{ .PanelURL }}\n{{ end }}`,
    `{{ if ${HAS_KPI} }}${kpi}: {{ ${kpiUrl} }}\n{{ end }}`,
    `{{ with .Annotations.runbook_url }}${runbook}: {{ . }}\n{{ end }}`,
    `{{ if .GeneratorURL }}${policy}: {{ ${policyUrl} }}\n{{ end }}\n`,
    '{{ end }}{{ end }}',
    `{{ range .Alerts.Resolved }}${unlessReminder}{{ tmpl.Exec "${name}.text" . ${trimmed} }}\n\n{{ end }}{{ end }}\n`,
  ].join('');
}

/** Our own words, where nobody wrote others. */
export const OUR_TEMPLATE_GROUP = templateGroup(OUR_TEXTS);
