import { t } from '@grafana/i18n';
import { Checkbox, Combobox, Input, TextArea } from '@grafana/ui';
import React from 'react';
import { Controller, useFormContext } from 'react-hook-form';

import { isNeeded, type ChannelIssue, type ChannelOption, type Typed } from '../../policy/channel';
import type { SettingPlace } from './ChannelOptions';
import type { PolicyFields } from './form';
import { FormField } from './FormField';
import { SECRET } from './secret';

interface Props {
  option: ChannelOption;
  place: SettingPlace;
  /** What is typed for the settings beside it. */
  beside: Typed;
}

/** A setting of a channel, in Grafana's own words. */
export function ChannelOptionField({ option, place, beside }: Props) {
  const { control, register, getFieldState, formState } = useFormContext<PolicyFields>();
  const { error } = getFieldState(place, formState);
  if (option.element === 'checkbox') {
    return <Checkbox {...register(place)} label={option.label} description={option.description} />;
  }
  return (
    <FormField
      name={place}
      label={isNeeded(option, beside) ? `${option.label} *` : option.label}
      description={[option.description, formatHelp(option)].filter(Boolean).join(' ')}
      problem={error && problemText(error.message, option)}
    >
      {option.element === 'select' ? (
        <Controller
          control={control}
          name={place}
          render={({ field: { ref: _ref, onChange, value, ...field } }) => (
            <Combobox
              {...field}
              id={place}
              isClearable
              placeholder={option.placeholder}
              value={typeof value === 'string' && value !== '' ? value : null}
              options={option.choices}
              onChange={(choice) => onChange(choice?.value ?? '')}
            />
          )}
        />
      ) : option.element === 'input' || (option.isSecret && option.element !== 'textarea') ? (
        <Input {...register(place)} {...(option.isSecret && SECRET)} id={place} placeholder={option.placeholder} />
      ) : (
        <TextArea {...register(place)} id={place} rows={4} placeholder={option.placeholder} autoComplete="off" />
      )}
    </FormField>
  );
}

function formatHelp({ element }: ChannelOption): string {
  switch (element) {
    case 'string_array':
      return t('editor.channel-lines', 'One a line.');
    case 'key_value_map':
      return t('editor.channel-pairs', 'One a line, as "name: value".');
    default:
      return '';
  }
}

function problemText(what: unknown, { label, pattern }: ChannelOption): string {
  const issue: ChannelIssue['what'] | undefined = (['missing', 'pattern', 'pairs'] as const).find(
    (one) => one === what
  );
  switch (issue) {
    case 'pattern':
      return t('editor.channel-pattern', 'Grafana takes here what matches {{- pattern}}', { pattern });
    case 'pairs':
      return t('editor.channel-pairs-rule', 'A name, a colon and a value in each line');
    default:
      return t('editor.channel-missing', '{{- label}} is needed', { label });
  }
}
