import { t } from '@grafana/i18n';

/** What each field asks for, in the reader's language: the one sentence to show when it is not so. */
export function fieldRule(field: string): string {
  if (field.startsWith('quiet.maintenance.')) {
    return t('editor.rule-maintenance', 'Days of the week or a day, and two times of day that differ');
  }
  switch (field.replace(/\.\d+(?=\.)/, '')) {
    case 'kpis':
      return t('editor.rule-kpis', 'Choose one KPI or more');
    case 'datasourceUid':
      return t('editor.rule-datasource', 'Choose a data source');
    case 'query.uid':
      return t('editor.rule-query-source', 'Choose a data source that can alert');
    case 'query.name':
      return t('editor.rule-query-name', 'A name of up to 120 characters for what the query tells');
    case 'query.model':
      return t('editor.rule-query', 'Write a query');
    case 'shifted.against':
      return t('editor.rule-against', 'Up to four times from 1h to 90d, each once');
    case 'shifted.minimum':
      return t('editor.rule-minimum', 'A number, 0 or more');
    case 'shifted.delay':
      return t('editor.rule-delay', 'A time such as 1m, from 0s to 1d');
    case 'shifted.percent':
    case 'trigger.percent':
      return t('editor.rule-drop', 'A number from 1 to 99; of a rise, to 1000');
    case 'shifted.window':
    case 'trigger.window':
      return t('editor.rule-window', 'A time such as 10m or 1h, from 1m to 1d');
    case 'trigger.minimumEvents':
      return t('editor.rule-events', 'A whole number, 1 or more');
    case 'shifted.recoverPercent':
    case 'trigger.recoverPercent':
      return t('editor.rule-recover', 'A number from 1, lower than the change that is reported');
    case 'trigger.line':
    case 'trigger.low':
      return t('editor.rule-number', 'A number');
    case 'trigger.high':
      return t('editor.rule-high', 'A number above the lower line');
    case 'trigger.recover':
    case 'trigger.recoverLow':
    case 'trigger.recoverHigh':
      return t('editor.rule-recover-line', 'A number on the good side of the line; the line itself will do');
    case 'trigger.leastExpected':
    case 'trigger.atLeast':
      return t('editor.rule-events', 'A whole number, 1 or more');
    case 'trigger.untilFewer':
      return t('editor.rule-fewer', 'A whole number from 1 to the one before');
    case 'trigger.age':
      return t('editor.rule-age', 'A time such as 30m or 2h, from 1m to 7d');
    case 'trigger.time.column':
      return t('editor.rule-column', 'The name of a column');
    case 'trigger.time.zone':
      return t('editor.rule-zone', 'A time zone such as Asia/Seoul');
    case 'trigger.by':
      return t('editor.rule-by', 'A dimension that all of the KPIs have');
    case 'title':
      return t('editor.rule-title', 'A name of up to 120 characters');
    case 'severity':
      return t('editor.rule-severity', 'One of critical, warning and info');
    case 'owner':
      return t('editor.rule-owner', 'The team that looks after it, up to 120 characters');
    case 'runbook':
      return t('editor.rule-runbook', 'A link that starts with http:// or https://');
    case 'team':
      return t('editor.rule-team', 'Choose a team that is there');
    case 'ownOwner':
      return t('editor.rule-own-owner', 'Up to 120 characters, or nothing');
    case 'contactPoint':
      return t('editor.rule-contact', 'Choose who is told');
    case 'slack.name':
      return t('editor.rule-slack-name', 'A name of up to 100 characters');
    case 'slack.url':
      return t('editor.rule-slack-url', 'The address that Slack gave for the webhook; it starts with https://');
    case 'slack.token':
      return t('editor.rule-slack-token', 'A Slack token; a bot’s begins with xoxb-');
    case 'slack.channel':
      return t('editor.rule-slack-channel', 'A channel such as #orders, or its ID');
    case 'slack.endpointUrl':
      return t('editor.rule-slack-endpoint', 'An address that starts with https://, or nothing');
    case 'cadence.every':
      return t(
        'editor.rule-every',
        'A time such as 30m or 4h, from 1m to 5d, and 10 messages at most if they are counted'
      );
    case 'cadence.times':
      return t('editor.rule-times', 'A whole number from 2 to 10');
    case 'cadence.span':
      return t('editor.rule-span', 'A time such as 2h, not shorter than the one before, up to 5d');
    case 'escalation.after':
      return t('editor.rule-escalation-after', 'A time such as 15m, from 1m to 5d, later than the step before');
    case 'escalation.contactPoint':
      return t('editor.rule-escalation-contact', 'Choose who is told then');
    case 'ending.after':
      return t('editor.rule-after', 'A time such as 5m, from 0s to 1d');
    case 'activeHours.weekdays':
      return t('editor.rule-weekdays', 'Choose one day or more');
    case 'activeHours.from':
    case 'activeHours.to':
      return t('editor.rule-clock', 'A time of day such as 09:00, other than the beginning');
    case 'quiet.holidays':
      return t('editor.rule-holidays', 'Days such as 2026-12-25, 100 at most');
    case 'quiet.timings':
      return t('editor.rule-timings', '20 mute timings at most');
    case 'quiet.zone':
    case 'activeHours.zone':
      return t('editor.rule-zone', 'A time zone such as Asia/Seoul');
    case 'id':
      return t('editor.rule-id', 'Up to 37 letters, digits, - and _, which no other policy has');
    default:
      return t('editor.rule-other', 'Check this field');
  }
}
