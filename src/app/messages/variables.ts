import { t } from '@grafana/i18n';

import type { TextPart } from '../../policy/texts';

/** Something that a text can say of a breach, as Grafana's templates write it. */
interface Variable {
  value: string;
  description: string;
}

/** What can be put into a part of a message. `text` speaks of one breach, the others of all that one message tells. */
export function variablesOf(part: TextPart): Variable[] {
  return part === 'text' ? ofBreach('.') : ofMessage();
}

function ofBreach(dot: string): Variable[] {
  return [
    {
      value: `{{ ${dot}Annotations.summary }}`,
      description: t('messages.var-summary', 'What is wrong, in a line'),
    },
    {
      value: `{{ ${dot}Annotations.description }}`,
      description: t('messages.var-description', 'The numbers behind it'),
    },
    {
      value: `{{ ${dot}Annotations.worth }}`,
      description: t('messages.var-worth', 'How many are missing, and what they are worth'),
    },
    {
      value: `{{ ${dot}Annotations.drivers }}`,
      description: t('messages.var-drivers', 'Which values of its dimensions the change comes from'),
    },
    { value: `{{ ${dot}Annotations.kpi_name }}`, description: t('messages.var-kpi', 'The KPI’s name') },
    { value: `{{ ${dot}Annotations.runbook_url }}`, description: t('messages.var-runbook', 'The runbook’s address') },
    { value: `{{ ${dot}Labels.alertname }}`, description: t('messages.var-policy', 'The policy’s name') },
    { value: `{{ ${dot}Labels.severity }}`, description: t('messages.var-severity', 'The severity') },
    { value: `{{ ${dot}Annotations.team }}`, description: t('messages.var-team', 'The team that is told') },
    { value: `{{ ${dot}Labels.owner }}`, description: t('messages.var-owner', 'The owner team') },
    {
      value: `{{ ${dot}StartsAt.UTC.Format "2006-01-02 15:04" }}`,
      description: t('messages.var-since', 'Since when, in UTC'),
    },
    {
      value: `{{ if eq ${dot}Status "firing" }} … {{ else }} … {{ end }}`,
      description: t('messages.var-status', 'One text for a breach, another one for its end'),
    },
  ];
}

function ofMessage(): Variable[] {
  return [
    { value: '{{ .CommonLabels.alertname }}', description: t('messages.var-policy', 'The policy’s name') },
    { value: '{{ .CommonLabels.severity | toUpper }}', description: t('messages.var-severity', 'The severity') },
    { value: '{{ .CommonLabels.owner }}', description: t('messages.var-owner', 'The owner team') },
    { value: '{{ len .Alerts }}', description: t('messages.var-count', 'How many breaches it tells') },
    {
      value: '{{ (index .Alerts 0).Annotations.summary }}',
      description: t('messages.var-first', 'What is wrong with the first of them'),
    },
    {
      value: '{{ if eq .Status "firing" }} … {{ else }} … {{ end }}',
      description: t('messages.var-status', 'One text for a breach, another one for its end'),
    },
  ];
}
