import { formattedValueToString, getValueFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Input, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import type { Kpi } from '../../kpi/catalogue/schema';
import { DimensionField } from './DimensionField';
import type { PolicyFields } from './form';
import { FormField } from './FormField';
import { useFollow } from './useFollow';
import { WindowField } from './WindowField';
import { windowValuesHelp } from './windowValuesHelp';

type LineName = 'line' | 'recover' | 'low' | 'high' | 'recoverLow' | 'recoverHigh';

/** A line for recovery is where the breach begins, until somebody says otherwise. */
const FOLLOWED_BY: Partial<Record<LineName, 'recover' | 'recoverLow' | 'recoverHigh'>> = {
  line: 'recover',
  low: 'recoverLow',
  high: 'recoverHigh',
};

interface Props {
  /** What is judged, KPIs or a query. */
  kpis: ReadonlyArray<Pick<Kpi, 'name' | 'unit' | 'dimensions'>>;
}

/** "… above 500 in 10 min, until below 450." */
export function ThresholdFields({ kpis }: Props) {
  const { control } = useFormContext<PolicyFields>();
  const side = useWatch({ control, name: 'trigger.side' });
  return (
    <>
      <FormField name="trigger.side" label={t('editor.side', 'they are')}>
        <Controller
          control={control}
          name="trigger.side"
          render={({ field: { ref: _ref, ...field } }) => (
            <RadioButtonGroup
              {...field}
              id="trigger.side"
              aria-label={t('editor.side', 'they are')}
              options={[
                { value: 'above', label: t('editor.above', 'Above') },
                { value: 'below', label: t('editor.below', 'Below') },
                { value: 'outside', label: t('editor.outside', 'Outside') },
              ]}
            />
          )}
        />
      </FormField>
      {side === 'outside' ? (
        <>
          <Stack direction="row" gap={2} wrap="wrap">
            <LineField name="low" label={t('editor.low', 'the values from')} />
            <LineField name="high" label={t('editor.high', 'to')} />
            <WindowField />
          </Stack>
          <Stack direction="row" gap={2} wrap="wrap">
            <LineField name="recoverLow" label={t('editor.recover-low', 'until inside the values from')} />
            <LineField name="recoverHigh" label={t('editor.recover-high', 'up to')} />
          </Stack>
        </>
      ) : (
        <Stack direction="row" gap={2} wrap="wrap">
          <LineField name="line" label={t('editor.line', 'the value')} />
          <WindowField />
          <LineField
            name="recover"
            label={side === 'above' ? t('editor.until-below', 'until below') : t('editor.until-above', 'until above')}
          />
        </Stack>
      )}
      <InUnits kpis={kpis} names={side === 'outside' ? ['low', 'high'] : ['line']} />
      <DimensionField kpis={kpis} help={windowValuesHelp()} />
    </>
  );
}

function LineField({ name, label }: { name: LineName; label: string }) {
  const { register, getValues } = useFormContext<PolicyFields>();
  const follow = useFollow();
  const [before, setBefore] = useState(() => getValues(`trigger.${name}`));
  const path = `trigger.${name}` as const;
  const follower = FOLLOWED_BY[name];
  const onChange = () => {
    const next = getValues(path);
    if (follower) {
      follow(`trigger.${follower}`, before, next);
    }
    setBefore(next);
  };
  return (
    <FormField name={path} label={label}>
      <Input {...register(path, { valueAsNumber: true, onChange })} id={path} type="number" step="any" width={16} />
    </FormField>
  );
}

/** The lines as the KPIs show them: somebody who means 5 % and types 5 sees 500 %. */
function InUnits({ kpis, names }: Props & { names: readonly LineName[] }) {
  const trigger = useWatch<PolicyFields, 'trigger'>({ name: 'trigger' });
  const values = names.map((name) => trigger[name]);
  const shown = kpis.map(({ name, unit }) => {
    const format = getValueFormat(unit);
    return `${name}: ${values.map((value) => formattedValueToString(format(value))).join(' – ')}`;
  });
  return values.some(Number.isNaN) ? null : (
    <Text variant="bodySmall" color="secondary">
      {t('editor.in-units', 'As the KPI shows it: {{- shown}}', { shown: shown.join(' · ') })}
    </Text>
  );
}
