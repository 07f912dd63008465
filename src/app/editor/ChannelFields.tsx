import { t } from '@grafana/i18n';
import { Checkbox, Combobox, LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import React from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import { defaultTyped } from '../../policy/channel';
import { ErrorAlert } from '../errors/ErrorAlert';
import { useChannelTypes } from '../policies/usePolicies';
import { channelAdvice } from './channelAdvice';
import { ChannelOptions } from './ChannelOptions';
import { ContactPointName } from './ContactPointName';
import type { PolicyFields } from './form';
import { FormField } from './FormField';
import { ReadyMadeChoice } from './ReadyMadeChoice';
import { TestMessage } from './TestMessage';

/** A contact point of any kind that this Grafana has, in the fields that Grafana describes; made with the policy. */
export function ChannelFields() {
  const { control, getValues, register, setValue } = useFormContext<PolicyFields>();
  const types = useChannelTypes();
  const type = useWatch({ control, name: 'channel.type' });
  if (types.isError) {
    return <ErrorAlert error={types.error} />;
  }
  if (types.isPending) {
    return <LoadingPlaceholder text={t('editor.channel-loading', 'Reading the kinds of contact points')} />;
  }
  const chosen = types.data.find((one) => one.type === type);
  const onChoose = (value: string) => {
    const options = types.data.find((one) => one.type === value)?.options ?? [];
    // What was typed for a kind is there again when a person comes back to it.
    if (getValues(`channel.settings.${value}`) === undefined) {
      setValue(`channel.settings.${value}`, defaultTyped(options));
    }
  };
  return (
    <>
      <ReadyMadeChoice types={types.data} />
      <ContactPointName name="channel.name" />
      <FormField name="channel.type" label={t('editor.channel-type', 'Kind')}>
        <Controller
          control={control}
          name="channel.type"
          render={({ field: { ref: _ref, onChange, value, ...field }, fieldState }) => (
            <Combobox
              {...field}
              invalid={fieldState.invalid}
              id="channel.type"
              placeholder={t('editor.channel-type-placeholder', 'E-mail, PagerDuty, webhook …')}
              value={value === '' ? null : value}
              options={types.data.map((one) => ({ value: one.type, label: one.name }))}
              onChange={(option) => {
                onChoose(option.value);
                onChange(option.value);
              }}
            />
          )}
        />
      </FormField>
      {chosen?.notes.map((note) => (
        <Text key={note} variant="bodySmall" color="secondary">
          {note}
        </Text>
      ))}
      {chosen && (
        <>
          <ChannelOptions key={type} options={chosen.options} place={`channel.settings.${type}`} />
          <Stack direction="row">
            <Checkbox
              {...register('channel.resolved')}
              label={t('editor.channel-resolved', 'Tell the end of a breach as well')}
            />
          </Stack>
          <TestMessage part="channel" service={chosen.name} channelTypes={types.data} adviceOn={channelAdvice} />
        </>
      )}
    </>
  );
}
