import { t } from '@grafana/i18n';
import { Input, RadioButtonGroup, Text } from '@grafana/ui';
import React from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import { WRAPPING } from './CadenceFields';
import { ContactPointName } from './ContactPointName';
import type { PolicyFields } from './form';
import { FormField } from './FormField';
import { slackAdvice } from './slackAdvice';
import { SECRET } from './secret';
import { TestMessage } from './TestMessage';

/** A Slack contact point, to be made when the policy is saved. */
export function SlackFields() {
  const { control } = useFormContext<PolicyFields>();
  const way = useWatch({ control, name: 'slack.way' });
  return (
    <>
      <ContactPointName name="slack.name" />
      <FormField name="slack.way" label={t('editor.slack-way', 'How Slack is reached')}>
        <Controller
          control={control}
          name="slack.way"
          render={({ field: { ref: _ref, ...field } }) => (
            <RadioButtonGroup
              {...field}
              className={WRAPPING}
              id="slack.way"
              aria-label={t('editor.slack-way', 'How Slack is reached')}
              options={[
                { value: 'webhook', label: t('editor.slack-webhook', 'Webhook URL') },
                { value: 'token', label: t('editor.slack-token-way', 'Bot token and channel') },
                { value: 'buttons', label: t('editor.slack-buttons-way', 'Bot token, with buttons') },
              ]}
            />
          )}
        />
      </FormField>
      {way === 'webhook' ? <WebhookFields /> : <TokenFields />}
      {way === 'buttons' && (
        <Text variant="bodySmall" color="secondary">
          {t(
            'editor.slack-buttons-help',
            'Acknowledge, Dashboard, Runbook and Silence become buttons. Grafana sends such messages through a webhook, which keeps the token secret, but takes every answer of Slack for a success: later, when Slack refuses (the bot has left the channel, say), nobody is told. Two test messages are sent, the first of them without buttons, whose answer is read. An incoming webhook can’t have buttons here: Grafana would show its address to everybody who may read contact points.'
          )}
        </Text>
      )}
      <TestMessage part="slack" service="Slack" adviceOn={slackAdvice} />
    </>
  );
}

function WebhookFields() {
  const { register } = useFormContext<PolicyFields>();
  return (
    <FormField
      name="slack.url"
      label={t('editor.slack-url', 'Webhook URL')}
      description={t('editor.slack-url-help', 'From Slack: Your apps → Incoming webhooks. It decides the channel.')}
    >
      <Input {...register('slack.url')} {...SECRET} id="slack.url" placeholder="https://hooks.slack.com/services/…" />
    </FormField>
  );
}

function TokenFields() {
  const { register } = useFormContext<PolicyFields>();
  return (
    <>
      <FormField
        name="slack.token"
        label={t('editor.slack-token', 'Bot token')}
        description={t('editor.slack-token-help', 'Of a Slack app with the scope chat:write that is in the channel.')}
      >
        <Input {...register('slack.token')} {...SECRET} id="slack.token" placeholder="xoxb-…" />
      </FormField>
      <FormField name="slack.channel" label={t('editor.slack-channel', 'Channel')}>
        <Input {...register('slack.channel')} id="slack.channel" placeholder="#orders" />
      </FormField>
      <FormField
        name="slack.endpointUrl"
        label={t('editor.slack-endpoint', 'Slack API address (optional)')}
        description={t('editor.slack-endpoint-help', 'Only where Slack is reached through a gateway.')}
      >
        <Input
          {...register('slack.endpointUrl')}
          id="slack.endpointUrl"
          type="url"
          placeholder="https://slack.com/api/chat.postMessage"
        />
      </FormField>
    </>
  );
}
