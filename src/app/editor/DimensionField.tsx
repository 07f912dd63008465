import { t } from '@grafana/i18n';
import { Combobox } from '@grafana/ui';
import React from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';

import type { Kpi } from '../../kpi/catalogue/schema';
import type { PolicyFields } from './form';
import { FormField } from './FormField';
import { dimensionProblem } from './triggerProblem';

interface Props {
  kpis: ReadonlyArray<Pick<Kpi, 'name' | 'dimensions'>>;
  /** Which values are judged. */
  help: string;
}

/** Whether a KPI is judged as a whole, or each value of one of its dimensions for itself. */
export function DimensionField({ kpis, help }: Props) {
  const { control } = useFormContext<PolicyFields>();
  const by = useWatch({ control, name: 'trigger.by' });
  const [first, ...others] = kpis;
  const common = (first?.dimensions ?? []).filter((name) =>
    others.every(({ dimensions }) => dimensions.includes(name))
  );
  if (common.length === 0 && by === '') {
    return null;
  }
  return (
    <FormField
      name="trigger.by"
      label={t('editor.by', 'for')}
      problem={dimensionProblem(by === '' ? undefined : by, kpis)}
      description={by === '' ? undefined : help}
    >
      <Controller
        control={control}
        name="trigger.by"
        render={({ field: { ref: _ref, onChange, ...field } }) => (
          <Combobox
            {...field}
            id="trigger.by"
            width={32}
            options={[
              { value: '', label: t('editor.by-none', 'the KPI as a whole') },
              ...[...new Set([...common, ...(by === '' ? [] : [by])])].map((name) => ({
                value: name,
                label: t('editor.by-each', 'each {{- name}} for itself', { name }),
              })),
            ]}
            onChange={({ value }) => onChange(value)}
          />
        )}
      />
    </FormField>
  );
}
