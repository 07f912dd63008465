import { t } from '@grafana/i18n';

/** What of a stored rule a fact is about, for people who know Grafana's rules. */
export function factName(fact: string): string {
  const [kind = '', name = ''] = split(fact);
  switch (kind) {
    case 'rule':
      return t('facts.rule', 'Alert rule');
    case 'activeHours':
      return t('facts.active-hours', 'Time interval of the active hours');
    case 'quiet':
      return t('facts.quiet', 'Time interval of the quiet times');
    case 'contactPoint':
      return t('facts.contact-point', 'Contact point');
    case 'title':
      return t('facts.title', 'Name of the rule');
    case 'folder':
      return t('facts.folder', 'Folder');
    case 'group':
      return t('facts.group', 'Rule group');
    case 'condition':
      return t('facts.condition', 'Condition');
    case 'for':
      return t('facts.for', 'Pending period');
    case 'keepFiringFor':
      return t('facts.keep-firing-for', 'Keep firing for');
    case 'noDataState':
      return t('facts.no-data', 'State when there is no data');
    case 'execErrState':
      return t('facts.error', 'State when the query fails');
    case 'sql':
      return t('facts.sql', 'SQL of query {{- name}}', { name });
    case 'query':
      return t('facts.query', 'Query or expression {{- name}}', { name });
    case 'label':
      return t('facts.label', 'Label {{- name}}', { name });
    case 'annotation':
      return t('facts.annotation', 'Annotation {{- name}}', { name });
    case 'notify':
      return notifyName(name);
    default:
      return fact;
  }
}

function notifyName(name: string): string {
  switch (name) {
    case 'receiver':
      return t('facts.contact-point', 'Contact point');
    case 'repeat_interval':
      return t('facts.repeat', 'Repeat interval');
    case 'group_by':
      return t('facts.group-by', 'Group by');
    case 'group_wait':
      return t('facts.group-wait', 'Group wait');
    case 'group_interval':
      return t('facts.group-interval', 'Group interval');
    case 'active_time_intervals':
      return t('facts.active-times', 'Active time intervals');
    case 'mute_time_intervals':
      return t('facts.mute-times', 'Mute timings');
    default:
      return name;
  }
}

function split(fact: string): [string, string] {
  const dot = fact.indexOf('.');
  return dot < 0 ? [fact, ''] : [fact.slice(0, dot), fact.slice(dot + 1)];
}
