import { t } from '@grafana/i18n';
import { Alert, Combobox, Field, Stack } from '@grafana/ui';
import React from 'react';

import { SEVERITIES } from '../../policy/schema';
import { ErrorAlert } from '../errors/ErrorAlert';
import { useContactPoints } from '../policies/usePolicies';
import { severityName } from '../words';
import { optionOf } from './options';
import type { TeamFields } from './teamFields';

interface Props {
  fields: TeamFields;
  problem?: string;
  onChange: (changed: Partial<TeamFields>) => void;
}

/** Over what a team is told: always, or otherwise for a severity. */
export function TeamContactPoints({ fields: { contactPoint, bySeverity }, problem, onChange }: Props) {
  const points = useContactPoints();
  const options = (points.data ?? []).filter(({ isUsable }) => isUsable).map(optionOf);
  const goneText = (name: string) =>
    name !== '' && points.data?.every(({ title }) => title !== name)
      ? t('teams.point-gone', 'There is no contact point "{{- name}}" any more. Choose another.', { name })
      : undefined;
  const individuals = [contactPoint, ...Object.values(bySeverity)].filter(
    (name) => points.data?.find(({ title }) => title === name)?.isIndividual
  );
  const error = problem ?? goneText(contactPoint);
  return (
    <>
      {points.isError && <ErrorAlert error={points.error} />}
      <Field
        noMargin
        label={t('policies.contact-point', 'Contact point')}
        description={t(
          'teams.contact-help',
          'Told of every breach, unless there is another one below for its severity. A contact point may have several channels, such as a phone and Slack: Grafana adds them under Alerting, Contact points.'
        )}
        invalid={error !== undefined}
        error={error}
      >
        <Combobox
          id="team-contact-point"
          loading={points.isPending}
          placeholder={t('editor.contact-point-placeholder', 'Choose a contact point')}
          value={contactPoint === '' ? null : { value: contactPoint, label: contactPoint }}
          options={options}
          onChange={({ value }) => onChange({ contactPoint: value })}
        />
      </Field>
      <Stack direction={{ xs: 'column', md: 'row' }} gap={2}>
        {SEVERITIES.map((severity) => {
          const name = bySeverity[severity];
          const gone = goneText(name);
          return (
            <Stack key={severity} direction="column" flex={1}>
              <Field
                noMargin
                label={t('teams.for-severity', '{{- severity}} (optional)', { severity: severityName(severity) })}
                invalid={gone !== undefined}
                error={gone}
              >
                <Combobox
                  id={`team-${severity}`}
                  isClearable
                  loading={points.isPending}
                  placeholder={t('teams.the-same', 'The same')}
                  value={name === '' ? null : { value: name, label: name }}
                  options={options}
                  onChange={(option) => onChange({ bySeverity: { ...bySeverity, [severity]: option?.value ?? '' } })}
                />
              </Field>
            </Stack>
          );
        })}
      </Stack>
      {individuals.length > 0 && (
        <Alert
          severity="warning"
          title={t('teams.individual', 'This reaches one person alone: {{- names}}', {
            names: [...new Set(individuals)].join(', '),
          })}
        >
          {t(
            'teams.individual-why',
            'Nobody hears of a breach while that person sleeps, travels or has left. Better give the team a channel, a group’s address, or a contact point with several channels.'
          )}
        </Alert>
      )}
    </>
  );
}
