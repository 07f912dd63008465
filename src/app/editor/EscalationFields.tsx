import { t } from '@grafana/i18n';
import { Button, Combobox, IconButton, Stack, Text } from '@grafana/ui';
import React from 'react';
import { Controller, useFieldArray, useFormContext, useWatch } from 'react-hook-form';

import { MOST_ESCALATIONS } from '../../policy/escalation';
import { contactPointOf, findTeam, refOf } from '../../policy/team';
import { useContactPoints } from '../policies/usePolicies';
import { optionOf, teamOption } from '../teams/options';
import { useTeams } from '../teams/useTeams';
import { DurationField } from './DurationField';
import type { PolicyFields } from './form';
import { FormField } from './FormField';
import { Section } from './Section';

/** What tells a team among the values of the list: no contact point begins so by accident. */
const TEAM = 'kpiwatch-team:';

const AFTER = ['5m', '10m', '15m', '30m', '1h', '2h'];

/** "… and if nobody answers, these as well." */
export function EscalationFields() {
  const { control } = useFormContext<PolicyFields>();
  const { fields, append, remove } = useFieldArray({ control, name: 'escalation' });
  return (
    <Section title={t('editor.escalation', 'If nobody answers')} maxWidth={64}>
      {fields.map(({ id }, index) => (
        <Step key={id} index={index} onRemove={() => remove(index)} />
      ))}
      {fields.length < MOST_ESCALATIONS && (
        <Stack direction="row">
          <Button
            type="button"
            size="sm"
            variant="secondary"
            icon="plus"
            onClick={() => append({ after: AFTER[fields.length * 2] ?? '15m', contactPoint: '' })}
          >
            {t('editor.escalation-add', 'Tell somebody else as well')}
          </Button>
        </Stack>
      )}
      {fields.length > 0 && (
        <Text color="secondary">
          {t(
            'editor.escalation-meaning',
            'Once a breach has lasted so long, give or take a minute, and nobody has acknowledged it. An acknowledgement holds this back for as long as it lasts. Each step is a rule of its own, which asks the database as well.'
          )}
        </Text>
      )}
    </Section>
  );
}

function Step({ index, onRemove }: { index: number; onRemove: () => void }) {
  const { control, setValue, formState } = useFormContext<PolicyFields>();
  const points = useContactPoints();
  const teams = useTeams() ?? [];
  const [severity, team] = useWatch({ control, name: ['severity', `escalation.${index}.team`] });
  const told = team && (findTeam(teams, team) ?? team);
  const options = [
    ...teams.map((one) => ({ ...teamOption(one), value: `${TEAM}${one.id}`, group: t('teams.title', 'Teams') })),
    // A team that is gone is still what the policy says.
    ...(told && teams.every(({ id }) => id !== told.id) ? [{ value: `${TEAM}${told.id}`, label: told.name }] : []),
    ...(points.data ?? [])
      .filter(({ isUsable }) => isUsable)
      .map((point) => ({ ...optionOf(point), group: t('editor.contact-points', 'Contact points') })),
  ];
  const name = `escalation.${index}.contactPoint` as const;
  const onChoose = (chosen: string) => {
    const next = teams.find(({ id }) => `${TEAM}${id}` === chosen);
    setValue(`escalation.${index}.team`, next && refOf(next));
    setValue(name, next ? contactPointOf(next, severity) : chosen, {
      shouldDirty: true,
      shouldValidate: formState.isSubmitted,
    });
  };
  return (
    <Stack direction="row" gap={2} wrap="wrap" alignItems="flex-end">
      <DurationField name={`escalation.${index}.after`} label={t('editor.escalation-after', 'for')} options={AFTER} />
      <FormField name={name} label={t('editor.escalation-contact', 'also tell')}>
        <Controller
          control={control}
          name={name}
          render={({ field: { ref: _ref, onChange: _onChange, value, ...field }, fieldState }) => (
            <Combobox
              {...field}
              invalid={fieldState.invalid}
              id={name}
              width={32}
              loading={points.isPending}
              placeholder={t('editor.escalation-placeholder', 'Choose a team or a contact point')}
              value={told ? `${TEAM}${told.id}` : value === '' ? null : value}
              options={options}
              onChange={(option) => onChoose(option.value)}
            />
          )}
        />
      </FormField>
      <IconButton
        name="trash-alt"
        size="lg"
        tooltip={t('editor.escalation-remove', 'Remove step {{number}}', { number: index + 1 })}
        onClick={onRemove}
      />
    </Stack>
  );
}
