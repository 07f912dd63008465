import { z } from 'zod';

import { SEVERITIES } from './schema';

/** The languages that messages are written in. */
export const LANGUAGES = ['en', 'ko'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What of a message people may write otherwise, each a template of Grafana's. */
export const TEXT_PARTS = ['title', 'text', 'short'] as const;
export type TextPart = (typeof TEXT_PARTS)[number];

/** Who is mentioned in Slack. */
export const MENTIONS = ['none', 'here', 'channel'] as const;

const wordsSchema = z.record(z.enum(TEXT_PARTS), z.string().trim().min(1).max(4000));

/** All that messages say, and whom they mention. */
export const textsSchema = z.strictObject({
  en: wordsSchema,
  ko: wordsSchema,
  mention: z.record(z.enum(SEVERITIES), z.enum(MENTIONS)),
});
export type Texts = z.infer<typeof textsSchema>;

/** Grafana tells of a rule whose query fails, or gives nothing, with an alert of such a name. */
const unread = (labels: string) => `eq ${labels}.alertname "DatasourceError" "DatasourceNoData"`;

/** Nothing was given, which is no failure. */
const isEmpty = 'eq .Labels.alertname "DatasourceNoData"';

const whenOpen = (open: string, over: string) => `{{ if eq .Status "firing" }}${open}{{ else }}${over}{{ end }}`;

/**
 * The name of the policy, which such an alert has in another label. Policies that tell alike share one message when a
 * database can't be read.
 */
const about = (several: string) =>
  `{{ with .CommonLabels.rulename }}{{ . }}{{ else }}{{ if ${unread('.CommonLabels')} }}${several}{{ else }}{{ .CommonLabels.alertname }}{{ end }}{{ end }}`;

/** A reminder that outlives its breach by a minute is no breach: see templateGroup. */
const IS_OPEN = 'eq (tmpl.Exec "kpiwatch.status" .) "firing"';

const policyOf = (labels: string) => `{{ with ${labels}.rulename }}{{ . }}: {{ end }}`;

/** Grafana ends the alerts of a rule that is paused (as closing by hand does), changed or deleted, whatever its numbers. */
const isStopped = 'eq .Annotations.grafana_state_reason "Paused" "Updated" "RuleDeleted"';

/** In one line: of such an alert the rule's summary has holes where its numbers would stand. */
const firstText = (unreadText: string, readText: string) =>
  [
    `{{ $first := index .Alerts 0 }}{{ if ${unread('$first.Labels')} }}${policyOf('$first.Labels')}`,
    `{{ if ${IS_OPEN} }}${unreadText}{{ else }}${readText}{{ end }}`,
    '{{ else }}{{ with $first.Annotations.summary }}{{ . }}{{ else }}{{ $first.Labels.alertname }}{{ end }}{{ end }}',
  ].join('');

/**
 * Our own words. `title` and `short` (SMS, phone) are of a whole message, `text` is of one breach. Everything in them is
 * plain text: what surrounds them escapes it for its channel, and adds links, since when, how urgent and whose it is.
 */
export const OUR_TEXTS: Texts = {
  en: {
    title: `{{ if ${IS_OPEN} }}[{{ .CommonLabels.severity | toUpper }}]{{ else }}[RESOLVED]{{ end }} ${about('Several policies')}`,
    text: [
      `{{ if ${unread('.Labels')} }}${policyOf('.Labels')}{{ if ${isEmpty} }}${whenOpen('There is no data now', 'There is data again')}`,
      `{{ else if eq .Status "firing" }}The numbers can't be read{{ with .Annotations.Error }}: {{ . }}{{ end }}`,
      '{{ else }}The numbers can be read again{{ end }}',
      '{{ else if eq .Status "firing" }}{{ .Annotations.summary }}\n{{ .Annotations.description }}',
      '{{ with .Annotations.worth }}\n{{ . }}{{ end }}{{ with .Annotations.drivers }}\n{{ . }}{{ end }}',
      `{{ else if ${isStopped} }}{{ .Annotations.kpi_name }}: no longer reported, because it was closed by hand, or its policy was paused or changed`,
      '{{ else }}{{ .Annotations.kpi_name }} back to normal\n{{ .Annotations.description }}{{ end }}',
    ].join(''),
    short: [
      `{{ if ${IS_OPEN} }}[{{ .CommonLabels.severity | toUpper }}]{{ else }}[RESOLVED]{{ end }} `,
      firstText("the numbers can't be read", 'the numbers can be read again'),
    ].join(''),
  },
  ko: {
    title: `{{ if ${IS_OPEN} }}[{{ template "kpiwatch.ko.severity" .CommonLabels }}]{{ else }}[복구]{{ end }} ${about('여러 정책')}`,
    text: [
      `{{ if ${unread('.Labels')} }}${policyOf('.Labels')}{{ if ${isEmpty} }}${whenOpen('지금 데이터가 없습니다', '다시 데이터가 있습니다')}`,
      '{{ else if eq .Status "firing" }}수치를 읽을 수 없습니다{{ with .Annotations.Error }}: {{ . }}{{ end }}',
      '{{ else }}수치를 다시 읽을 수 있습니다{{ end }}',
      '{{ else if eq .Status "firing" }}{{ .Annotations.summary }}\n{{ .Annotations.description }}',
      '{{ with .Annotations.worth }}\n{{ . }}{{ end }}{{ with .Annotations.drivers }}\n{{ . }}{{ end }}',
      `{{ else if ${isStopped} }}{{ .Annotations.kpi_name }}: 직접 종료했거나 정책을 일시 중지 또는 변경해 더 이상 알리지 않습니다`,
      '{{ else }}{{ .Annotations.kpi_name }} 정상으로 돌아왔습니다\n{{ .Annotations.description }}{{ end }}',
    ].join(''),
    short: [
      `{{ if ${IS_OPEN} }}[장애]{{ else }}[복구]{{ end }} `,
      firstText('수치를 읽을 수 없습니다', '수치를 다시 읽을 수 있습니다'),
    ].join(''),
  },
  mention: { critical: 'channel', warning: 'none', info: 'none' },
};
