import { t } from '@grafana/i18n';
import { Combobox, RadioButtonGroup } from '@grafana/ui';
import React from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import { ErrorAlert } from '../errors/ErrorAlert';
import { WRAPPING } from './CadenceFields';
import { ChannelFields } from './ChannelFields';
import type { PolicyFields } from './form';
import { FormField } from './FormField';
import { IndividualWarning } from './IndividualWarning';
import { Section } from './Section';
import { SlackFields } from './SlackFields';
import { UnreadFields } from './UnreadFields';
import { optionOf } from '../teams/options';
import { useContactPoints } from '../policies/usePolicies';
import { TeamField } from './TeamField';
import { useSetUp } from './useSetUp';

/** "Tell …": a team, a contact point that is there, or one made here. */
export function ContactPointFields({ isNew }: { isNew: boolean }) {
  const { control } = useFormContext<PolicyFields>();
  const points = useContactPoints();
  const contact = useWatch({ control, name: 'contact' });
  useSetUp(isNew);
  return (
    <Section title={t('editor.tell', 'Tell')} maxWidth={64}>
      <FormField name="contact" label={t('editor.contact', 'Who is told')}>
        <Controller
          control={control}
          name="contact"
          render={({ field: { ref: _ref, ...field } }) => (
            <RadioButtonGroup
              {...field}
              className={WRAPPING}
              id="contact"
              aria-label={t('editor.contact', 'Who is told')}
              options={[
                { value: 'team', label: t('editor.contact-team', 'A team'), icon: 'users-alt' },
                { value: 'existing', label: t('editor.contact-existing', 'A contact point') },
                { value: 'slack', label: t('editor.contact-slack', 'A new Slack contact point'), icon: 'slack' },
                { value: 'channel', label: t('editor.contact-channel', 'A new one of another kind') },
              ]}
            />
          )}
        />
      </FormField>
      {contact === 'team' && <TeamField />}
      {contact === 'existing' && points.isError && <ErrorAlert error={points.error} />}
      {contact === 'existing' && (
        <FormField
          name="contactPoint"
          label={t('editor.contact-point', 'Contact point')}
          description={t('editor.contact-point-help', 'Grafana’s contact points, Slack ones first.')}
        >
          <Controller
            control={control}
            name="contactPoint"
            render={({ field: { ref: _ref, onChange, value, ...field }, fieldState }) => (
              <Combobox
                {...field}
                invalid={fieldState.invalid}
                id="contactPoint"
                loading={points.isPending}
                placeholder={t('editor.contact-point-placeholder', 'Choose a contact point')}
                value={value === '' ? null : { value, label: value }}
                options={(points.data ?? []).filter(({ isUsable }) => isUsable).map(optionOf)}
                onChange={(option) => onChange(option.value)}
              />
            )}
          />
        </FormField>
      )}
      {contact === 'slack' && <SlackFields />}
      {contact === 'channel' && <ChannelFields />}
      <IndividualWarning />
      <UnreadFields />
    </Section>
  );
}
