import { t } from '@grafana/i18n';

import type { PolicyField } from '../policy/changes';
import type { Policy, WatchedQuery } from '../policy/schema';
import { numberText } from '../policy/template';
import {
  dimensionOf,
  type RowsChanged,
  type SoFar,
  type Threshold,
  type Trigger,
  type WindowChange,
} from '../policy/triggerSchema';
import { cadencePhrase, endingPhrase, escalationPhrase, hoursPhrase, unreadName } from './cadenceWords';
import { quietText } from './quietWords';
import { againstText, reducerName } from './queryWords';
import { durationWords, languageName, severityName } from './words';

/** A part of a policy by name. */
export function fieldName(field: PolicyField): string {
  switch (field) {
    case 'title':
      return t('fields.title', 'Name');
    case 'datasourceUid':
      return t('fields.datasource', 'Data source');
    case 'kpis':
      return t('fields.kpis', 'KPIs');
    case 'query':
      return t('fields.query', 'Query');
    case 'trigger':
      return t('fields.trigger', 'When');
    case 'team':
      return t('fields.team', 'Team');
    case 'contactPoint':
      return t('fields.contact-point', 'Contact point');
    case 'cadence':
      return t('fields.cadence', 'How often');
    case 'ending':
      return t('fields.ending', 'Until');
    case 'escalation':
      return t('fields.escalation', 'If nobody answers');
    case 'language':
      return t('fields.language', 'Language of the messages');
    case 'whenUnread':
      return t('fields.when-unread', 'When its numbers can’t be read');
    case 'activeHours':
      return t('fields.active-hours', 'Active hours');
    case 'quiet':
      return t('fields.quiet', 'Quiet times');
    case 'muteTimings':
      return t('fields.mute-timings', 'Mute timings');
    case 'severity':
      return t('fields.severity', 'Severity');
    case 'owner':
      return t('fields.owner', 'Owner');
    case 'runbook':
      return t('fields.runbook', 'Runbook');
  }
}

/** What a policy says in one part of it. */
export function fieldText(field: PolicyField, policy: Policy): string {
  switch (field) {
    case 'kpis':
      return policy.kpis.join(', ');
    case 'query':
      return policy.query ? queryText(policy.query) : t('fields.none', 'None');
    case 'team':
      return policy.team ? teamText(policy.team) : t('fields.none', 'None');
    case 'trigger':
      return triggerText(policy.trigger);
    case 'cadence':
      return cadencePhrase(policy.cadence);
    case 'ending':
      return endingPhrase(policy.ending);
    case 'escalation':
      return policy.escalation?.map(escalationPhrase).join(' · ') ?? t('fields.nobody-else', 'Nobody else');
    case 'language':
      return languageName(policy.language ?? 'en');
    case 'whenUnread':
      return unreadName(policy.whenUnread ?? 'tell');
    case 'activeHours':
      return policy.activeHours ? hoursPhrase(policy.activeHours) : t('fields.always', 'Always');
    case 'quiet':
      return policy.quiet ? quietText(policy.quiet) : t('fields.none', 'None');
    case 'muteTimings':
      return policy.muteTimings?.join(', ') ?? t('fields.none', 'None');
    case 'severity':
      return severityName(policy.severity);
    case 'runbook':
      return policy.runbook ?? t('fields.none', 'None');
    default:
      return policy[field];
  }
}

function teamText({ name, owner }: NonNullable<Policy['team']>): string {
  return owner === 'own' ? t('fields.team-own', '{{- name}}, with an owner of its own', { name }) : name;
}

/** By its name, and as its data source has it. */
function queryText({ name, type, reduce, model }: WatchedQuery): string {
  return `${name}: ${reducerName(reduce)}, ${type} ${JSON.stringify(model)}`;
}

function triggerText(trigger: Trigger): string {
  const by = dimensionOf(trigger);
  const text = ownText(trigger);
  return by === undefined ? text : t('fields.by', '{{- text}}, each {{- by}} for itself', { text, by });
}

function ownText(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'unusual':
    case 'fixed':
    case 'shifted':
      return changeText(trigger);
    case 'so-far':
      return soFarText(trigger);
    case 'threshold':
      return thresholdText(trigger);
    case 'no-data':
      return t('fields.no-data', 'No row in {{- window}}, where at least {{- rows}} are expected', {
        window: durationWords(trigger.window),
        rows: numberText(trigger.leastExpected),
      });
    case 'stale':
      return t('fields.stale', 'The newest row is older than {{- age}}', { age: durationWords(trigger.age) });
    case 'rows':
      return rowsText(trigger);
  }
}

