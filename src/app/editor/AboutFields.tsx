import { t } from '@grafana/i18n';
import { Input, RadioButtonGroup, Stack } from '@grafana/ui';
import React from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import { SEVERITIES } from '../../policy/schema';
import { findTeam } from '../../policy/team';
import { LANGUAGES } from '../../policy/texts';
import { useTeams } from '../teams/useTeams';
import { languageName, severityName } from '../words';
import type { PolicyFields } from './form';
import { FormField } from './FormField';
import { Section } from './Section';

/** What the message says besides: how bad, whose, what to do, and the policy's name. */
export function AboutFields() {
  const { control, register } = useFormContext<PolicyFields>();
  const [contact, told] = useWatch({ control, name: ['contact', 'team'] });
  const team = findTeam(useTeams() ?? [], told);
  return (
    <Section title={t('editor.say', 'Say')}>
      <Stack direction={{ xs: 'column', md: 'row' }} gap={2}>
        <Stack direction="column" flex={2}>
          <FormField name="title" label={t('editor.title', 'Name of the policy')}>
            <Input {...register('title')} id="title" />
          </FormField>
        </Stack>
        <Stack direction="column" flex={1}>
          <FormField name="severity" label={t('editor.severity', 'Severity')}>
            <Controller
              control={control}
              name="severity"
              render={({ field: { ref: _ref, ...field } }) => (
                <RadioButtonGroup
                  {...field}
                  id="severity"
                  fullWidth
                  aria-label={t('editor.severity', 'Severity')}
                  options={SEVERITIES.map((value) => ({ value, label: severityName(value) }))}
                />
              )}
            />
          </FormField>
        </Stack>
      </Stack>
      <Stack direction={{ xs: 'column', md: 'row' }} gap={2}>
        <Stack direction="column" flex={1}>
          {/* Two fields, each with an input of its own: one that served both would show nothing of the other. */}
          {contact === 'team' ? (
            <FormField
              key="ownOwner"
              name="ownOwner"
              label={t('editor.owner-own', 'Another owner than the team’s (optional)')}
            >
              <Input {...register('ownOwner')} id="ownOwner" placeholder={team?.owner} />
            </FormField>
          ) : (
            <FormField key="owner" name="owner" label={t('editor.owner', 'Owner team')}>
              <Input {...register('owner')} id="owner" />
            </FormField>
          )}
        </Stack>
        <Stack direction="column" flex={2}>
          <FormField name="runbook" label={t('editor.runbook', 'Runbook (optional)')}>
            <Input {...register('runbook')} id="runbook" type="url" placeholder="https://" />
          </FormField>
        </Stack>
        <FormField name="language" label={t('editor.language', 'Messages are in')}>
          <Controller
            control={control}
            name="language"
            render={({ field: { ref: _ref, ...field } }) => (
              <RadioButtonGroup
                {...field}
                id="language"
                aria-label={t('editor.language', 'Messages are in')}
                options={LANGUAGES.map((value) => ({ value, label: languageName(value) }))}
              />
            )}
          />
        </FormField>
      </Stack>
    </Section>
  );
}
