import { t } from '@grafana/i18n';
import { Input, RadioButtonGroup, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import type { Kpi } from '../../kpi/catalogue/schema';
import { isToldByMinute } from '../../kpi/detect/minutes';
import { DurationField } from './DurationField';
import { defaultMinimumEvents, defaultRecovery, type PolicyFields } from './form';
import { FormField } from './FormField';
import { Section } from './Section';
import { useFollow } from './useFollow';
import { UsualStatus } from './UsualStatus';
import type { Usual } from './useUsual';

const WINDOWS = ['5m', '10m', '15m', '30m', '1h', '6h', '1d'];

interface Props {
  kpis: readonly Kpi[];
  usual: Usual;
}

/** "… when they drop unusually, by more than 25 %, until less than 13 %." */
export function DropFields({ kpis, usual }: Props) {
  const { control, register, getValues } = useFormContext<PolicyFields>();
  const follow = useFollow();
  const [percent, setPercent] = useState(() => getValues('trigger.percent'));
  const [kind, direction] = useWatch({ control, name: ['trigger.kind', 'trigger.direction'] });

  const followPercent = () => {
    const next = getValues('trigger.percent');
    if (next >= 1 && next <= 1000) {
      follow('trigger.minimumEvents', defaultMinimumEvents(percent), defaultMinimumEvents(next));
      follow('trigger.recoverPercent', defaultRecovery(percent), defaultRecovery(next));
      setPercent(next);
    }
  };

  return (
    <Section title={t('editor.when', 'When')}>
      <Stack direction="row" gap={2} wrap="wrap">
        <FormField name="trigger.direction" label={t('editor.direction', 'they')}>
          <Controller
            control={control}
            name="trigger.direction"
            render={({ field: { ref: _ref, ...field } }) => (
              <RadioButtonGroup
                {...field}
                id="trigger.direction"
                aria-label={t('editor.direction', 'they')}
                options={[
                  { value: 'drop', label: t('editor.direction-drop', 'Drop') },
                  { value: 'rise', label: t('editor.direction-rise', 'Rise') },
                ]}
              />
            )}
          />
        </FormField>
        <FormField
          name="trigger.kind"
          label={t('editor.judged', 'judged by')}
          problem={kind === 'unusual' ? byDayProblem(kpis) : undefined}
        >
          <Controller
            control={control}
            name="trigger.kind"
            render={({ field: { ref: _ref, ...field } }) => (
              <RadioButtonGroup
                {...field}
                id="trigger.kind"
                aria-label={t('editor.judged', 'judged by')}
                options={[
                  { value: 'unusual', label: t('editor.judged-unusual', 'What is usual for the KPI') },
                  { value: 'fixed', label: t('editor.judged-fixed', 'A fixed window') },
                ]}
              />
            )}
          />
        </FormField>
      </Stack>
      <Stack direction="row" gap={2} wrap="wrap">
        <FormField
          name="trigger.percent"
          id="dropPercent"
          label={
            direction === 'drop'
              ? t('editor.drop', 'more than … % below expected')
              : t('editor.rise', 'more than … % above expected')
          }
        >
          <Input
            {...register('trigger.percent', { valueAsNumber: true, onChange: followPercent })}
            id="dropPercent"
            type="number"
            step="any"
            suffix="%"
            width={16}
          />
        </FormField>
        {kind === 'fixed' && (
          <DurationField name="trigger.window" id="window" label={t('editor.window', 'in')} options={WINDOWS} />
        )}
        <FormField
          name="trigger.recoverPercent"
          id="recoverPercent"
          label={
            direction === 'drop'
              ? t('editor.recover', 'until less than … % below')
              : t('editor.recover-rise', 'until less than … % above')
          }
        >
          <Input
            {...register('trigger.recoverPercent', { valueAsNumber: true })}
            id="recoverPercent"
            type="number"
            step="any"
            suffix="%"
            width={16}
          />
        </FormField>
      </Stack>
      {kind === 'unusual' ? <UsualStatus kpis={kpis} usual={usual} /> : <MinimumField />}
    </Section>
  );
}

/** What a KPI that is told day by day can't be judged by. */
export function byDayProblem(kpis: readonly Kpi[]): string | undefined {
  const byDay = kpis.filter((kpi) => !isToldByMinute(kpi));
  return byDay.length === 0
    ? undefined
    : t(
        'editor.by-day',
        'Told day by day, so that no minute can be judged: {{- kpis}}. Choose a fixed window of 1d, or a time column with the time of day in the catalogue.',
        { kpis: byDay.map(({ name }) => name).join(', ') }
      );
}

function MinimumField() {
  const { register } = useFormContext<PolicyFields>();
  return (
    <FormField
      name="trigger.minimumEvents"
      id="minimumEvents"
      label={t('editor.minimum', 'and at least … events are expected')}
      description={<MinimumHint />}
    >
      <Input
        {...register('trigger.minimumEvents', { valueAsNumber: true })}
        id="minimumEvents"
        type="number"
        width={16}
      />
    </FormField>
  );
}

function MinimumHint() {
  const percent = useWatch<PolicyFields, 'trigger.percent'>({ name: 'trigger.percent' });
  return percent >= 1
    ? t(
        'editor.minimum-hint',
        'From {{events}} expected events in the window on, a change of {{percent}} % shows. Fewer fluctuate that much by chance.',
        { events: defaultMinimumEvents(percent), percent }
      )
    : null;
}
