import { t } from '@grafana/i18n';
import { Box, Button, CollapsableSection, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';

import { isShown, isWords, typedOf, type ChannelOption } from '../../policy/channel';
import { ChannelOptionField } from './ChannelOptionField';
import type { PolicyFields } from './form';

/** Where in the form the settings are typed. */
export type SettingPlace = `channel.settings.${string}`;

interface Props {
  options: readonly ChannelOption[];
  place: SettingPlace;
}

/** The settings of a channel: those that must be filled in, and behind a fold those that may. */
export function ChannelOptions({ options, place }: Props) {
  const [isOpen, setIsOpen] = useState<boolean>();
  const typed = typedOf(useWatch<PolicyFields, SettingPlace>({ name: place }));
  const rest = options.filter(({ isRequired }) => !isRequired);
  return (
    <>
      <OptionList options={options.filter(({ isRequired }) => isRequired)} place={place} />
      {rest.length > 0 && (
        <CollapsableSection
          label={<Text>{t('editor.channel-more', 'More settings, all optional')}</Text>}
          // Open as well where something is to be looked at that did not come with the kind.
          isOpen={isOpen ?? rest.some(({ name }) => isFilled(typed[name]) && !isWords(name))}
          onToggle={setIsOpen}
        >
          <Stack direction="column" gap={2}>
            <OptionList options={rest} place={place} />
          </Stack>
        </CollapsableSection>
      )}
    </>
  );
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' ? value !== '' : value !== undefined && value !== false;
}

function OptionList({ options, place }: Props) {
  const typed = typedOf(useWatch<PolicyFields, SettingPlace>({ name: place }));
  return options
    .filter((option) => isShown(option, typed))
    .map((option) => {
      const at: SettingPlace = `${place}.${option.name}`;
      switch (option.element) {
        case 'subform':
          return <SubForm key={option.name} option={option} place={at} />;
        case 'subform_array':
          return <SubForms key={option.name} option={option} place={at} />;
        default:
          return <ChannelOptionField key={option.name} option={option} place={at} beside={typed} />;
      }
    });
}

/** Settings that belong together, and that nobody needs who does not ask for them. */
function SubForm({ option, place }: { option: ChannelOption; place: SettingPlace }) {
  const { setValue } = useFormContext<PolicyFields>();
  const typed = useWatch<PolicyFields, SettingPlace>({ name: place });
  if (typed === undefined && !option.isRequired) {
    return (
      <Stack direction="column" gap={0} alignItems="flex-start">
        <Button type="button" size="sm" variant="secondary" icon="plus" onClick={() => setValue(place, {})}>
          {option.label}
        </Button>
        <Text variant="bodySmall" color="secondary">
          {option.description}
        </Text>
      </Stack>
    );
  }
  return (
    <FormPart
      option={option}
      place={place}
      onRemove={option.isRequired ? undefined : () => setValue(place, undefined)}
    />
  );
}

/** The same settings as often as a person likes. */
function SubForms({ option, place }: { option: ChannelOption; place: SettingPlace }) {
  const { setValue } = useFormContext<PolicyFields>();
  const given = useWatch<PolicyFields, SettingPlace>({ name: place });
  const typed: unknown[] = Array.isArray(given) ? given : [];
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      {typed.map((_, index) => (
        <FormPart
          // What is typed at a place belongs to the place.
          key={index}
          option={option}
          place={`${place}.${index}`}
          onRemove={() =>
            setValue(
              place,
              typed.filter((_one, at) => at !== index)
            )
          }
        />
      ))}
      <Button type="button" size="sm" variant="secondary" icon="plus" onClick={() => setValue(place, [...typed, {}])}>
        {option.label}
      </Button>
    </Stack>
  );
}

function FormPart({
  option: { label, options },
  place,
  onRemove,
}: {
  option: ChannelOption;
  place: SettingPlace;
  onRemove?: () => void;
}) {
  return (
    <Box role="group" aria-label={label} padding={2} borderStyle="solid" borderColor="weak" borderRadius="default">
      <Stack direction="column" gap={2}>
        <Text weight="medium">{label}</Text>
        <ChannelOptions options={options} place={place} />
        {onRemove && (
          <Stack direction="row">
            <Button type="button" size="sm" variant="secondary" fill="text" icon="trash-alt" onClick={onRemove}>
              {t('editor.channel-remove', 'Without {{- label}}', { label })}
            </Button>
          </Stack>
        )}
      </Stack>
    </Box>
  );
}
