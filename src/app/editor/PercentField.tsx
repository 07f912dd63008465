import { t } from '@grafana/i18n';
import { Input } from '@grafana/ui';
import React from 'react';
import { useFormContext } from 'react-hook-form';

import type { Direction } from '../../kpi/detect/noise';
import type { PolicyFields } from './form';
import { FormField } from './FormField';

interface Props {
  name: 'trigger.percent' | 'trigger.recoverPercent' | 'shifted.percent' | 'shifted.recoverPercent';
  id?: string;
  direction: Direction;
  onChange?: () => void;
}

/** How far from expected a breach begins. */
export function BeyondField({ direction, ...props }: Props) {
  const label =
    direction === 'drop'
      ? t('editor.drop', 'more than … % below expected')
      : t('editor.rise', 'more than … % above expected');
  return <PercentField {...props} label={label} />;
}

/** How near to expected it ends. */
export function RecoveryField({ direction, ...props }: Props) {
  const label =
    direction === 'drop'
      ? t('editor.recover', 'until less than … % below')
      : t('editor.recover-rise', 'until less than … % above');
  return <PercentField {...props} label={label} />;
}

function PercentField({ name, id = name, label, onChange }: Omit<Props, 'direction'> & { label: string }) {
  const { register } = useFormContext<PolicyFields>();
  return (
    <FormField name={name} id={id} label={label}>
      <Input
        {...register(name, { valueAsNumber: true, onChange })}
        id={id}
        type="number"
        step="any"
        suffix="%"
        width={16}
      />
    </FormField>
  );
}