function soFarText({ direction, percent, recoverPercent, minimumEvents }: SoFar): string {
  const values = { percent, recoverPercent, minimumEvents };
  return direction === 'drop'
    ? t(
        'fields.behind',
        'Today so far more than {{percent}} % behind the usual, until less than {{recoverPercent}} %, from {{minimumEvents}} expected events on',
        values
      )
    : t(
        'fields.ahead',
        'Today so far more than {{percent}} % ahead of the usual, until less than {{recoverPercent}} %, from {{minimumEvents}} expected events on',
        values
      );
}

function rowsText({ change, time, atLeast, untilFewer, window }: RowsChanged): string {
  const values = {
    rows: numberText(atLeast),
    recover: numberText(untilFewer),
    window: durationWords(window),
    column: time.column,
  };
  switch (change) {
    case 'created':
      return t(
        'fields.created',
        '{{- rows}} rows or more created in {{- window}}, by {{- column}}, until fewer than {{- recover}}',
        values
      );
    case 'changed':
      return t(
        'fields.changed',
        '{{- rows}} rows or more changed in {{- window}}, by {{- column}}, until fewer than {{- recover}}',
        values
      );
    case 'deleted':
      return t(
        'fields.deleted',
        '{{- rows}} rows or more deleted in {{- window}}, by {{- column}}, until fewer than {{- recover}}',
        values
      );
  }
}

function thresholdText(trigger: Threshold): string {
  const window = durationWords(trigger.window);
  switch (trigger.side) {
    case 'above':
      return t('fields.above', 'Above {{- line}} in {{- window}}, until below {{- recover}}', {
        window,
        line: numberText(trigger.line),
        recover: numberText(trigger.recover),
      });
    case 'below':
      return t('fields.below', 'Below {{- line}} in {{- window}}, until above {{- recover}}', {
        window,
        line: numberText(trigger.line),
        recover: numberText(trigger.recover),
      });
    case 'outside':
      return t(
        'fields.outside',
        'Outside {{- low}} to {{- high}} in {{- window}}, until inside {{- recoverLow}} to {{- recoverHigh}}',
        {
          window,
          low: numberText(trigger.low),
          high: numberText(trigger.high),
          recoverLow: numberText(trigger.recoverLow),
          recoverHigh: numberText(trigger.recoverHigh),
        }
      );
  }
}

function changeText(trigger: WindowChange): string {
  const { direction, percent, recoverPercent } = trigger;
  if (trigger.kind === 'unusual') {
    const values = { percent, recoverPercent };
    return direction === 'drop'
      ? t(
          'fields.unusual-drop',
          'Unusual for the KPI and more than {{percent}} % below expected, until less than {{recoverPercent}} %',
          values
        )
      : t(
          'fields.unusual-rise',
          'Unusual for the KPI and more than {{percent}} % above expected, until less than {{recoverPercent}} %',
          values
        );
  }
  if (trigger.kind === 'shifted') {
    const values = {
      percent,
      recoverPercent,
      window: durationWords(trigger.window),
      against: againstText(trigger.against),
      minimum: trigger.minimum,
      delay: durationWords(trigger.delay ?? '0s'),
    };
    return direction === 'drop'
      ? t(
          'fields.shifted-drop',
          'More than {{percent}} % below {{- against}} in {{- window}} ({{- delay}} late), until less than {{recoverPercent}} %, from {{minimum}} expected on',
          values
        )
      : t(
          'fields.shifted-rise',
          'More than {{percent}} % above {{- against}} in {{- window}} ({{- delay}} late), until less than {{recoverPercent}} %, from {{minimum}} expected on',
          values
        );
  }
  const values = {
    percent,
    window: durationWords(trigger.window),
    recoverPercent,
    minimumEvents: trigger.minimumEvents,
  };
  return direction === 'drop'
    ? t(
        'fields.fixed-drop',
        'More than {{percent}} % below expected in {{- window}}, until less than {{recoverPercent}} %, from {{minimumEvents}} expected events on',
        values
      )
    : t(
        'fields.fixed-rise',
        'More than {{percent}} % above expected in {{- window}}, until less than {{recoverPercent}} %, from {{minimumEvents}} expected events on',
        values
      );
}
